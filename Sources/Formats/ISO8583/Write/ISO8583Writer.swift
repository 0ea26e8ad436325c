import Canonical

/// Writes messages one after the other, told apart as the option `framing` says.
struct ISO8583Writer: FormatWriter {
    let program: ISO8583Program
    let options: ISO8583Options
    let mode: WriteMode
    let limits: Limits

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        let writer = try ISO8583MessageWriter(program, options, mode, bytesMax: limits.bodyBytesMax, document.root)
        let message = try writer.write()
        let layout = mode == .faithful ? document.root["layout"] : nil
        let lineEnd = layout?["lineEnd"]?.text
        switch options.framing {
        case .none: output += message + Self.lineEnd(lineEnd ?? "")
        case .line: output += message + Self.lineEnd(lineEnd ?? "LF")
        case .length(let length):
            output += try frame(length, message.count, layout?["frameLength"]?.number)
            output += message
        }
    }

    private func frame(
        _ length: ISO8583Framing.Length,
        _ count: Int,
        _ told: Number?
    ) throws(Fault) -> [UInt8] {
        let own = length.countsItself ? count + length.size : count
        // A message that was cut off says how long it should have been.
        let written = max(own, told.flatMap { Int(exactly: $0.coefficient) } ?? 0)
        guard let bytes = length.bytes(written) else {
            throw Fault(
                .message,
                .schemaViolation,
                stage: .encode,
                place: Place(path: ""),
                reason: "The message is longer than the length in front of it can tell.",
                advice: "See the option framing."
            )
        }
        return bytes
    }

    private static func lineEnd(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        let letters = Array(name.utf8)
        for index in stride(from: 0, to: letters.count - 1, by: 2) {
            bytes.append(letters[index] == UInt8(ascii: "L") ? 0x0A : 0x0D)
        }
        return bytes
    }
}
