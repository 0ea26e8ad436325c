import Canonical
import Conformance
import Formats
import Testing

@Suite struct CopybookHostileTests {
    static let copybook = """
        01 PAYMENT.
           05 KIND              PIC X.
           05 BODY.
              10 AMOUNT         PIC S9(7)V99 COMP-3.
              10 BALANCE        PIC S9(9) COMP.
              10 RATE           COMP-1.
           05 BODY-TEXT REDEFINES BODY PIC X(13).
           05 NAME              PIC X(6).
           05 EDITED            PIC Z,ZZ9.99-.
           05 COUNTER           PIC 9.
           05 ENTRY-ITEM OCCURS 0 TO 5 DEPENDING ON COUNTER.
              10 CODE-ITEM      PIC X(2).
              10 DAYS           PIC S9(3) SIGN LEADING SEPARATE.
           05 LAST-FIELD        PIC 9(3).
        """

    static let json = """
        {"PAYMENT":{"KIND":"P","BODY":{"AMOUNT":"-1234.50","BALANCE":"77","RATE":"1.5"},"NAME":"Ada","EDITED":"-12.30",\
        "COUNTER":"2","ENTRY-ITEM":[{"CODE-ITEM":"AB","DAYS":"-12"},{"CODE-ITEM":"C","DAYS":"3"}],"LAST-FIELD":"42"}}
        """

    static let formats: [[String: String]] = [
        ["variable-occurs": "yes"], [:], ["record-format": "V"], ["record-format": "VB"],
        ["record-format": "V", "rdw-endian": "little", "rdw-adjustment": "0"],
        ["trim": "both", "control-characters": "blank", "low-values": "empty", "filler": "value"],
        ["code-page": "1388", "record-format": "V"], ["segment-field": "KIND", "segment-map": "BODY=P;BODY-TEXT=T"],
    ]

    private func sample(_ options: [String: String]) throws -> (sample: CopybookSample, bytes: [UInt8]) {
        let sample = try CopybookSample(Self.copybook, options)
        let document = try Document(json: Array(Self.json.utf8))
        return (sample, try sample.format.encodeAll([document, document, document]).bytes)
    }

    @Test(arguments: formats)
    func `the sample comes back`(options: [String: String]) throws {
        let (sample, bytes) = try sample(options)
        let result = try sample.roundTrip(bytes)
        #expect(result.documents.count == 3)
        #expect(!result.findings.hasErrors)
    }

    @Test(arguments: formats)
    func `windows of any size give the same documents`(options: [String: String]) throws {
        let (sample, bytes) = try sample(options)
        let whole = try sample.format.decodeAll(bytes)
        for size in [1, 7, 4_096] {
            let windowed = try decodeInWindows(bytes, size: size, format: sample.format)
            #expect(windowed.documents.map(\.value) == whole.documents.map(\.value))
            #expect(windowed.findings.all == whole.findings.all)
        }
    }

    @Test(arguments: formats)
    func `a record that is cut off is told`(options: [String: String]) throws {
        let (sample, bytes) = try sample(options)
        var boundaries: Set<Int> = [0]
        var reader = sample.format.makeReader()
        var findings = Findings()
        var offset = 0
        while case .document(_, let consumed) = try reader.read(
            bytes.span.extracting(offset..<bytes.count),
            isLast: true,
            findings: &findings
        ) {
            offset += consumed
            boundaries.insert(offset)
        }
        for end in bytes.indices where !boundaries.contains(end) {
            let cut = Array(bytes[..<end])
            do {
                let result = try sample.roundTrip(cut)
                #expect(result.findings.hasErrors, "cut at \(end)")
            } catch let fault as Fault {
                #expect(fault.family == .message)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64], formats)
    func `mutants neither crash nor change on their way through JSON`(seed: UInt64, options: [String: String]) throws {
        let (sample, bytes) = try sample(options)
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [0x00, 0x0C, 0x0D, 0x0E, 0x0F, 0x1C, 0x40, 0x5C, 0x80, 0xC1, 0xD0, 0xF0, 0xF5, 0xFF]
        for _ in 0..<60 {
            let mutant = generator.mutate(bytes, alphabet: alphabet)
            do {
                _ = try sample.roundTrip(mutant)
            } catch let fault as Fault {
                #expect(fault.family == .message && fault.stage == .decode, "seed \(seed): \(fault)")
            }
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `broken copybooks are refused or read`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array(" .()'\"=*-9XSVPZ0:,\nOCCURSTO88".utf8)
        for _ in 0..<100 {
            let text = generator.mutate(Array(Self.copybook.utf8), alphabet: alphabet)
            do {
                let sample = try CopybookSample(String(decoding: text, as: UTF8.self))
                _ = try sample.format.decodeAll([UInt8](repeating: 0xF1, count: 200))
            } catch let fault as Fault {
                #expect(fault.code == .configurationInvalid || fault.family == .message)
            } catch {
                Issue.record(error)
            }
        }
    }

    @Test func `a record has a limit of values`() throws {
        var limits = Limits()
        limits.documentValuesMax = 100
        let settings = FormatSettings(
            limits: limits,
            definition: [DefinitionFile(name: "c", bytes: Array("01 R.\n   05 A PIC X OCCURS 1000.".utf8))],
            library: NoLibrary()
        )
        let format = try FormatKind.copybook.format(settings)
        let fault = #expect(throws: Fault.self) { try format.decodeAll([UInt8](repeating: 0x40, count: 1_000)) }
        #expect(fault?.code == .formatLimit)
    }

    private struct NoLibrary: DefinitionLibrary {
        func file(_ path: String) throws(Fault) -> DefinitionFile {
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "none")
        }

        func files(in folder: String) throws(Fault) -> [String] { [] }
    }
}
