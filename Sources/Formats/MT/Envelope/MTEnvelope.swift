import Canonical

/// An Alliance DataPDU (XML version 2): a message in base64 or as text inside the element Body.
///
/// Only the tags that frame the message are looked at; all around it is kept as text, and so is what stands behind the
/// XML up to the next message.
struct MTEnvelope {
    /// The XML before and behind the message's characters.
    var before: Range<Int>
    var after: Range<Int>
    var isBase64 = false
    /// Of base64 in lines: how long they are, and whether they end with CR LF.
    var lineLength: Int?
    var hasReturns = false
    /// Of text, how characters of the message are written.
    var references = MTReferences()
    /// The message.
    var message: [UInt8] = []
    /// Whether more than blanks, comments and instructions stands behind the XML, and where that begins.
    var rest: Int?
    /// The type in the header's MessageIdentifier, such as 103 for `fin.103`.
    var type: Int?

    /// The envelope that begins at an offset; nil if it has no Body, or not all of it is in the window.
    init?(_ window: Span<UInt8>, from start: Int, isLast: Bool = true) {
        guard let open = Self.find("Body>", window, from: start, opens: true),
            let close = Self.find("Body>", window, from: open, opens: false),
            let last = Self.find("DataPDU>", window, from: close, opens: false)
        else { return nil }
        var contentEnd = close
        while contentEnd > open, window[contentEnd - 1] != UInt8(ascii: "<") { contentEnd -= 1 }
        guard contentEnd > open else { return nil }
        contentEnd -= 1
        let content = Self.trimmed(window, open..<contentEnd)
        let section = Self.section(window, content)
        before = 0..<(section ?? content).lowerBound
        after = (section ?? content).upperBound..<last
        type = Self.type(window, 0..<open)
        guard closeRest(window, isLast: isLast) else { return nil }
        readContent(window, section ?? content, isSection: section != nil)
    }

    /// What begins and ends a CDATA section.
    private static let opening = Array("<![CDATA[".utf8)
    private static let closing = Array("]]>".utf8)

