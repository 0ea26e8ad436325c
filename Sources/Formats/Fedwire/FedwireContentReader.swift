import Canonical

/// Reads the content of one tag into the elements that the table names.
///
/// A message has no mark that ends it. One that was cut off is told by a fixed element or an asterisk that is missing,
/// by the elements that the table calls mandatory or paired, and by the tags that its business function asks for. It
/// cannot be told where it was cut off behind a tag or an element that the others do without: behind the name of its
/// last party, or between the lines of a text.
struct FedwireContentReader {
    let table: FedwireTable

    /// How a variable element ended, as the layout fact `ends` writes it, one letter for each.
    private enum End: String {
        case asterisk = "*"
        /// Filled with blanks up to its greatest length.
        case padded = "_"
        /// Neither: the content ends.
        case open = "."
    }

    /// Appends the members of the tag's object.
    ///
    /// - Returns: the layout fact `ends`, or nil where each variable element ends with an asterisk.
    func read(
        _ tag: FedwireTag,
        _ window: Span<UInt8>,
        _ entry: FedwireScan.Entry,
        _ position: InputPosition,
        into builder: inout DocumentBuilder,
        findings: inout Findings
    ) -> String? {
        var next = entry.content.lowerBound
        let limit = entry.content.upperBound
        var ends: [End] = []
        var before = FedwirePresence()
        if isEmpty(window.extracting(entry.content)) { noteEmpty(window, entry, position, &findings) }
        for element in tag.elements {
            guard next < limit else {
                if !element.isVariable {
                    missing(element, tag, window, next, position, &findings)
                } else if before.misses(element, hasValue: false) {
                    noteAbsent(element, tag, window, next, position, &findings)
                }
                before.pass(hasValue: false, count: nil)
                continue
            }
            let range: Range<Int>
            if element.isVariable {
                let (found, end) = variable(element, window, next..<limit)
                range = found
                ends.append(end)
                // Blanks at the end of a padded element may belong to it.
                let isCounted = before.count.map { $0 == found.count || end == .padded && $0 > found.count } ?? false
                if end == .open, !isCounted { noteOpen(element, tag, window, entry, position, &findings) }
                if before.count != nil, !isCounted { noteCount(element, tag, window, next, position, &findings) }
                next = end == .asterisk ? found.upperBound + 1 : min(limit, next + element.length)
            } else {
                range = next..<min(limit, next + element.length)
                next = range.upperBound
                if range.count < element.length { missing(element, tag, window, next, position, &findings) }
            }
            let value = window.extracting(range)
            let hasValue = !isEmpty(value)
            if before.misses(element, hasValue: hasValue) {
                noteAbsent(element, tag, window, range.lowerBound, position, &findings)
            }
            before.pass(hasValue: hasValue, count: element.kind == .count ? number(value) : nil)
            check(element, window, range, tag, position, &findings)
            ByteText.append(value, element.documentName, to: &builder)
        }
        if next < limit {
            let place = position.place(of: next, in: window, field: FedwireReader.text(of: tag.number))
            findings.add(.error, "fedwire.excess", at: place, "The tag has more than its elements.")
            ByteText.append(window.extracting(next..<limit), table.members.text, to: &builder)
        }
        return ends.allSatisfy { $0 == .asterisk } ? nil : ends.map(\.rawValue).joined()
    }

    /// The value of a variable element: up to an asterisk, or its greatest length with blanks behind it.
    private func variable(
        _ element: FedwireElement,
        _ window: Span<UInt8>,
        _ rest: Range<Int>
    ) -> (Range<Int>, End) {
        let limit = min(rest.upperBound, rest.lowerBound + element.length + 1)
        for index in rest.lowerBound..<limit where window[index] == UInt8(ascii: "*") {
            return (rest.lowerBound..<index, .asterisk)
        }
        guard rest.count >= element.length else { return (rest, .open) }
        var end = rest.lowerBound + element.length
        while end > rest.lowerBound, window[end - 1] == 0x20 { end -= 1 }
        return (rest.lowerBound..<end, .padded)
    }

