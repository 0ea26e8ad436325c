package import Canonical
import Formats

/// Runs the examples beside mappings.
package struct MappingExamples {
    /// What came of an example.
    package struct Result {
        /// The mapping.
        package var mapping: String
        /// The example.
        package var example: ExampleDeclaration
        /// What is not as it says; empty where it passed.
        package var differences: [String]
        /// Which mapping ran; nil where none could.
        package var leg: MappingLeg?
        /// What was made, in the order of the files that the example names.
        package var targets: [Document]
    }

    /// Reads a file of the examples by its name.
    package typealias Read = (_ name: String) throws(Fault) -> [UInt8]

    private let library: MappingLibrary
    private let formats: DocumentFormats
    private let identity: MessageIdentity
    private let read: Read

    /// What examples derive identifiers from: no secret (FNV-1a), and the same in every run, or what they expect would
    /// change.
    package static let hash: MessageIdentity.KeyedHash = { bytes in
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in bytes.indices { sum = (sum ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return Digest128(high: sum, low: sum &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Makes it.
    ///
    /// - Parameters:
    ///   - library: the mappings.
    ///   - formats: the formats of inputs and outputs.
    ///   - read: reads a file.
    package init(
        _ library: MappingLibrary,
        formats: DocumentFormats,
        read: @escaping Read
    ) {
        self.library = library
        self.formats = formats
        self.read = read
        identity = MessageIdentity(message: Array("example".utf8), hash: Self.hash)
    }

    /// Runs all examples of a mapping.
    ///
    /// - Throws: `reference.unknown` for a name that is none, `configuration.invalid` where the file cannot be read.
    package func run(_ name: String) throws(Fault) -> [Result] {
        let file = try library.file(name)
        return file.examples.map { run($0, of: file) }
    }

    private func run(_ example: ExampleDeclaration, of file: MappingFile) -> Result {
        var result = Result(mapping: file.name.text, example: example, differences: [], leg: nil, targets: [])
        var faultCode: String?
        var wasFiltered = false
        do throws(Fault) {
            let outcome = try outcome(of: example, file, &result)
            result.targets = outcome.targets
            wasFiltered = outcome.targets.isEmpty
        } catch {
            faultCode = error.code.name
            guard case .fault = example.outcome, result.leg != nil else {
                result.differences = ["\(error)"]
                return result
            }
        }
        switch example.outcome {
        case .fault(let code):
            if faultCode != code.text {
                result.differences = ["expected the fault \(code.text), found \(faultCode ?? "none")"]
            }
        case .filtered:
            if !wasFiltered { result.differences = ["expected no target, found \(result.targets.count)"] }
        case .outputs(let names): result.differences = differences(names, &result)
        }
        return result
    }

    // MARK: - Running

    private func outcome(
        of example: ExampleDeclaration,
        _ file: MappingFile,
        _ result: inout Result
    ) throws(Fault) -> MappingOutcome {
        var message: Document?
        var others: [String: Document] = [:]
        for (input, name) in example.inputs {
            let document = try document(name.text, of: file)
            if let input, input.text != file.inputs[0].name.text, !file.isTwoWay {
                others[input.text] = document
            } else {
                message = document
            }
        }
        guard let message else { throw Self.fault("The example names no input.") }
        let leg = try leg(for: message, others, example, file)
        result.leg = leg
        let conversion = try Conversion(MappingWay(legs: [leg]), in: library)
        var givens: [String: DocumentValue] = [:]
        for (name, value) in example.givens { givens[name.text] = value.document }
        var findings = Findings()
        return try conversion.convert(
            message,
            others: others,
            givens: givens,
            identity: identity,
            into: &findings
        )
    }

    private func leg(
        for message: Document,
        _ others: [String: Document],
        _ example: ExampleDeclaration,
        _ file: MappingFile
    ) throws(Fault) -> MappingLeg {
        let type = DocumentFormats.type(of: message)
        let types = others.mapValues { DocumentFormats.type(of: $0) }
        let found = LegsOfFile(file, types: library.types).legs
            .filter { leg in
                let isSource = type.map { $0 == leg.sources[0] } ?? isJSON(leg.sources[0])
                let isTarget = example.target.map { $0.text == leg.target } ?? true
                let fits = zip(file.inputs, leg.sources).dropFirst()
                    .allSatisfy { input, source in types[input.name.text].flatMap { $0 }.map { $0 == source } ?? true }
                return isSource && isTarget && fits
            }
        guard let leg = found.first else {
            throw Self.fault(
                "The mapping does not lead from \(type ?? "JSON") to \(example.target?.text ?? "a target")."
            )
        }
        return leg
    }

    private func isJSON(_ type: String) -> Bool { ["canonical", "json"].contains(library.types.format(of: type)) }

    /// Reads a file of the examples: JSON by its name, else in the format of the mapping's types.
    private func document(_ name: String, of file: MappingFile) throws(Fault) -> Document {
        let legs = LegsOfFile(file, types: library.types).legs
        let all = legs.flatMap { $0.sources + [$0.target] }
        let type = name.hasSuffix(".json") ? all.first(where: isJSON) : all.first { !isJSON($0) }
        guard let type else { throw Self.fault("No type of the mapping can be read from \(name).") }
        return try document(try read(name), ofType: type, name)
    }

    private func document(_ bytes: [UInt8], ofType type: String, _ name: String) throws(Fault) -> Document {
        let documents = try formats.format(ofType: type).decodeAll(bytes).documents
        guard let document = documents.first, documents.count == 1 else {
            throw Self.fault("\(name) holds \(documents.count) messages, not one.")
        }
        return document
    }

    // MARK: - Comparing

    private func differences(_ names: [Name], _ result: inout Result) -> [String] {
        guard let leg = result.leg else { return ["no mapping ran"] }
        guard names.count == result.targets.count else {
            return ["expected \(names.count) targets, found \(result.targets.count)"]
        }
        var lines: [String] = []
        for (name, target) in zip(names, result.targets) {
            do throws(Fault) {
                let expected = try document(try read(name.text), ofType: leg.target, name.text)
                let actual = try document(try bytes(of: target, ofType: leg.target), ofType: leg.target, name.text)
                lines += DocumentDifference.lines(expected: expected.value.content, actual: actual.value.content)
            } catch {
                lines.append("\(name.text): \(error)")
            }
        }
        return lines
    }

    /// A target as its format writes it.
    ///
    /// - Throws: what the format refuses.
    package func bytes(of target: Document, ofType type: String) throws(Fault) -> [UInt8] {
        try formats.format(ofType: type).encodeAll([target], mode: .strict).bytes
    }

    private static func fault(_ reason: String) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason)
    }
}

extension DocumentValue {
    /// The value without what only says how a message was written.
    fileprivate var content: DocumentValue {
        switch self {
        case .list(let values): return .list(values.map(\.content))
        case .object(let object):
            var content = DocumentObject()
            for member in object.members where member.name != "layout" && member.name != "envelope" {
                content[member.name] = member.value.content
            }
            return .object(content)
        default: return self
        }
    }
}

extension Literal {
    /// The value of a given.
    package var document: DocumentValue {
        switch self {
        case .text(let text): .text(text)
        case .boolean(let value): .boolean(value)
        case .number(let text): .text(text)
        }
    }
}
