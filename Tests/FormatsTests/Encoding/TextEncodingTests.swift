import Canonical
import Conformance
import Formats
import Testing

/// Text encodings both ways; expected bytes are those of the standards' tables.
@Suite struct TextEncodingTests {
    private func encoding(_ name: String) throws -> TextEncoding { try #require(TextEncoding(named: name)) }

    private func text(_ bytes: [UInt8], _ name: String) throws -> String? {
        var utf8: [UInt8] = []
        return try encoding(name).decode(bytes.span, into: &utf8) == nil ? String(decoding: utf8, as: UTF8.self) : nil
    }

    private func bytes(_ text: String, _ name: String) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        return try encoding(name).encode(text.utf8.span, into: &bytes) == nil ? bytes : nil
    }

    @Test(arguments: TextEncoding.names)
    func `every scalar that can be written is read back`(name: String) throws {
        let encoding = try encoding(name)
        var written = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x10100 || value % 997 == 0 || value > 0x10_FD00 else {
                continue
            }
            let utf8 = Array(String(scalar).utf8)
            var bytes: [UInt8] = []
            guard encoding.encode(utf8.span, into: &bytes) == nil else { continue }
            written += 1
            var again: [UInt8] = []
            let problem = encoding.decode(bytes.span, into: &again)
            guard problem == nil, again == utf8, encoding.characterLength(in: bytes.span, at: 0) == bytes.count else {
                Issue.record("U+\(String(value, radix: 16)) does not come back in \(name)")
                return
            }
        }
        let expected = [
            "us-ascii": 128, "iso-8859-1": 256, "iso-8859-15": 256, "windows-1252": 251, "gbk": 128 + 23_940 - 255,
            "gbk-euro": 128 + 23_940 - 255 + 1,
        ]
        if let count = expected[name] { #expect(written == count) } else { #expect(written > 0xF800) }
    }

    @Test(
        arguments: [
            ("中国", "gbk", [0xD6, 0xD0, 0xB9, 0xFA]), ("€", "gb18030", [0xA2, 0xE3]), ("€", "gbk-euro", [0x80]),
            ("㐂", "gb18030", [0x81, 0x39, 0xEF, 0x31]), ("\u{10000}", "gb18030", [0x90, 0x30, 0x81, 0x30]),
            ("\u{10FFFF}", "gb18030", [0xE3, 0x32, 0x9A, 0x35]), ("\u{80}", "gb18030", [0x81, 0x30, 0x81, 0x30]),
            ("\u{FFFF}", "gb18030", [0x84, 0x31, 0xA4, 0x39]), ("é€", "iso-8859-15", [0xE9, 0xA4]),
            ("é€", "windows-1252", [0xE9, 0x80]), ("é", "iso-8859-1", [0xE9]),
            ("𝄞", "utf-16be", [0xD8, 0x34, 0xDD, 0x1E]),
            ("𝄞", "utf-16le", [0x34, 0xD8, 0x1E, 0xDD]), ("ḿ", "gb18030-2000", [0x81, 0x35, 0xF4, 0x37]),
            ("ḿ", "gb18030-2005", [0xA8, 0xBC]), ("ḿ", "gb18030-2022", [0xA8, 0xBC]),
            ("龴", "gb18030-2022", [0xFE, 0x59]),
            ("龴", "gb18030-2005", [0x82, 0x35, 0x90, 0x37]), ("︐", "gb18030-2022", [0xA6, 0xD9]),
            ("︐", "gb18030-2005", [0x84, 0x31, 0x82, 0x36]), ("\u{E81E}", "gb18030-2005", [0xFE, 0x59]),
            ("\u{E816}", "gb18030-2022", [0xFE, 0x51]), ("\u{20087}", "gb18030-2022", [0x95, 0x32, 0x90, 0x31]),
        ] as [(String, String, [UInt8])]
    )
    func `characters have the bytes of the standard`(text: String, name: String, expected: [UInt8]) throws {
        #expect(try bytes(text, name) == expected)
        #expect(try self.text(expected, name) == text)
    }

    @Test(
        arguments: [
            ("us-ascii", [0x41, 0x80], 1), ("utf-8", [0x41, 0xC0, 0x80], 1), ("utf-8", [0xED, 0xA0, 0x80], 0),
            ("utf-8", [0xE4, 0xB8], 0), ("utf-8", [0xF4, 0x8F, 0xB8, 0x81], 0), ("windows-1252", [0x20, 0x81], 1),
            ("gbk", [0x80], 0), ("gbk", [0x41, 0x81, 0x30, 0x81, 0x30], 1), ("gbk", [0xA2, 0xE3], 0),
            ("gbk", [0xFE, 0x50], 0),
            ("gb18030", [0xFF], 0), ("gb18030", [0xD6], 0), ("gb18030", [0xD6, 0x20], 0),
            ("gb18030", [0x85, 0x30, 0x81, 0x30], 0),
            ("gb18030", [0xE3, 0x32, 0x9A, 0x36], 0), ("gb18030", [0x90, 0x30, 0x81], 0),
            ("utf-16be", [0xD8, 0x00, 0x00, 0x41], 0),
            ("utf-16be", [0x00, 0x41, 0x00], 2), ("utf-16le", [0x00, 0xDC], 0),
        ] as [(String, [UInt8], Int)]
    )
    func `what is not in the encoding is found and kept`(name: String, bytes: [UInt8], offset: Int) throws {
        let encoding = try encoding(name)
        var utf8: [UInt8] = []
        #expect(encoding.decode(bytes.span, into: &utf8) == offset)
        utf8.removeAll()
        #expect(encoding.decodeKeeping(bytes.span, into: &utf8) == offset)
        #expect(String(validating: utf8, as: UTF8.self) != nil)
        var again: [UInt8] = []
        #expect(encoding.encodeKeeping(utf8.span, into: &again) == nil)
        #expect(again == bytes)
        again.removeAll()
        #expect(encoding.encode(utf8.span, into: &again) != nil)
    }

    @Test(arguments: TextEncoding.names)
    func `any bytes come back as they were`(name: String) throws {
        let encoding = try encoding(name)
        var generator = SeededGenerator(seed: 18_030)
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...24, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var utf8: [UInt8] = []
            _ = encoding.decodeKeeping(bytes.span, into: &utf8)
            var again: [UInt8] = []
            #expect(encoding.encodeKeeping(utf8.span, into: &again) == nil)
            #expect(again == bytes)
            #expect(String(validating: utf8, as: UTF8.self) != nil)
            #expect(encoding.cut(bytes.span, to: 7) <= 7)
        }
    }

    @Test func `text is cut where a character ends`() throws {
        let bytes = try #require(try bytes("a中㐂b", "gb18030"))
        let cuts = (0...9).map { TextEncoding.gb18030.cut(bytes.span, to: $0) }
        #expect(cuts == [0, 1, 1, 3, 3, 3, 3, 7, 8, 8])
    }

    @Test func `an unknown name is no encoding`() {
        #expect(TextEncoding(named: "no-such") == nil)
    }
}
