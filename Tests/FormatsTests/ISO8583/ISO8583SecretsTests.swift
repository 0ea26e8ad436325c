import Canonical
import Conformance
import Formats
import Testing

/// Card number, track and PIN, put where they belong and where they do not, never stand in a text about the message.
@Suite struct ISO8583SecretsTests {
    private static let secrets = [ISO8583Sample.cardNumber, ISO8583Sample.track, ISO8583Sample.pin]

    /// All runs of five characters of the secrets, each as one number.
    private static let runs: Set<UInt64> = {
        var runs: Set<UInt64> = []
        for secret in secrets { forEachRun(secret) { runs.insert($0) } }
        return runs
    }()

    private static func forEachRun(_ text: String, _ body: (UInt64) -> Void) {
        var run: UInt64 = 0
        for (index, byte) in text.utf8.enumerated() {
            run = (run << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
            if index >= 4 { body(run) }
        }
    }

    private func expectNoSecret(in text: String, _ comment: Comment) {
        Self.forEachRun(text) { run in
            if Self.runs.contains(run) { Issue.record("a text holds a part of a secret; \(comment)") }
        }
    }

    /// How a secret may lie in a message: ASCII, EBCDIC, and two digits a byte.
    private static let forms: [[UInt8]] = secrets.flatMap { secret in
        let characters = Array(secret.utf8)
        return [characters, characters.map(ebcdic), packed(characters)]
    }

    private static func ebcdic(_ character: UInt8) -> UInt8 {
        if character == UInt8(ascii: "=") { return 0x7E }
        return character >= 0x41 ? character + 0x80 : character + 0xC0
    }

    private static func packed(_ characters: [UInt8]) -> [UInt8] {
        var nibbles: [UInt8] = []
        for character in characters {
            let digit = character >= 0x41 ? character - 0x37 : character - 0x30
            nibbles.append(character == UInt8(ascii: "=") ? 0xD : digit)
        }
        return stride(from: 0, to: nibbles.count - 1, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }

    /// Reads, writes, and looks into every text that comes of it.
    private func check(_ bytes: [UInt8], _ format: any Format, _ comment: Comment) {
        do throws(Fault) {
            let (documents, findings) = try format.decodeAll(bytes)
            for finding in findings.all {
                expectNoSecret(in: "\(finding.place) \(finding.message) \(finding.code) \(finding)", comment)
            }
            _ = try format.encodeAll(documents, mode: .strict)
        } catch {
            expectNoSecret(in: "\(error) \(error.advice ?? "") \(error.place?.path ?? "")", comment)
        }
    }

    private static func hex(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        for byte in bytes {
            for nibble in [byte >> 4, byte & 0xF] { digits.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble) }
        }
        return digits
    }

    /// The message type and a bitmap with one bit, in the encodings of a specification.
    private func head(_ specification: String, bit: Int) -> [UInt8] {
        let type = specification.hasPrefix("1993") ? "1100" : "0100"
        var bitmap = [UInt8](repeating: 0, count: bit > 64 ? 16 : 8)
        bitmap[(bit - 1) / 8] |= 0x80 >> UInt8((bit - 1) % 8)
        if bit > 64 { bitmap[0] |= 0x80 }
        if specification.contains("ascii") {
            return Array(type.utf8) + Self.hex(bitmap)
        }
        if specification.contains("ebcdic") { return type.utf8.map { 0xC0 + $0 } + bitmap }
        return [specification.hasPrefix("1993") ? 0x11 : 0x01, 0x00] + bitmap
    }

    /// Lengths in front that are right, too short, too long, and none at all, in each encoding.
    private static let prefixes: [[UInt8]] = [
        [], [0x31, 0x36], [0x30, 0x31, 0x36], [0xF1, 0xF6], [0xF0, 0xF1, 0xF6], [0x16], [0x00, 0x16],
        [0x30, 0x30, 0x35],
        [0x39, 0x39, 0x39],
    ]

    @Test(arguments: ISO8583Sample.specifications)
    func `in each field, known or not, with any length in front`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        for bit in 2...128 where bit != 65 {
            let head = head(specification, bit: bit)
            for (number, form) in Self.forms.enumerated() {
                // Over the fields, each form comes behind each length.
                let prefix = Self.prefixes[(bit + number) % Self.prefixes.count]
                check(head + form, format, "field \(bit)")
                check(head + prefix + form, format, "field \(bit)")
            }
        }
    }

