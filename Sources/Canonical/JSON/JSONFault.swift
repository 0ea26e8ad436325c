/// Makes the faults of the reader; out of line, because they are rare and counting lines is slow.
package enum JSONFault {
    /// The bytes are no JSON.
    @inline(never)
    package static func syntax(_ reason: String, at offset: Int, _ bytes: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: place(offset, bytes),
            reason: reason,
            advice: "The sender has to write JSON as RFC 8259 says, in UTF-8, each name once per object."
        )
    }

    /// The bytes are more than the limits allow.
    @inline(never)
    package static func limit(_ reason: String, at offset: Int, _ bytes: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: place(offset, bytes),
            reason: reason,
            advice: "Split the message, or raise the limit in the configuration."
        )
    }

    private static func place(_ offset: Int, _ bytes: Span<UInt8>) -> Place {
        var line = 1
        for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A { line += 1 }
        return Place(byteOffset: offset, line: line)
    }
}
