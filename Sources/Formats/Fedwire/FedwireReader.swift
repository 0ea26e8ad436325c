import Canonical

/// Reads Fedwire messages, one document each.
struct FedwireReader: FormatReader {
    private let table: FedwireTable
    private let content: FedwireContentReader
    private var position = InputPosition()

    init(table: FedwireTable) {
        self.table = table
        content = FedwireContentReader(table: table)
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        var start = 0
        while start < window.count, isSpace(window[start]) { start += 1 }
        guard start < window.count else { return try end(start, isLast: isLast) }
        if start + 6 > window.count && !isLast { return .more }
        guard FedwireScan.tag(window, start) != nil else { throw unrecognised(start, window) }
        switch FedwireScan.scan(window, from: start, isLast: isLast) {
        case .more: return .more
        case .tooLarge: throw tooLarge(start, window)
        case .message(let scan):
            let document = document(scan, before: 0..<start, window, &findings)
            position.advance(over: scan.end, of: window)
            return .document(document, consumed: scan.end)
        }
    }

    /// The input ends, perhaps with blanks; an input of blanks only, or empty, is no message.
    private mutating func end(_ start: Int, isLast: Bool) throws(Fault) -> ReadStep {
        guard isLast else { return .more }
        return .end
    }

    private func document(
        _ scan: FedwireScan,
        before: Range<Int>,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) -> Document {
        var builder = DocumentBuilder(names: table.names)
        var seen: Set<Int> = []
        var repeats: [(position: Int, entry: FedwireScan.Entry)] = []
        let lineEnd = scan.entries[0].after
        builder.begin(.object)
        for (position, entry) in scan.entries.enumerated() {
            guard seen.insert(entry.number).inserted else {
                repeats.append((position, entry))
                continue
            }
            beginTag(entry.number, &builder)
            append(entry, lineEnd, window, into: &builder, &findings)
            builder.end()
        }
        appendRepeats(repeats, lineEnd, window, into: &builder, &findings)
        appendLayout(before: before, lineEnd: lineEnd, window, into: &builder)
        builder.end()
        let document = builder.finish()
        checkPresence(document, seen, at: position.place(of: scan.entries[0].start, in: window), &findings)
        return document
    }

    private func beginTag(_ number: Int, _ builder: inout DocumentBuilder) {
        if let tag = table[number] {
            builder.begin(.object, tag.documentName)
        } else {
            builder.begin(.object, ownName: Self.text(of: number).utf8.span)
        }
    }

    private func append(
        _ entry: FedwireScan.Entry,
        _ lineEnd: Range<Int>,
        _ window: Span<UInt8>,
        into builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        var ends: String?
        if let tag = table[entry.number] {
            ends = content.read(tag, window, entry, position, into: &builder, findings: &findings)
        } else {
            let place = position.place(of: entry.start, in: window, field: Self.text(of: entry.number))
            findings.add(.error, "fedwire.tag-unknown", at: place, "There is no tag of this number.")
            if !entry.content.isEmpty {
                ByteText.append(window.extracting(entry.content), table.members.text, to: &builder)
            }
        }
        let isUsual = equals(window, entry.after, lineEnd)
        guard ends != nil || !isUsual else { return }
        builder.begin(.object, table.members.layout)
        if let ends { builder.text(table.members.ends, ends) }
        if !isUsual { ByteText.append(window.extracting(entry.after), table.members.after, to: &builder) }
        builder.end()
    }

    private func appendRepeats(
        _ repeats: [(position: Int, entry: FedwireScan.Entry)],
        _ lineEnd: Range<Int>,
        _ window: Span<UInt8>,
        into builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        guard !repeats.isEmpty else { return }
        builder.begin(.list, table.members.repeats)
        for (number, entry) in repeats {
            let place = position.place(of: entry.start, in: window, field: Self.text(of: entry.number))
            findings.add(.error, "fedwire.tag-repeated", at: place, "The tag stands twice.")
            builder.begin(.object)
            builder.text(table.members.tag, Self.text(of: entry.number))
            builder.number(table.members.position, number)
            append(entry, lineEnd, window, into: &builder, &findings)
            builder.end()
        }
        builder.end()
    }

    private func appendLayout(
        before: Range<Int>,
        lineEnd: Range<Int>,
        _ window: Span<UInt8>,
        into builder: inout DocumentBuilder
    ) {
        guard !before.isEmpty || !lineEnd.isEmpty else { return }
        builder.begin(.object, table.members.layout)
        if !before.isEmpty { ByteText.append(window.extracting(before), table.members.before, to: &builder) }
        if !lineEnd.isEmpty { ByteText.append(window.extracting(lineEnd), table.members.lineEnd, to: &builder) }
        builder.end()
    }

    // MARK: - Checks

    private func checkPresence(
        _ document: Document,
        _ seen: Set<Int>,
        at place: Place,
        _ findings: inout Findings
    ) {
        for tag in table.tags where tag.isMandatory && !seen.contains(tag.number) {
            absent("\(Self.text(of: tag.number)) (\(tag.name))", at: place, &findings)
        }
        let code = document.root["3600"]?["businessFunctionCode"]?.text ?? ""
        for requirement in table.requirements where requirement.codes.contains(code) {
            for tags in requirement.tags where tags.allSatisfy({ !seen.contains($0) }) {
                absent(tags.map { Self.text(of: $0) }.joined(separator: " or "), at: place, &findings)
            }
        }
    }

    private func absent(_ tag: String, at place: Place, _ findings: inout Findings) {
        findings.add(.error, "fedwire.tag-missing", at: place, "The tag \(tag) is mandatory and missing.")
    }

    private func unrecognised(_ offset: Int, _ window: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: position.place(of: offset, in: window),
            reason: "A Fedwire tag, four digits in braces, is expected.",
            advice: "A message begins with {1500}, or with {1100} where the Fedwire system has sent it."
        )
    }

    private func tooLarge(_ offset: Int, _ window: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: position.place(of: offset, in: window),
            reason: "The message has more than \(FedwireScan.tagsMax) tags or \(FedwireScan.messageBytesMax) bytes."
        )
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private func equals(_ window: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where window[left.lowerBound + offset] != window[right.lowerBound + offset] {
            return false
        }
        return true
    }

    /// A tag's number with its four digits.
    static func text(of number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
