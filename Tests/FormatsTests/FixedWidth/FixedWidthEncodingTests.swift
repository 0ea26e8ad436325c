import Canonical
import Conformance
import Formats
import Testing

/// Widths are bytes of the file's encoding: fields are cut and padded where characters end, to the exact byte.
@Suite struct FixedWidthEncodingTests {
    private static let encodings = TextEncoding.names
    private static let characters = Array("aZ9é中國㐂ñ€¥𝄞ｱ龴ḿ").map { String($0) }

    private func layout(_ encoding: String, width: Int, _ words: String) -> String {
        """
        layout widths
        form fixed
        encoding \(encoding)
        line-end lf
        record line
        field before 1 2 text
        field text + \(width) text \(words)
        field behind + 2 text
        """
    }

    private func text(_ encoding: TextEncoding, _ generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...9, using: &generator) {
            let character = generator.pick(Self.characters)
            var bytes: [UInt8] = []
            if encoding.encode(character.utf8.span, into: &bytes) == nil { text += character }
        }
        return text
    }

    @Test(arguments: encodings, ["cut", "cut right", "cut pad=*", "cut pad=\"\\u{3000}\""])
    func `a text is cut where a character ends and padded to the byte`(name: String, words: String) throws {
        let encoding = try #require(TextEncoding(named: name))
        var pad: [UInt8] = []
        guard !words.contains("3000") || encoding.encode("\u{3000}".utf8.span, into: &pad) == nil else { return }
        var generator = SeededGenerator(seed: 2_022)
        for width in stride(from: 2, through: 12, by: encoding.unitWidth) {
            let format = try LayoutSamples.format(.fixed, layout(name, width: width, words))
            for _ in 0..<20 {
                let text = text(encoding, &generator)
                let document: DocumentValue = ["record": "line", "before": "x", "text": .text(text), "behind": "y"]
                let written = try format.encodeAll([Document(document)], mode: .strict).bytes
                #expect(written.count == 2 + width + 2 + encoding.unitWidth)
                let (documents, findings) = try format.decodeAll(written)
                #expect(findings.all == [], "\(text) in \(width) bytes")
                let value = try #require(documents.first?.root["text"]?.text)
                let whole = try LayoutSamples.bytes(text, encoding)
                let kept = Array(whole.prefix(encoding.cut(whole.span, to: width)))
                #expect(try LayoutSamples.bytes(value, encoding) == kept)
                #expect(documents.first?.root["behind"]?.text == "y")
                #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == written)
            }
        }
    }

    @Test(arguments: encodings)
    func `a file in any encoding is read in windows of any size and cut off anywhere`(name: String) throws {
        let encoding = try #require(TextEncoding(named: name))
        let format = try LayoutSamples.format(.fixed, layout(name, width: 8, "mandatory"))
        var generator = SeededGenerator(seed: 18_030)
        var bytes: [UInt8] = []
        for _ in 0..<4 {
            var field = try LayoutSamples.bytes("x", encoding)
            let text = try LayoutSamples.bytes("a" + text(encoding, &generator), encoding)
            let part = Array(text.prefix(encoding.cut(text.span, to: 8)))
            bytes += try padded(field, 2, encoding) + padded(part, 8, encoding)
            field = try LayoutSamples.bytes("y", encoding)
            bytes += try padded(field, 2, encoding) + LayoutSamples.bytes("\n", encoding)
        }
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        for size in [1, 7, 4_096] {
            let parts = try decodeInWindows(bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == documents.map { $0.jsonBytes() })
        }
        let record = 12 + encoding.unitWidth
        for count in 0..<bytes.count {
            let cut = Array(bytes[..<count])
            let (documents, findings) = try format.decodeAll(cut)
            #expect(findings.hasErrors != (count % record == 0), "cut off at byte \(count)")
            #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == cut)
        }
    }

    private func padded(_ bytes: [UInt8], _ width: Int, _ encoding: TextEncoding) throws -> [UInt8] {
        let blank = try LayoutSamples.bytes(" ", encoding)
        return (0..<(width - bytes.count) / blank.count).reduce(into: bytes) { bytes, _ in bytes += blank }
    }

    /// What differs between the editions: the standard's own lists of 2005 and 2022.
    @Test(arguments: [
        ("gb18030-2000", "\u{E81E}", "\u{E7C7}"), ("gb18030-2005", "\u{E81E}", "ḿ"), ("gb18030-2022", "龴", "ḿ"),
        ("gb18030", "龴", "ḿ"),
    ])
    func `the layout chooses the edition`(name: String, first: String, second: String) throws {
        let format = try LayoutSamples.format(.fixed, layout(name, width: 4, "mandatory"))
        let bytes: [UInt8] = [0x78, 0x20, 0xFE, 0x59, 0xA8, 0xBC, 0x79, 0x20, 0x0A]
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        #expect(documents.first?.root["text"]?.text == first + second)
        #expect(try format.encodeAll(documents, mode: .strict).bytes == bytes)
    }

    @Test func `what GBK does not have is an error and comes back`() throws {
        let format = try LayoutSamples.format(.fixed, layout("gbk", width: 4, "mandatory"))
        let bytes: [UInt8] = [0x78, 0x20, 0xFE, 0x59, 0xD6, 0xD0, 0x79, 0x20, 0x0A]
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all.map(\.code) == ["layout.undecodable"])
        #expect(findings.all.first?.place.field == "text")
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }
}
