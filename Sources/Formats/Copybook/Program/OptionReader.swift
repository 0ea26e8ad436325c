import Canonical

/// Reads options by their kinds of value, with faults that say what may be written.
struct OptionReader {
    private let options: [String: String]

    init(_ options: [String: String]) {
        self.options = options
    }

    func text(_ name: String) -> String? { options[name] }

    /// One of some codes, in any case.
    func code(_ name: String, _ codes: [String]) throws(Fault) -> String? {
        guard let value = options[name] else { return nil }
        guard let code = codes.first(where: { $0.lowercased() == value.lowercased() }) else {
            throw CopybookFault.setting(
                "The option \(name) has a value that it does not take.",
                "It takes: \(codes.joined(separator: ", "))."
            )
        }
        return code
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(Fault) -> Int? {
        guard let value = options[name] else { return nil }
        guard let number = Int(value), range.contains(number) else {
            throw CopybookFault.setting(
                "The option \(name) is no number in its range.",
                "Give a number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// Lists by name: `A=x,y;B=z`.
    func lists(_ name: String) throws(Fault) -> [(name: String, values: [String])] {
        guard let value = options[name] else { return [] }
        var lists: [(name: String, values: [String])] = []
        for part in value.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else {
                throw CopybookFault.setting(
                    "The option \(name) has an entry without values.",
                    "Write \(name)=NAME=a,b;OTHER=c."
                )
            }
            let values = sides[1].split(separator: ",", omittingEmptySubsequences: false).map { Self.trimmed($0) }
            lists.append((Self.trimmed(sides[0]), values))
        }
        return lists
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
