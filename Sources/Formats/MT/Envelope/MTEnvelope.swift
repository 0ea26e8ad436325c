import Canonical

/// An Alliance DataPDU (XML version 2): a message in base64 or as text inside the element Body.
///
/// Only the tags that frame the message are looked at; all around it is kept as text.
struct MTEnvelope {
    /// The XML before and behind the message's characters.
    var before: Range<Int>
    var after: Range<Int>
    var isBase64 = false
    /// Of base64 in lines: how long they are, and whether they end with CR LF.
    var lineLength: Int?
    var hasReturns = false
    /// The message.
    var message: [UInt8] = []
    /// The type in the header's MessageIdentifier, such as 103 for `fin.103`.
    var type: Int?

    /// The envelope that begins at an offset; nil if it has no Body, or not all of it is in the window.
    init?(_ window: Span<UInt8>, from start: Int) {
        guard let open = Self.find("Body>", window, from: start, opens: true),
            let close = Self.find("Body>", window, from: open, opens: false),
            let last = Self.find("DataPDU>", window, from: close, opens: false)
        else { return nil }
        var contentEnd = close
        while contentEnd > open, window[contentEnd - 1] != UInt8(ascii: "<") { contentEnd -= 1 }
        guard contentEnd > open else { return nil }
        contentEnd -= 1
        var contentStart = open
        while contentStart < contentEnd, Self.isBlank(window[contentStart]) { contentStart += 1 }
        while contentEnd > contentStart, Self.isBlank(window[contentEnd - 1]) { contentEnd -= 1 }
        var end = last
        while end < window.count, Self.isBlank(window[end]) { end += 1 }
        before = 0..<contentStart
        after = contentEnd..<end
        type = Self.type(window, 0..<open)
        readContent(window, contentStart..<contentEnd)
    }

    private mutating func readContent(_ window: Span<UInt8>, _ range: Range<Int>) {
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
        if !isBase64 {
            message = content
            lineLength = nil
        }
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
            let isClosing = name > start && window[name - 1] == UInt8(ascii: "/")
            if isClosing != opens { return index + wanted.count }
        }
        return nil
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
        }
        return before + content + after
    }
}
