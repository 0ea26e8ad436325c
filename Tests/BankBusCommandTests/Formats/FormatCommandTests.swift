import Canonical
import Foundation
import Testing

/// `decode`, `encode`, `validate` and `formats` as a user runs them: programs, files and pipes.
@Suite
struct FormatCommandTests {
    private let folder: TemporaryFolder
    private let bankbus: String

    init() throws {
        folder = try TemporaryFolder()
        bankbus = try Program.bankbus().executable
    }

    private func shell(_ script: String) async throws -> Program.Ended {
        var shell = Program(executable: "/bin/sh")
        shell.environment = ["BANKBUS": bankbus, "FOLDER": folder.path("")]
        return try await shell.run(["-c", "cd \"$FOLDER\" && \(script)"], in: folder)
    }

    /// Writes the sample as `in` and gives the command's options for it.
    private func write(_ sample: FormatCommandSample) throws -> String {
        _ = try folder.write(sample.text, to: "in")
        if let definition = sample.definition { _ = try folder.write(definition, to: "definition") }
        return sample.options.joined(separator: " ")
    }

    @Test(arguments: FormatCommandSample.all)
    func `two processes give the same bytes through JSON alone`(sample: FormatCommandSample) async throws {
        let options = try write(sample)
        for lines in ["", "--lines"] {
            let ended = try await shell(
                """
                "$BANKBUS" decode --format \(sample.format) \(options) \(lines) in > json && \
                "$BANKBUS" encode --format \(sample.format) \(options) json > out && cmp in out
                """
            )
            #expect(ended.status == 0, "\(ended.output)")
        }
    }