    /// A short element has an asterisk behind it; programs that cut blanks off the ends of lines break that.
    private func noteOpen(
        _ element: FedwireElement,
        _ tag: FedwireTag,
        _ window: Span<UInt8>,
        _ entry: FedwireScan.Entry,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let place = position.place(of: entry.content.upperBound, in: window, field: FedwireReader.text(of: tag.number))
        findings.add(
            entry.after.isEmpty ? .error : .warning,
            "fedwire.element-open",
            at: place,
            "The element \(element.name) ends without an asterisk and is shorter than \(element.length)."
        )
    }

    /// Whether a tag says nothing: it has no bytes, or asterisks and blanks only.
    private func isEmpty(_ content: Span<UInt8>) -> Bool {
        for index in content.indices where content[index] != UInt8(ascii: "*") && content[index] != 0x20 {
            return false
        }
        return true
    }

    /// A tag that has nothing to say is left out of a message.
    private func noteEmpty(
        _ window: Span<UInt8>,
        _ entry: FedwireScan.Entry,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let number = FedwireReader.text(of: entry.number)
        let place = position.place(of: entry.start, in: window, field: number)
        findings.add(.error, "fedwire.tag-empty", at: place, "The tag has no content.")
    }

    private func noteAbsent(
        _ element: FedwireElement,
        _ tag: FedwireTag,
        _ window: Span<UInt8>,
        _ offset: Int,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let place = position.place(of: offset, in: window, field: FedwireReader.text(of: tag.number))
        let message =
            element.presence == .paired
            ? "The element \(element.name) and the one before it stand together or not at all."
            : "The element \(element.name) is mandatory and has no value."
        findings.add(.error, "fedwire.element-missing", at: place, message)
    }

    /// An element that is longer or shorter than the element before it says (8200, addenda length).
    private func noteCount(
        _ element: FedwireElement,
        _ tag: FedwireTag,
        _ window: Span<UInt8>,
        _ offset: Int,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let place = position.place(of: offset, in: window, field: FedwireReader.text(of: tag.number))
        let message = "The element \(element.name) has not the length that the element before it says."
        findings.add(.error, "fedwire.length", at: place, message)
    }

    /// The number that digits are; -1 where they are none, which is no length.
    private func number(_ digits: Span<UInt8>) -> Int {
        var number = 0
        for index in digits.indices {
            guard (0x30...0x39).contains(digits[index]), number < 100_000 else { return -1 }
            number = number * 10 + Int(digits[index] - 0x30)
        }
        return number
    }

    private func missing(
        _ element: FedwireElement,
        _ tag: FedwireTag,
        _ window: Span<UInt8>,
        _ offset: Int,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let place = position.place(of: offset, in: window, field: FedwireReader.text(of: tag.number))
        findings.add(.error, "fedwire.element-missing", at: place, "The tag ends before or within \(element.name).")
    }

    private func check(
        _ element: FedwireElement,
        _ window: Span<UInt8>,
        _ range: Range<Int>,
        _ tag: FedwireTag,
        _ position: InputPosition,
        _ findings: inout Findings
    ) {
        let bytes = window.extracting(range)
        var problem: (code: String, message: String)?
        for index in bytes.indices where !(0x20...0x7E).contains(bytes[index]) {
            problem = ("fedwire.character", "The element \(element.name) holds a byte that is not printable ASCII.")
        }
        if element.kind != .text {
            for index in bytes.indices where !(0x30...0x39).contains(bytes[index]) {
                problem = ("fedwire.numeric", "The element \(element.name) has to be digits.")
            }
        }
        if problem == nil, element.kind == .routing, bytes.count == 9,
            let digit = RoutingNumber.checkDigit(bytes, at: 0), digit != bytes[8]
        {
            problem = ("fedwire.check-digit", "The routing number's check digit is wrong.")
        }
        if problem == nil, !element.values.isEmpty, !element.values.contains(where: { equals(bytes, $0) }) {
            problem = ("fedwire.code", "The element \(element.name) has none of the values that it may have.")
        }
        guard let problem else { return }
        let place = position.place(of: range.lowerBound, in: window, field: FedwireReader.text(of: tag.number))
        findings.add(.error, problem.code, at: place, problem.message)
    }

    private func equals(_ bytes: Span<UInt8>, _ value: [UInt8]) -> Bool {
        guard bytes.count == value.count else { return false }
        for index in bytes.indices where bytes[index] != value[index] { return false }
        return true
    }
}