    private static func trimmed(_ window: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(window[start]) { start += 1 }
        while end > start, isBlank(window[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The inside of a CDATA section that is the whole content, if it is one.
    private static func section(_ window: Span<UInt8>, _ content: Range<Int>) -> Range<Int>? {
        guard content.count >= opening.count + closing.count else { return nil }
        for (offset, byte) in opening.enumerated() where window[content.lowerBound + offset] != byte { return nil }
        let inside = content.lowerBound + opening.count..<content.upperBound - closing.count
        for index in inside.lowerBound...inside.upperBound where window[index] == closing[0] {
            guard window[index + 1] == closing[1], window[index + 2] == closing[2] else { continue }
            return index == inside.upperBound ? inside : nil
        }
        return nil
    }

    /// Takes what stands behind the XML up to the next message into ``after``; false if the window shows too little.
    private mutating func closeRest(_ window: Span<UInt8>, isLast: Bool) -> Bool {
        let start = after.upperBound
        var end = start
        while end < window.count, Self.isBlank(window[end]) { end += 1 }
        after = after.lowerBound..<end
        guard end < window.count else { return isLast }
        guard isLast || window.count - end >= 6 else { return false }
        if MTOpening.isBlock(window, end) || MTOpening.isTag(window, end) { return true }
        if window[end] == 0x01, MTOpening.isBlock(window, end + 1) { return true }
        let next = Self.find("DataPDU", window, from: end, opens: true)
        guard next != nil || isLast else { return false }
        // Of XML that follows, all belongs to the next envelope.
        if next != nil, window[end] == UInt8(ascii: "<") { return true }
        let foreign = Self.markupEnd(window, from: end)
        end = foreign
        while end < window.count, !(next != nil && window[end] == UInt8(ascii: "<")),
            !MTOpening.startsMessage(window, end)
        {
            end += 1
        }
        if foreign < end { rest = foreign }
        after = after.lowerBound..<end
        return true
    }

    /// The end of the blanks, comments and instructions that stand at an offset.
    private static func markupEnd(_ window: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end + 1 < window.count, window[end] == UInt8(ascii: "<"),
            window[end + 1] == UInt8(ascii: "!") || window[end + 1] == UInt8(ascii: "?")
        {
            while end < window.count, window[end] != UInt8(ascii: ">") { end += 1 }
            if end < window.count { end += 1 }
            while end < window.count, isBlank(window[end]) { end += 1 }
        }
        return end
    }

    private mutating func readContent(_ window: Span<UInt8>, _ range: Range<Int>, isSection: Bool) {
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        for index in range { content.append(window[index]) }
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.count > 1, let first = lines.first {
            hasReturns = first.last == 0x0D
            lineLength = first.count - (hasReturns ? 1 : 0)
        }
        let characters = content.filter { !Self.isBlank($0) }
        if let decoded = MTBase64.decode(characters) {
            message = decoded
            isBase64 = MTBase64.encode(decoded, lineLength: lineLength, hasReturns: hasReturns) == content
        }
        guard !isBase64 else { return }
        lineLength = nil
        if isSection { message = content } else { (message, references) = MTReferences.resolve(content) }
    }

    /// Where the end of the first tag with that end is, behind it.
    private static func find(_ text: String, _ window: Span<UInt8>, from start: Int, opens: Bool) -> Int? {
        let wanted = Array(text.utf8)
        guard window.count - start >= wanted.count else { return nil }
        for index in start...(window.count - wanted.count) where window[index] == wanted[0] {
            var offset = 1
            while offset < wanted.count, window[index + offset] == wanted[offset] { offset += 1 }
            guard offset == wanted.count else { continue }
            var name = index
            while name > start, isNameCharacter(window[name - 1]) { name -= 1 }
            if name > start, window[name - 1] == (opens ? UInt8(ascii: "<") : UInt8(ascii: "/")) {
                return index + wanted.count
            }
        }
        return nil
    }

    /// Whether an envelope of FIN begins here, of which the end may not be in sight.
    static func begins(_ window: Span<UInt8>, from start: Int) -> Bool {
        guard find("DataPDU", window, from: start, opens: true) != nil else { return false }
        return type(window, start..<window.count) != nil || MTEnvelope(window, from: start) != nil
    }

    private static func type(_ window: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let wanted = Array(">fin.".utf8)
        guard range.count > wanted.count + 3 else { return nil }
        for index in range.lowerBound..<(range.upperBound - wanted.count - 3) where window[index] == wanted[0] {
            var offset = 1
            while offset < wanted.count, window[index + offset] == wanted[offset] { offset += 1 }
            guard offset == wanted.count else { continue }
            var number = 0
            for digit in 0..<3 {
                guard window[index + offset + digit] &- 0x30 <= 9 else { return nil }
                number = number * 10 + Int(window[index + offset + digit] - 0x30)
            }
            return number
        }
        return nil
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Puts a message back into the envelope that a document holds.
    static func wrap(_ message: [UInt8], _ document: Document, _ envelope: Int) throws(Fault) -> [UInt8] {
        guard document.nodes[envelope].kind == .object, let before = document.textBytes("before", of: envelope),
            let after = document.textBytes("after", of: envelope)
        else { throw MTFault.document("An envelope has the texts before and after.", "/envelope") }
        var content = message
        if document.textBytes("encoding", of: envelope)?.elementsEqual("base64".utf8) == true {
            let length = document.member("lineLength", of: envelope).flatMap { document.integer(at: $0) }
            let hasReturns = document.textBytes("lineEnd", of: envelope)?.elementsEqual("CRLF".utf8) ?? false
            content = MTBase64.encode(message, lineLength: length, hasReturns: hasReturns)
        } else if !before.suffix(opening.count).elementsEqual(opening) {
            content = try MTReferences(document, envelope).written(message)
        }
        return before + content + after
    }
}