    @Test(arguments: FormatCommandSample.all.filter(\.isRecognised))
    func `the format is recognised and the sample is valid`(sample: FormatCommandSample) async throws {
        _ = try folder.write(sample.text, to: "in")
        let ended = try await shell(#""$BANKBUS" validate --json in"#)
        let report = try DocumentValue(json: Array(ended.output.utf8))
        #expect(report["verdict"] == "valid", "\(ended.output)")
        #expect(ended.status == 0)
    }

    @Test(arguments: FormatCommandSample.all)
    func `the whole file is valid, a file that was cut is not`(sample: FormatCommandSample) async throws {
        let options = try write(sample)
        let bytes = Array(sample.text.utf8)
        _ = try folder.write(String(decoding: bytes.dropLast(sample.cut), as: UTF8.self), to: "cut")
        let ended = try await shell(#""$BANKBUS" validate --format \#(sample.format) \#(options) in cut"#)
        #expect(ended.output.contains("in: valid\n") && ended.output.contains("cut: invalid\n"), "\(ended.output)")
        #expect(ended.status == 1)
    }

    @Test
    func `a verdict comes with every finding, its place and its line`() async throws {
        _ = try folder.write("{2000}00000012345X{3100}1*", to: "in")
        let ended = try await shell(#""$BANKBUS" validate --json in"#)
        let report = try DocumentValue(json: Array(ended.output.utf8))
        #expect(report["verdict"] == "invalid")
        let findings = try #require(report["findings"]?.items)
        #expect(findings.contains { $0["code"] == "fedwire.numeric" && $0["place"] == "2000" && $0["line"] != nil })
        #expect(findings.count > 3)
        #expect(ended.status == 1)
    }

    @Test
    func `what passes a limit or lacks a usable definition is unknown, unless it was wrong before`() async throws {
        let begun = "{1:F01SAMPDEFFAXXX0000000000}{2:I103EXAMATWWXXXXN}{4:\r\n:20:"
        _ = try folder.write(begun + String(repeating: "x", count: 3_000_000), to: "long")
        let limited = try await shell(#""$BANKBUS" validate --format mt --message-bytes 2000000 long"#)
        #expect(limited.status == 1 && limited.output.contains("long: unknown"), "\(limited.output)")
        #expect(limited.output.contains("more than 2000000 bytes") && limited.output.contains("split=auto"))
        _ = try folder.write("<xs:schema/>", to: "tail")
        let undefined = try await shell(#""$BANKBUS" validate --format iso20022 --definition tail long"#)
        #expect(undefined.status == 1 && !undefined.output.contains("invalid\n"), "\(undefined.output)")
    }

    @Test
    func `a file larger than a message may be is judged in pieces unless it is asked to be whole`() async throws {
        let text = FormatCommandSample.iso20022.text
        let start = try #require(text.range(of: "<CdtTrfTxInf>"))
        let end = try #require(text.range(of: "</CdtTrfTxInf>"))
        let item = String(text[start.lowerBound..<end.upperBound])
        _ = try folder.write(text.replacing(item, with: String(repeating: item, count: 6_000)), to: "in")
        let pieces = try await shell(#""$BANKBUS" validate --message-bytes 1000000 in"#)
        #expect(pieces.status == 0 && pieces.output == "in: valid\n", "\(pieces.output)")
        let whole = try await shell(#""$BANKBUS" validate --message-bytes 1000000 --option split=never in"#)
        #expect(whole.status == 1 && whole.output.contains("in: unknown"), "\(whole.output)")
        _ = try folder.write("\n" + text, to: "late")
        let late = try await shell(#""$BANKBUS" validate late"#)
        #expect(late.status == 1 && late.output.contains("xml.declaration-misplaced"), "\(late.output)")
    }

    @Test
    func `a file of no format is unknown, and a file that is not there is a fault`() async throws {
        _ = try folder.write("\u{1}\u{2}\u{3}", to: "in")
        let unknown = try await shell(#""$BANKBUS" validate in"#)
        #expect(unknown.status == 1 && unknown.output.contains("in: unknown"), "\(unknown.output)")
        let missing = try await shell(#""$BANKBUS" decode --format nacha nothing"#)
        #expect(missing.status == 1 && missing.output.contains("cannot be read"), "\(missing.output)")
    }

    @Test
    func `a rule can be made a note or switched off`() async throws {
        _ = try folder.write(FormatCommandSample.fedwire.text.replacing("CTR*", with: "XYZ*"), to: "in")
        for (level, status) in [("error", 1), ("warning", 0), ("note", 0), ("off", 0)] {
            let ended = try await shell(#""$BANKBUS" validate --severity fedwire.code=\#(level) in"#)
            #expect(ended.status == Int32(status), "\(level): \(ended.output)")
            #expect(ended.output.contains("fedwire.code") == (level != "off"))
        }
    }

    @Test
    func `unknown formats, options and rule sets are refused with what there is`() async throws {
        for (arguments, expected) in [
            ("decode --format nonsense", "The formats are:"), ("decode --format nacha --option x=y", "no option x"),
            ("validate --format nacha --rules x in", "no rule set x"),
            ("validate --rules cpbr+ -", "No format has an option or a rule set cpbr+"),
            ("validate --option nope=1 -", "No format has an option or a rule set nope"),
        ] {
            let ended = try await shell(#""$BANKBUS" \#(arguments) < /dev/null"#)
            #expect(ended.status == 1 && ended.output.contains(expected), "\(ended.output)")
        }
        #expect(try await shell(#""$BANKBUS" decode --option x < /dev/null"#).status == 64)
    }

    @Test(arguments: [
        ("nacha.ordr", "Do you mean nacha.order?"), ("order", "Codes begin with the format's name"),
        ("order=note", "takes code=note"),
    ])
    func `a severity for a code that no rule has is refused`(code: String, expected: String) async throws {
        let level = code.contains("=") ? "loud" : "off"
        let ended = try await shell(#""$BANKBUS" validate --severity \#(code)=\#(level) in"#)
        #expect(ended.status == 64 && ended.output.contains(expected), "\(ended.output)")
    }

    @Test
    func `a pipe whose reader is gone ends the command quietly`() async throws {
        _ = try folder.write(FormatCommandSample.fedwire.text, to: "in")
        let ended = try await shell(#""$BANKBUS" decode --format fedwire in | true"#)
        #expect(ended.status == 0 && ended.output.isEmpty, "\(ended.output)")
    }

    @Test
    func `each format is listed and describes itself as JSON Schema`() async throws {
        let list = try await shell(#""$BANKBUS" formats list --json"#)
        let names = try list.output.split(separator: "\n")
            .compactMap { try DocumentValue(json: Array($0.utf8))["name"]?.text }
        #expect(names.count > 2)
        for name in names {
            let sheet = try await shell(#""$BANKBUS" formats describe --text \#(name)"#)
            #expect(sheet.status == 0 && sheet.output.contains("Rule sets:"), "\(sheet.output)")
        }
        let schema = try await shell(#""$BANKBUS" formats describe nacha"#)
        #expect(try DocumentValue(json: Array(schema.output.utf8))["$schema"] != nil)
    }
}
