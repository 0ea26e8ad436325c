import Canonical
import Foundation
import Formats

/// What the environment asks for: a format (`FUZZ_FORMAT`) with options (`FUZZ_OPTIONS`), rule sets (`FUZZ_RULES`) and
/// files of its definition (`FUZZ_DEFINITION`); the word INPUT there means that the input itself is the definition.
private struct FuzzTarget: Sendable {
    let kind: FormatKind
    var settings: FormatSettings
    /// Whether the inputs are definitions rather than messages.
    let readsDefinitions: Bool
    /// The format of the settings, where it does not depend on the input.
    let format: (any Format)?

    init(environment: [String: String]) throws(Fault) {
        kind = try FormatKinds.kind(named: environment["FUZZ_FORMAT"] ?? "json")
        settings = FormatSettings(library: FuzzLibrary(folder: environment["FUZZ_SCHEMAS"] ?? "schemas"))
        // Small, so that a bound that does not hold shows as memory.
        settings.limits.bodyBytesMax = 4 * 1024 * 1024
        for option in (environment["FUZZ_OPTIONS"] ?? "").split(separator: ",") {
            let parts = option.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { settings.options[String(parts[0])] = String(parts[1]) }
        }
        for rules in (environment["FUZZ_RULES"] ?? "").split(separator: ",") { settings.ruleSets.insert(String(rules)) }
        let paths = (environment["FUZZ_DEFINITION"] ?? "").split(separator: ",").map(String.init)
        readsDefinitions = paths == ["INPUT"]
        if readsDefinitions {
            format = nil
        } else {
            for path in paths { settings.definition.append(try FuzzLibrary.read(path)) }
            format = try kind.format(settings)
        }
    }

    /// The format for one input; nil if the input is a definition and is refused, which is a good answer.
    func format(for input: [UInt8]) -> (any Format)? {
        guard readsDefinitions else { return format }
        var settings = settings
        settings.definition = [DefinitionFile(name: "input", bytes: input)]
        return try? kind.format(settings)
    }
}

private let target: FuzzTarget = {
    do {
        return try FuzzTarget(environment: ProcessInfo.processInfo.environment)
    } catch {
        FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
        exit(2)
    }
}()

/// libFuzzer's entry: reads the input, writes what was read, and reads that again.
///
/// A fault is what bad input deserves; a trap, a hang or memory without a bound is what the fuzzer looks for. A
/// definition reads itself as its message: formats of records take any bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let format = target.format(for: input) else { return 0 }
    _ = format.recognises(input.span.extracting(first: 4_096))
    for type in format.documentTypes.prefix(target.readsDefinitions ? 4 : 0) {
        _ = try? format.description(ofType: type).jsonSchema()  // a description may be too large to be told
    }
    guard let documents = try? format.decodeAll(input).documents else { return 0 }  // a fault is a good answer
    for mode in [WriteMode.faithful, .strict] {
        guard let written = try? format.encodeAll(documents, mode: mode).bytes else { continue }
        _ = try? format.decodeAll(written)
    }
    for document in documents.prefix(4) {
        let json = document.jsonBytes()
        guard let copy = try? Document(json: json) else {
            // Deeper or larger than JSON may be is possible; other JSON that cannot be read is a defect.
            precondition(document.nodes.count > 50_000 || json.count > 1 << 20 || isDeep(document), "JSON unread")
            continue
        }
        precondition(copy.jsonBytes() == json, "a document changes on its way through JSON")
    }
    return 0
}

/// Whether the document is nested about as deep as JSON may be.
private func isDeep(_ document: Document) -> Bool {
    var ends: [Int] = []
    var deepest = 0
    for index in document.nodes.indices {
        while let end = ends.last, end <= index { ends.removeLast() }
        if document.nodes[index].isContainer { ends.append(document.nodes[index].end(at: index)) }
        deepest = max(deepest, ends.count)
    }
    return deepest > 60
}

/// The definitions of the checkout.
private struct FuzzLibrary: DefinitionLibrary {
    let folder: String

    static func read(_ path: String) throws(Fault) -> DefinitionFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "There is no definition \(path).")
        }
        return DefinitionFile(name: URL(filePath: path).lastPathComponent, bytes: Array(data))
    }

    func file(_ path: String) throws(Fault) -> DefinitionFile {
        try Self.read("\(folder)/\(path)")
    }

    func files(in folder: String) throws(Fault) -> [String] {
        // A folder that is not there has no files.
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(self.folder)/\(folder)")) ?? []).sorted()
    }
}
