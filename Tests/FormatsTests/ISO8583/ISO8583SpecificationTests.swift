import Canonical
import Conformance
import Formats
import Testing

/// Specification files: what is not understood is refused with file and path, and both forms of others are read.
@Suite struct ISO8583SpecificationTests {
    private func format(_ json: String, options: [String: String] = [:]) throws -> any Format {
        let definition = DefinitionFile(name: "own.json", bytes: Array(json.utf8))
        return try FormatKind.iso8583.format(
            FormatSettings(options: options, definition: [definition], library: CheckoutLibrary())
        )
    }

    private static let head = #""specification": "bankbus-iso8583/1""#

    @Test(arguments: [
        (#"{"specification": "x"}"#, "/specification"), (#"{\#(head), "x": 1}"#, "/x"),
        (#"{\#(head), "fields": {"1": {"format": "n 6"}}}"#, "/fields/1"),
        (#"{\#(head), "fields": {"65": {"format": "n 6"}}}"#, "/fields/65"),
        (#"{\#(head), "fields": {"193": {"format": "n 6"}}}"#, "/fields/193"),
        (#"{\#(head), "fields": {"2": {"format": "q 6"}}}"#, "/fields/2/format"),
        (#"{\#(head), "fields": {"2": {"format": "b 7"}}}"#, "/fields/2/format"),
        (#"{\#(head), "fields": {"2": {"format": "n.......9"}}}"#, "/fields/2/format"),
        (#"{\#(head), "fields": {"2": {"format": "n 6", "extra": 1}}}"#, "/fields/2/extra"),
        (#"{\#(head), "fields": {"2": {"format": "n 6", "encoding": "hex"}}}"#, "/fields/2/encoding"),
        (#"{\#(head), "fields": {"2": {"format": "n 6", "date": "MMM"}}}"#, "/fields/2/date"),
        (#"{\#(head), "fields": {"2": {"format": "b..9", "tlv": {"9F": {}}}}}"#, "/fields/2/tlv/9F"),
        (
            #"{\#(head), "fields": {"2": {"format": "n..9", "parts": {"rest": {"format": "n 1"}}}}}"#,
            "/fields/2/parts/rest"
        ),
        (#"{\#(head), "encodings": {"mti": "hex"}}"#, "/encodings/mti"),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "tlv": {"9A": {"format": "n 6", "counts": "digits"}}}}}"#,
            "/fields/2/tlv/9A/counts"
        ),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "tlv": {"C1": {"format": "b 8", "encoding": "hex"}}}}}"#,
            "/fields/2/tlv/C1/encoding"
        ),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "tlv": {"C1": {"format": "b..8", "length": {}}}}}}"#,
            "/fields/2/tlv/C1/length"
        ),
        (#"{\#(head), "fields": {"2": {"format": "b..9", "bitmap": {}}}}"#, "/fields/2/bitmap"),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "bitmap": {"size": 25}, "parts": {}}}}"#,
            "/fields/2/bitmap/size"
        ),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "bitmap": {"size": 1}, "parts": {"9": {"format": "n 1"}}}}}"#,
            "/fields/2/parts/9"
        ),
        (
            #"{\#(head), "fields": {"2": {"format": "b..9", "bitmap": {"encoding": "bcd"}, "parts": {}}}}"#,
            "/fields/2/bitmap/encoding"
        ),
        (
            #"{"fields": {"2": {"type": "Composite", "length": 9, "prefix": "ASCII.L", "tag": {"enc": "BerTLVTag"}, "#
                + #""subfields": {"9A": {"type": "Numeric", "length": 6, "enc": "BCD", "prefix": "Binary.L"}}}}}"#,
            "/fields/2/subfields/9A/prefix"
        ),
        (
            #"{"fields": {"2": {"type": "Numeric", "length": 6, "enc": "BCD", "prefix": "BerTLV"}}}"#,
            "/fields/2/prefix"
        ),
        (
            #"{"fields": {"2": {"type": "Composite", "length": 9, "prefix": "ASCII.L", "bitmap": {"type": "Bitmap", "#
                + #""length": 8, "enc": "Binary", "prefix": "Binary.Fixed"}, "subfields": {}}}}"#,
            "/fields/2/bitmap"
        ),
        (
            #"{"fields": {"2": {"type": "Composite", "length": 9, "prefix": "ASCII.L", "tag": {"length": 1, "enc": "BCD"}, "#
                + #""subfields": {}}}}"#,
            "/fields/2/tag"
        ),
        (#"{\#(head), "bitmaps": 4}"#, "/bitmaps"), (#"[]"#, "/"),
        (
            #"{"fields": {"2": {"type": "String", "length": 4, "enc": "Morse", "prefix": "ASCII.Fixed"}}}"#,
            "/fields/2/enc"
        ),
        (
            #"{"fields": {"2": {"type": "Text", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed"}}}"#,
            "/fields/2/type"
        ),
        (
            #"{"fields": {"2": {"type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.X"}}}"#,
            "/fields/2/prefix"
        ),
        (#"{"elements": {"2": {"Describe": "n?4"}}}"#, "/elements/2/Describe"),
        (#"{"elements": {}, "encoding": {"mti_enc": "MORSE"}}"#, "/encoding/mti_enc"),
    ])
    func `what is not understood is refused with file and path`(json: String, path: String) throws {
        let fault = #expect(throws: Fault.self) { try format(json) }
        #expect(fault?.code == .configurationInvalid && fault?.place?.path == path)
        #expect(fault?.reason.contains("own.json") == true)
    }

    @Test func `an unknown shipped specification names those there are`() throws {
        let settings = FormatSettings(options: ["specification": "1988"], library: CheckoutLibrary())
        let fault = #expect(throws: Fault.self) { try FormatKind.iso8583.format(settings) }
        #expect(fault?.advice?.contains("1987-ascii, 1987-binary, 1987-ebcdic") == true)
    }

    @Test(arguments: ["framing": "binary9", "header-bytes": "-1", "mti-encoding": "hex", "code-page": "500"])
    func `an option with another value is refused`(name: String, value: String) throws {
        let settings = FormatSettings(options: [name: value], library: CheckoutLibrary())
        let fault = #expect(throws: Fault.self) { try FormatKind.iso8583.format(settings) }
        #expect(fault?.code == .configurationInvalid)
    }

    @Test func `options set the encodings of a specification`() throws {
        let options = ["mti-encoding": "bcd", "bitmap-encoding": "binary", "digits-encoding": "bcd"]
        let format = try format(#"{\#(Self.head), "fields": {"3": {"format": "n 6"}}}"#, options: options)
        let bytes = try format.encodeAll([Document(["mti": "0800", "fields": ["3": "123456"]])]).bytes
        #expect(bytes == [0x08, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0x56])
    }

    @Test func `a base is taken over, replaced and reduced`() throws {
        let fields = #""3": {"format": "ans 3"}, "4": null"#
        let format = try format(#"{\#(Self.head), "base": "1987-ascii", "fields": {\#(fields)}}"#)
        let document = Document(["mti": "0800", "fields": ["3": "A B", "11": "123456"]])
        let bytes = try format.encodeAll([document]).bytes
        #expect(bytes == Array("08002020000000000000A B123456".utf8))
        #expect(throws: Fault.self) { try format.encodeAll([Document(["mti": "0800", "fields": ["4": "1"]])]) }
    }

    @Test func `composites and data objects in the form of moov are read`() throws {
        let fixed = #""length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed""#
        let binary = #""type": "Binary", "enc": "Binary", "prefix": "BerTLV""#
        let format = try format(
            #"""
            {"name": "own", "fields": {
              "0": {"type": "String", "length": 4, "enc": "BCD", "prefix": "BCD.Fixed"},
              "1": {"type": "Bitmap", "length": 8, "enc": "Binary", "prefix": "Hex.Fixed"},
              "3": {"type": "Composite", "length": 6, "prefix": "ASCII.Fixed", "tag": {"sort": "StringsByInt"},
                "subfields": {"10": {"type": "String", \#(fixed)}, "2": {"type": "Numeric", \#(fixed)},
                  "1": {"type": "Numeric", \#(fixed), "padding": {"type": "Left", "pad": "0"}}}},
              "4": {"type": "Numeric", "length": 6, "enc": "BCD", "prefix": "BCD.Fixed",
                "padding": {"type": "Left", "pad": "0"}},
              "48": {"type": "Composite", "length": 99, "prefix": "BCD.LL",
                "tag": {"length": 2, "enc": "ASCII", "padding": {"type": "Left", "pad": "0"}},
                "subfields": {"1": {"type": "String", "length": 9, "enc": "ASCII", "prefix": "ASCII.LL"}}},
              "55": {"type": "Composite", "length": 99, "prefix": "Binary.LL", "tag": {"enc": "BerTLVTag"},
                "subfields": {"9A": {\#(binary)}, "70": {"type": "Composite", "length": 99, "prefix": "BerTLV",
                  "tag": {"enc": "BerTLVTag"}, "subfields": {"C1": {\#(binary)}}}}}
            }}
            """#
        )
        let document: DocumentValue = [
            "mti": "0100",
            "fields": [
                "3": ["1": "1", "2": "02", "10": "AB"], "4": "1234", "48": ["01": "xyz"],
                "55": ["9A": "261126", "70": ["C1": "00FF"], "C2": ["07"]],
            ],
        ]
        let head: [UInt8] = [0x01, 0, 0x30, 0, 0, 0, 0, 1, 2, 0]
        let bytes =
            head + Array("0102AB".utf8) + [0x00, 0x12, 0x34, 0x07] + Array("0103xyz".utf8) + [
                0, 14, 0x9A, 3, 0x26, 0x11, 0x26,
            ]
            + [0x70, 4, 0xC1, 2, 0, 0xFF, 0xC2, 1, 7]
        #expect(try format.encodeAll([Document(document)]).bytes == bytes)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(documents.map(\.value) == [document] && findings.isEmpty)
    }

    @Test(arguments: [("Binary", "D0"), ("HexToASCII", "4430"), ("EBCDIC", "C4F0")])
    func `composites with a bitmap of their own in the form of moov are read`(encoding: String, bitmap: String) throws {
        let fixed = #""length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed""#
        let format = try format(
            #"""
            {"fields": {
              "0": {"type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed"},
              "1": {"type": "Bitmap", "length": 8, "enc": "Binary", "prefix": "Binary.Fixed"},
              "62": {"type": "Composite", "length": 99, "prefix": "ASCII.LL",
                "bitmap": {"type": "Bitmap", "length": 1, "enc": "\#(encoding)", "prefix": "Hex.Fixed",
                  "disableautoexpand": true},
                "subfields": {"1": {"type": "String", \#(fixed)}, "2": {"type": "Numeric", \#(fixed)},
                  "4": {"type": "String", \#(fixed)}, "8": {"type": "String", \#(fixed)}}}
            }}
            """#
        )
        let subfields: DocumentValue = ["1": "AB", "2": "07", "4": "CD"]
        let document: DocumentValue = ["mti": "0100", "fields": ["62": subfields]]
        let own = try #require(ISO8583Vector.bytes(bitmap))
        let head = Array("0100".utf8) + [0, 0, 0, 0, 0, 0, 0, 4] + Array("0\(own.count + 6)".utf8)
        let bytes = head + own + Array("AB07CD".utf8)
        #expect(try format.encodeAll([Document(document)]).bytes == bytes)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(documents.map(\.value) == [document] && findings.isEmpty)
        #expect(try ShapeCheck(format.description(ofType: nil)).misfit(document) == nil)
    }
}
