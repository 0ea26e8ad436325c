import Canonical
import Foundation
import Formats

/// The target that libFuzzer calls: reads the input with one format, writes what was read, and reads that again.
///
/// A fault is what bad input deserves; a trap, a hang or memory without a bound is what the fuzzer looks for. The
/// environment names the format (`FUZZ_FORMAT`), its definition (`FUZZ_DEFINITION`) and options (`FUZZ_OPTIONS`).
private let target: any Format = {
    let environment = ProcessInfo.processInfo.environment
    var settings = FormatSettings(library: FuzzLibrary(folder: environment["FUZZ_SCHEMAS"] ?? "schemas"))
    // Small, so that a bound that does not hold shows as memory.
    settings.limits.bodyBytesMax = 4 * 1024 * 1024
    for option in (environment["FUZZ_OPTIONS"] ?? "").split(separator: ",") {
        let parts = option.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { settings.options[String(parts[0])] = String(parts[1]) }
    }
    for rules in (environment["FUZZ_RULES"] ?? "").split(separator: ",") { settings.ruleSets.insert(String(rules)) }
    do {
        for path in (environment["FUZZ_DEFINITION"] ?? "").split(separator: ",") {
            settings.definition.append(try FuzzLibrary.read(String(path)))
        }
        return try FormatKinds.kind(named: environment["FUZZ_FORMAT"] ?? "json").format(settings)
    } catch {
        FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
        exit(2)
    }
}()

/// libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    _ = target.recognises(input.span.extracting(first: 4_096))
    guard let documents = try? target.decodeAll(input).documents else { return 0 }  // a fault is a good answer
    for mode in [WriteMode.faithful, .strict] {
        guard let written = try? target.encodeAll(documents, mode: mode).bytes else { continue }
        _ = try? target.decodeAll(written)
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
