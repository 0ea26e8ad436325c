extension CodePage {
    /// Appends text that mixes single bytes with double bytes between shift-out and shift-in.
    ///
    /// The shifts themselves are no characters. Double bytes that are cut off, or not in the table, are read as U+001A.
    func decodeMixed(_ bytes: Span<UInt8>, _ table: DoubleByteTable, into utf8: inout [UInt8]) -> Int? {
        var unknown: Int?
        var isDouble = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case DoubleByteTable.shiftOut: isDouble = true
            case DoubleByteTable.shiftIn: isDouble = false
            case _ where !isDouble:
                if !append(byte, into: &utf8) { unknown = unknown ?? index }
            default:
                if !appendPair(bytes, at: index, table, into: &utf8) { unknown = unknown ?? index }
                index += 1
            }
            index += 1
        }
        return unknown
    }

    /// Appends the text of bytes that are double-byte characters throughout, without shifts, as in `PIC G` and `PIC N`.
    ///
    /// - Returns: nil, or the offset of the first pair that is not in the page; nil too for pages without double bytes.
    package func decodeDoubleBytes(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        guard let table = doubleBytes else { return decode(bytes, into: &utf8) }
        var unknown: Int?
        for index in stride(from: 0, to: bytes.count, by: 2) where !appendPair(bytes, at: index, table, into: &utf8) {
            unknown = unknown ?? index
        }
        return unknown
    }

    /// Appends the double bytes of a text, without shifts.
    ///
    /// - Returns: nil, or the offset of the first character that has none; nothing is appended then.
    package func encodeDoubleBytes(_ utf8: Span<UInt8>, into output: inout [UInt8]) -> Int? {
        guard let table = doubleBytes else { return encode(utf8, into: &output) }
        let start = output.count
        var index = 0
        while index < utf8.count {
            let (scalar, length) = utf8.scalar(at: index)
            guard let code = table.code(of: scalar) else {
                output.removeLast(output.count - start)
                return index
            }
            output.append(UInt8(code >> 8))
            output.append(UInt8(code & 0xFF))
            index += length
        }
        return nil
    }

    private func appendPair(
        _ bytes: Span<UInt8>,
        at index: Int,
        _ table: DoubleByteTable,
        into utf8: inout [UInt8]
    ) -> Bool {
        guard index + 1 < bytes.count, let scalar = table.scalar(of: bytes[index], bytes[index + 1]) else {
            utf8.append(CodePage.substitute)
            return false
        }
        utf8.appendScalar(scalar)
        return true
    }
}
