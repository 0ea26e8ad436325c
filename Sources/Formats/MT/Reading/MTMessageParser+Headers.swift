import Canonical

/// Blocks 1 and 2 (FIN User Handbook: basic and application header).
extension MTMessageParser {
    /// Application (1), service (2), logical terminal (12), session (4) and sequence number (6).
    mutating func appendBlock1(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ builder: inout DocumentBuilder) {
        builder.begin(.object, names.block1)
        if block.end - block.start == 25, block.isPlain {
            var cursor = block.start
            append(bytes, block, &cursor, 1, .application, names.applicationId, &builder)
            append(bytes, block, &cursor, 2, .digits, names.serviceId, &builder)
            append(bytes, block, &cursor, 12, .terminal, names.logicalTerminal, &builder)
            append(bytes, block, &cursor, 4, .digits, names.sessionNumber, &builder)
            append(bytes, block, &cursor, 6, .digits, names.sequenceNumber, &builder)
        } else {
            append(bytes, block.start, block.end, names.text, &builder)
            note(
                .error,
                "mt.header",
                bytes,
                block.start,
                field: "1",
                "Block 1 has 25 characters, none of them a brace or outside ASCII."
            )
        }
        builder.end()
    }

    /// Input: type (3), receiver (12), priority, delivery monitoring, obsolescence period (3).
    ///
    /// Output: type (3), input time (4) and reference (28), output date (6) and time (4), priority.
    mutating func appendBlock2(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ builder: inout DocumentBuilder) {
        let length = block.isPlain ? block.end - block.start : 0
        let first = length > 0 ? bytes[block.start] : 0
        builder.begin(.object, names.block2)
        if first == UInt8(ascii: "I"), length == 16 || length == 17 || length == 18 || length == 20 || length == 21 {
            appendInput(bytes, block, &builder)
        } else if first == UInt8(ascii: "O"), length == 46 || length == 47 {
            appendOutput(bytes, block, &builder)
        } else {
            append(bytes, block.start, block.end, names.text, &builder)
            note(
                .error,
                "mt.header",
                bytes,
                block.start,
                field: "2",
                "Block 2 is I with 16 to 21 characters or O with 46 or 47, none of them a brace or outside ASCII."
            )
        }
        builder.end()
    }

    private mutating func appendInput(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ builder: inout DocumentBuilder) {
        let terminal = terminalForm(bytes, block)
        var cursor = block.start
        append(bytes, block, &cursor, 1, .direction, names.direction, &builder)
        append(bytes, block, &cursor, 3, .digits, names.messageType, &builder)
        append(bytes, block, &cursor, 12, terminal, names.receiver, &builder)
        if cursor < block.end { append(bytes, block, &cursor, 1, .priority, names.priority, &builder) }
        // A period alone has three digits; with monitoring in front there are four.
        if block.end - cursor == 1 || block.end - cursor == 4 {
            append(bytes, block, &cursor, 1, .monitoring, names.deliveryMonitoring, &builder)
        }
        if cursor < block.end { append(bytes, block, &cursor, 3, .digits, names.obsolescencePeriod, &builder) }
    }

    private mutating func appendOutput(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ builder: inout DocumentBuilder) {
        let terminal = terminalForm(bytes, block)
        var cursor = block.start
        append(bytes, block, &cursor, 1, .direction, names.direction, &builder)
        append(bytes, block, &cursor, 3, .digits, names.messageType, &builder)
        append(bytes, block, &cursor, 4, .time, names.inputTime, &builder)
        append(bytes, block, &cursor, 6, .date, names.inputDate, &builder)
        append(bytes, block, &cursor, 12, terminal, names.sender, &builder)
        append(bytes, block, &cursor, 4, .digits, names.sessionNumber, &builder)
        append(bytes, block, &cursor, 6, .digits, names.sequenceNumber, &builder)
        append(bytes, block, &cursor, 6, .date, names.outputDate, &builder)
        append(bytes, block, &cursor, 4, .time, names.outputTime, &builder)
        if cursor < block.end { append(bytes, block, &cursor, 1, .priority, names.priority, &builder) }
    }

    /// Messages of category 0 come from the network itself, or go to it.
    private func terminalForm(_ bytes: Span<UInt8>, _ block: MTScan.Block) -> MTHeaderForm {
        bytes[block.start + 1] == 0x30 ? .systemTerminal : .terminal
    }

    private mutating func append(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ cursor: inout Int,
        _ length: Int,
        _ form: MTHeaderForm,
        _ name: DocumentName,
        _ builder: inout DocumentBuilder
    ) {
        append(bytes, cursor, cursor + length, name, &builder)
        checkHeader(bytes, block, cursor, cursor + length, form)
        cursor += length
    }

    /// Appends a text of the message as it stands.
    @inline(__always)
    func append(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ name: DocumentName,
        _ builder: inout DocumentBuilder
    ) {
        builder.text(name, lying: (start &+ shift)..<(end &+ shift))
    }
}
