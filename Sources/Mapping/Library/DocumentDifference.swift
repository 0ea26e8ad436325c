package import Canonical

/// Where two documents differ, for people.
package enum DocumentDifference {
    /// Most differences that are listed.
    package static let linesMax = 100

    /// One line for each difference: the path, what was expected and what is there.
    package static func lines(expected: DocumentValue, actual: DocumentValue) -> [String] {
        var lines: [String] = []
        compare(expected, actual, path: "", into: &lines)
        if lines.count > linesMax {
            lines = lines.prefix(linesMax - 1) + ["… and \(lines.count - linesMax + 1) more differences"]
        }
        return lines
    }

    private static func compare(
        _ expected: DocumentValue,
        _ actual: DocumentValue,
        path: String,
        into lines: inout [String]
    ) {
        switch (expected, actual) {
        case (.object(let left), .object(let right)):
            for member in left.members {
                let inner = "\(path)/\(MappingRun.escaped(member.name))"
                guard let other = right[member.name] else {
                    lines.append("\(inner): expected \(brief(member.value)), and it is not there")
                    continue
                }
                compare(member.value, other, path: inner, into: &lines)
            }
            for member in right.members where left[member.name] == nil {
                let inner = "\(path)/\(MappingRun.escaped(member.name))"
                lines.append("\(inner): not expected: \(brief(member.value))")
            }
        case (.list(let left), .list(let right)):
            for (number, (value, other)) in zip(left, right).enumerated() {
                compare(value, other, path: "\(path)/\(number)", into: &lines)
            }
            if left.count != right.count {
                lines.append("\(path): expected \(left.count) elements, and there are \(right.count)")
            }
        default:
            if expected != actual { lines.append("\(path): expected \(brief(expected)), found \(brief(actual))") }
        }
    }

    private static func brief(_ value: DocumentValue) -> String {
        let text = String(decoding: value.jsonBytes(), as: UTF8.self)
        return text.unicodeScalars.count <= 80 ? text : "\(text.unicodeScalars.prefix(77))…"
    }
}
