import Canonical
import Formats
import Mapping

/// Converts files message by message, and keeps account of what came of each.
struct FileConversion {
    private let options: ConvertCommand
    private let library: MappingLibrary
    private let formats: DocumentFormats
    private let target: String
    private let limits: Limits
    private let others: [String: Document]
    private let via: [String]
    private let checker: any Format
    private var conversions: [String: Conversion] = [:]
    private var givens: [String: [String: DocumentValue]] = [:]
    private var writer: any FormatWriter
    private var sink: OutputSink
    private var bytes: [UInt8] = []
    private(set) var counts = Counts()

    /// How many messages there were, and what came of them.
    struct Counts {
        var read = 0
        var written = 0
        var filtered = 0
        var failed = 0
    }

    init(_ options: ConvertCommand, _ folder: MappingFolder, _ limits: Limits) throws(Fault) {
        self.options = options
        self.limits = limits
        library = folder.library
        formats = try folder.formats(limits: limits)
        target = try formats.type(named: options.to)
        others = try options.supplied.inputs(formats)
        via = options.via.isEmpty ? [] : folder.names
        let format = try formats.format(ofType: target)
        checker = try FormatKinds.kind(named: format.name)
            .format(FormatSettings(limits: limits, library: SchemaFolder.find(), ruleSets: Set(options.rules)))
        writer = format.makeWriter(.strict)
        sink = try OutputSink(options.output)
    }

    /// Converts the messages of a file; false if something could not be converted or is in error.
    mutating func convert(_ file: String) throws(Fault) -> Bool {
        let before = counts.failed
        var input = try MessageInput(file, limits: limits)
        let named = try options.from.map { name throws(Fault) in try formats.type(named: name) }
        let beginning = try input.beginning()
        guard
            let format = try named.map({ type throws(Fault) in try formats.format(ofType: type) })
                ?? formats.format(of: beginning)
        else { throw TypedMessage.unrecognised(file) }
        try input.read(with: format, policy: Findings.Policy()) { document, found throws(Fault) in
            note(found, file)
            guard let document else {
                counts.failed += found.hasErrors ? 1 : 0
                return
            }
            counts.read += 1
            do throws(Fault) {
                guard !found.hasErrors else { throw Self.invalid }
                guard let type = DocumentFormats.type(of: document) ?? named else { throw TypedMessage.untyped(file) }
                try convert(document, type, file)
            } catch {
                counts.failed += 1
                Console.note("\(file): message \(counts.read): \(error)")
            }
        }
        return counts.failed == before
    }

    /// Ends the output; false if it is not complete and was thrown away.
    mutating func finish(isComplete: Bool) throws(Fault) -> Bool {
        var findings = Findings()
        try writer.finish(into: &bytes, findings: &findings)
        Console.note(findings)
        try sink.write(&bytes)
        let isWhole = isComplete && !findings.hasErrors
        try sink.close(keeps: isWhole)
        if options.output != nil {
            Console.note(
                "\(counts.read) read, \(counts.written) written, \(counts.filtered) filtered, \(counts.failed) failed"
            )
        }
        return isWhole
    }

    /// Throws what was written away.
    func abandon() throws(Fault) { try sink.close(keeps: false) }

    // MARK: - One message

    private mutating func convert(_ document: Document, _ type: String, _ file: String) throws(Fault) {
        let conversion = try conversion(from: type)
        var findings = Findings()
        let outcome: MappingOutcome
        do throws(Fault) {
            outcome = try conversion.convert(
                document,
                others: others,
                givens: givens[type] ?? [:],
                identity: options.supplied.identity(of: document),
                into: &findings
            )
        } catch {
            note(findings, file)
            throw error
        }
        note(findings, file)
        if let reason = outcome.filteredBecause, outcome.targets.isEmpty {
            counts.filtered += 1
            Console.note("\(file): message \(counts.read): filtered: \(reason)")
        }
        for target in outcome.targets { try write(target, file) }
        try sink.write(&bytes)
    }

    private mutating func write(_ target: Document, _ file: String) throws(Fault) {
        let start = bytes.count
        var findings = Findings()
        try writer.write(target, into: &bytes, findings: &findings)
        note(findings, file)
        let checked = try checker.decodeAll(Array(bytes[start...])).findings
        note(checked, file)
        guard !findings.hasErrors, !checked.hasErrors else {
            bytes.removeSubrange(start...)
            throw Self.invalidTarget
        }
        counts.written += 1
    }

    private mutating func conversion(from type: String) throws(Fault) -> Conversion {
        if let known = conversions[type] { return known }
        let way = try MappingWay.find(from: type, to: target, in: library, via: via)
        let made = try Conversion(way, in: library, policy: LossPolicy(faults: Set(options.refuse)))
        givens[type] = try options.supplied.givens(for: made.mappings)
        conversions[type] = made
        return made
    }

    private func note(_ findings: Findings, _ file: String) {
        for finding in findings.all { Console.note("\(file): message \(counts.read): \(finding.line)") }
        if findings.dropped > 0 { Console.note("\(file): … and \(findings.dropped) more findings") }
    }

    private static let invalid = Fault(
        .message,
        .schemaViolation,
        stage: .decode,
        reason: "The message has errors and is not converted."
    )
    private static let invalidTarget = Fault(
        .message,
        .schemaViolation,
        stage: .encode,
        reason: "What the mapping makes of the message has errors and is not written."
    )
}
