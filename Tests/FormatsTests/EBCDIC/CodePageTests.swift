import Testing

@testable import Formats

@Suite struct CodePageTests {
    private static let singleByte = CodePage.names.filter { !["935", "1388", "ascii", "common"].contains($0) }

    @Test(arguments: singleByte)
    func `each byte of a single-byte page comes back as it was`(name: String) throws {
        let page = try #require(CodePage.named(name))
        let bytes = (0...255).map { UInt8($0) }
        var text: [UInt8] = []
        var again: [UInt8] = []
        #expect(page.decode(bytes.span, into: &text) == nil)
        #expect(page.encode(text.span, into: &again) == nil)
        #expect(again == bytes)
    }

    /// Where the national pages differ from 037, by IBM's code page charts.
    @Test(arguments: [
        ("037", [0x4A, 0x5A, 0x5F, 0x9F, 0xBA, 0xBB], "¢!¬¤[]"),
        ("273", [0x4A, 0x5A, 0xC0, 0xD0, 0xA1, 0xB5], "ÄÜäüß@"),
        ("500", [0x4A, 0x5A, 0x4F, 0x9F, 0xBB, 0xB0], "[]!¤|¢"),
        ("1047", [0x4A, 0x5F, 0xAD, 0xBD, 0xB0, 0x9F], "¢^[]¬¤"),
        ("1140", [0x4A, 0x9F, 0xC1, 0xF0], "¢€A0"),
        ("1141", [0x9F, 0x4A, 0xC0, 0xA1], "€Ääß"),
        ("1142", [0x5A, 0x5B, 0x7B, 0x7C, 0xC0, 0xD0], "€ÅÆØæå"),
        ("1143", [0x5A, 0x7B, 0x5B, 0xC0, 0xD0, 0x6A], "€ÄÅäåö"),
        ("1144", [0x9F, 0x44, 0xC0, 0xD0], "€{àè"),
        ("1145", [0x9F, 0x7B, 0x6A], "€Ññ"),
        ("1146", [0x9F, 0x5B, 0x4A], "€£$"),
        ("1147", [0x9F, 0xC0, 0xD0, 0x44], "€éè@"),
        ("1148", [0x9F, 0x4A, 0x5A], "€[]"),
    ])
    func `national characters are those of IBM's charts`(name: String, bytes: [UInt8], text: String) throws {
        let page = try #require(CodePage.named(name))
        var decoded: [UInt8] = []
        #expect(page.decode(bytes.span, into: &decoded) == nil)
        #expect(String(decoding: decoded, as: UTF8.self) == text)
    }

    @Test(arguments: ["1388", "935"])
    func `Chinese text is mixed between shift-out and shift-in`(name: String) throws {
        let page = try #require(CodePage.named(name))
        let text = "A中国银行B1"
        var bytes: [UInt8] = []
        #expect(page.encode(text.utf8.span, into: &bytes) == nil)
        #expect(bytes == [0xC1, 0x0E, 0x5B, 0xCF, 0x4D, 0x9B, 0x59, 0xF7, 0x58, 0xCF, 0x0F, 0xC2, 0xF1])
        var decoded: [UInt8] = []
        #expect(page.decode(bytes.span, into: &decoded) == nil)
        #expect(String(decoding: decoded, as: UTF8.self) == text)
    }

    @Test func `each double-byte character of both Chinese pages comes back`() throws {
        for (name, expected) in [("1388", 32_405), ("935", 9_356)] {
            let table = try #require(CodePage.named(name)?.doubleBytes)
            var count = 0
            for first in UInt8(0x40)...0xFE {
                for second in UInt8(0x40)...0xFE {
                    guard let scalar = table.scalar(of: first, second) else { continue }
                    count += 1
                    #expect(table.code(of: UInt32(scalar)) == UInt16(first) << 8 | UInt16(second))
                }
            }
            #expect(count == expected)
        }
    }

    @Test func `what a page does not have is told by its place`() throws {
        let ascii = try #require(CodePage.named("ascii"))
        var text: [UInt8] = []
        #expect(ascii.decode([0x41, 0xE4, 0x42].span, into: &text) == 1)
        #expect(text == [0x41, 0x1A, 0x42])
        var bytes: [UInt8] = []
        #expect(try #require(CodePage.named("037")).encode("ab€".utf8.span, into: &bytes) == 2)
        #expect(bytes.isEmpty)
        #expect(try #require(CodePage.named("935")).encode("帳".utf8.span, into: &bytes) == 0)
    }

    @Test(arguments: ["cp037", "IBM-1047", "ibm1388", "37", "CCSID500"])
    func `pages are known by their usual names`(name: String) {
        #expect(CodePage.named(name) != nil)
    }
}