    @Test(arguments: ISO8583Sample.specifications)
    func `in place of each byte of a message`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        let message = try ISO8583Sample.message(specification)
        for form in Self.forms {
            for start in stride(from: 0, to: message.count, by: 3) {
                check(message[..<start] + form + message[start...], format, "at \(start)")
                check(message[..<start] + form + message.dropFirst(start + form.count), format, "at \(start)")
            }
        }
    }

    @Test(arguments: ["binary2", "ascii4", "bcd2", "hex4", "ebcdic4", "line"])
    func `in frames and headers`(framing: String) throws {
        let format = try ISO8583Sample.format("1987-binary", options: ["framing": framing, "header-bytes": "5"])
        let message = try ISO8583Sample.message("1987-binary")
        for form in Self.forms {
            check(form, format, "alone")
            check(form + message, format, "before")
            check([0, 0xFF] + form + message, format, "as a header")
            check(message + form, format, "behind")
        }
    }

    /// The tags of card number and track, unknown ones, templates, and tags that the secret itself is.
    private static let tags: [[UInt8]] = [
        [], [0x5A], [0x57], [0x9F, 0x1F], [0x9F, 0x02], [0x5F, 0x2A], [0x99], [0xC1], [0x70], [0xE1],
        [0xDF, 0x81, 0x01],
        [0x9F], [0x1F, 0x81, 0x82, 0x83, 0x84],
    ]

    @Test(arguments: ["1987-binary", "1987-ebcdic", "1987-ascii-emv", "1993-binary"])
    func `in data objects, known or not, with any length`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        for form in Self.forms {
            for tag in Self.tags {
                for length in [[UInt8(form.count)], [0x03], [0x7F], [0x81, UInt8(form.count)], [0x80], [0x85, 1], []] {
                    let data = tag + length + form
                    check(head(specification, bit: 55) + field55(specification, data), format, "\(tag)")
                    check(head(specification, bit: 55) + field55(specification, data + data), format, "\(tag) twice")
                    let template = [0x71, UInt8(data.count)] + data
                    check(head(specification, bit: 55) + field55(specification, template), format, "\(tag) inside")
                }
            }
        }
    }

    private func field55(_ specification: String, _ data: [UInt8]) -> [UInt8] {
        func digits(_ count: Int) -> [UInt8] {
            [UInt8(count / 100), UInt8(count / 10 % 10), UInt8(count % 10)]
        }
        if specification.contains("ascii") {
            let hex = Self.hex(data)
            return digits(hex.count).map { 0x30 + $0 } + hex
        }
        let number = digits(data.count)
        if specification.contains("ebcdic") { return number.map { 0xF0 + $0 } + data }
        return [number[0], number[1] << 4 | number[2]] + data
    }

    @Test(arguments: ISO8583Sample.specifications)
    func `in each place of a document that is written`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        for secret in Self.secrets {
            var values = Self.misplaced(secret)
            let wrong: [DocumentValue] = [
                .text(secret), .text(secret + secret), Self.object("1", .text(secret)), Self.object(secret, "x"),
                .boolean(true), .list([]),
            ]
            for bit in 2...128 where bit != 65 {
                for value in wrong { values.append(["mti": "0100", "fields": Self.object(String(bit), value)]) }
            }
            for value in values {
                for mode in [WriteMode.strict, .faithful] {
                    do throws(Fault) {
                        _ = try format.encodeAll([Document(value)], mode: mode)
                    } catch {
                        expectNoSecret(in: "\(error)", "writing")
                    }
                }
            }
        }
    }

    private static func object(_ name: String, _ value: DocumentValue) -> DocumentValue {
        var object = DocumentObject()
        object[name] = value
        return .object(object)
    }

    private static func misplaced(_ secret: String) -> [DocumentValue] {
        let text = DocumentValue.text(secret)
        let tags: [DocumentValue] = [
            object(secret, text), ["5A": [text]], ["57": object(secret, text)],
            ["more": [["tag": text, "value": text]]],
            ["rest": text], ["9F26": text], ["DF01": [object(secret, text)]], ["71": [object(secret, text)]],
        ]
        return [
            text, object(secret, text), ["mti": text], ["mti": "0100", "fields": object(secret, text)],
            ["mti": "0100", "fields": text], ["mti": "0100", "undecoded": object(secret, text)],
            ["mti": "0100", "undecoded": ["2": text]], ["header": text, "mti": "0100"],
            ["mti": "0100", "fields": [:], "rest": ["fields": [text], "bytes": text]],
            ["mti": "0100", "fields": ["2": "1"], "layout": text],
            ["mti": "0100", "fields": ["2": "1"], "layout": ["deviations": [text]]],
            ["mti": "0100", "fields": ["2": "1"], "layout": ["bitmaps": text, "bitmapCase": text, "lineEnd": text]],
        ] + tags.map { ["mti": "0100", "fields": ["55": $0]] }
    }
}
