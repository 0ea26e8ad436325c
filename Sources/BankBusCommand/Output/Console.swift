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

    /// Prints a complaint or a note.
    static func note(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away (a closed pipe) is no failure of the command.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
