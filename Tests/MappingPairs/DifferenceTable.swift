package import Canonical
import Foundation

/// The committed table of the differences that are ours on purpose.
package struct DifferenceTable: Sendable {
    /// The rules in their order; the first that covers a difference counts.
    package let rules: [DifferenceRule]

    /// The table of this checkout.
    ///
    /// - Throws: `configuration.invalid` with the line that is wrong; what reading the file throws.
    package static func committed() throws -> DifferenceTable {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "differences.txt")
        return try DifferenceTable(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    /// Reads a table.
    ///
    /// - Throws: `configuration.invalid` with the line that is wrong.
    package init(_ text: String) throws(Fault) {
        var rules: [DifferenceRule] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            rules.append(try Self.rule(line, number + 1))
        }
        self.rules = rules
    }

    private static func rule(_ text: String, _ line: Int) throws(Fault) -> DifferenceRule {
        let columns = text.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
        guard columns.count == 6 else { throw fault(line, "An entry has six columns between ` | `.") }
        guard let ours = side(columns[2]), let theirs = side(columns[3]) else {
            throw fault(line, "Ours and theirs are absent, present, any or a constant in quotation marks.")
        }
        guard let reason = DifferenceRule.Reason(rawValue: columns[4]) else {
            let known = DifferenceRule.Reason.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(line, "The kind of a reason is one of \(known).")
        }
        guard !columns[5].isEmpty else { throw fault(line, "A reason is said in words.") }
        let rule = DifferenceRule(
            name: columns[0],
            pattern: columns[1].split(separator: "/").map(String.init),
            ours: ours,
            theirs: theirs,
            reason: reason,
            explanation: columns[5],
            line: line
        )
        if [.standard, .guideline].contains(reason), let kind = GuardedValue.kind(ofPattern: rule.pattern) {
            throw fault(line, "An entry may not cover \(kind) unless theirs is invalid.")
        }
        return rule
    }

    private static func side(_ text: String) -> DifferenceRule.Side? {
        switch text {
        case "absent": return .absent
        case "present": return .present
        case "any": return .any
        default:
            guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
            return .constant(String(text.dropFirst().dropLast()))
        }
    }

    private static func fault(_ line: Int, _ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: line, path: "differences.txt"),
            reason: reason
        )
    }
}
