import Canonical
import Foundation

/// Where results and complaints go: results on standard output, everything else on standard error.
enum Console {
    /// Prints a result.
    static func print(_ text: String) {
        write(text + "\n", to: .standardOutput)
    }

    /// Prints a result as JSON on one line.
    static func print(json document: DocumentValue) {
        write(String(decoding: document.jsonBytes(), as: UTF8.self) + "\n", to: .standardOutput)
    }

    /// Prints a document as JSON, on one line or indented.
    static func print(_ document: Document, isPretty: Bool) {
        var bytes = isPretty ? document.indentedJSONBytes() : document.jsonBytes()
        bytes.append(UInt8(ascii: "\n"))
        write(Data(bytes), to: .standardOutput)
    }

    /// Writes bytes to standard output and empties them.
    ///
    /// - Throws: `reference.unknown` where they cannot be written, such as on a full disk.
    static func flush(_ bytes: inout [UInt8]) throws(Fault) {
        do {
            if !bytes.isEmpty { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
            bytes.removeAll(keepingCapacity: true)
        } catch {
            throw Fault(.transient, .storeUnavailable, stage: .encode, reason: "The output cannot be written.")
        }
    }

    /// Prints findings, one a line, to standard error.
    static func note(_ findings: Findings) {
        for finding in findings.all { note(finding.line) }
        if findings.dropped > 0 { note("… and \(findings.dropped) more findings") }
    }

    /// Prints a complaint or a note.
    static func note(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        write(Data(text.utf8), to: handle)
    }

    private static func write(_ data: Data, to handle: FileHandle) {
        // A reader that went away (a closed pipe) is no failure of the command.
        try? handle.write(contentsOf: data)
    }
}
