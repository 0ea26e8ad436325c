import Canonical
import Yams

/// One value of a configuration, with what it takes to complain about it.
struct YAMLValue {
    let file: String
    let path: String
    let node: Node

    /// Complains about this value.
    func fault(_ reason: String, advice: String? = nil) -> Fault {
        YAMLMapping.fault(file, node, "`\(path)` \(reason)", advice: advice)
    }

    /// The value as a mapping with no other keys than these.
    func mapping(keys: [String]) throws(Fault) -> YAMLMapping {
        try YAMLMapping(node, file: file, path: path, keys: keys)
    }

    /// The value as text that is not empty.
    func text() throws(Fault) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw fault("must be a text.") }
        return scalar.string
    }

    /// The items of a list; a single text counts as a list of one.
    func items() throws(Fault) -> [YAMLValue] {
        switch node {
        case .sequence(let sequence):
            return sequence.enumerated().map { YAMLValue(file: file, path: "\(path)[\($0)]", node: $1) }
        case .scalar: return [self]
        case .mapping, .alias: throw fault("must be a list.")
        }
    }

    /// A list of texts.
    func texts() throws(Fault) -> [String] {
        var texts: [String] = []
        for item in try items() { texts.append(try item.text()) }
        return texts
    }

    /// A mapping of names to texts; with keys, no other names than these.
    func texts(keys: [String]? = nil) throws(Fault) -> [String: String] {
        guard case .mapping(let members) = node else { throw fault("must be a mapping.") }
        let names: [String] = members.keys.compactMap(\.string)
        let section = try mapping(keys: keys ?? names)
        var texts: [String: String] = [:]
        for name in names { texts[name] = try section.required(name).text() }
        return texts
    }

    /// A whole number within a range.
    func integer(in range: ClosedRange<Int>) throws(Fault) -> Int {
        guard let value = Int(try text()), range.contains(value) else {
            throw fault("must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// `true` or `false`.
    func boolean() throws(Fault) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw fault("must be `true` or `false`.")
        }
    }

    /// One of a set of words.
    func choice<Value>(_ values: [String: Value]) throws(Fault) -> Value {
        guard let value = values[try text()] else {
            throw fault("must be one of \(YAMLMapping.listed(values.keys)).")
        }
        return value
    }

    /// What the text names, with this place in the fault where it names nothing.
    func known<Value>(_ find: (String) throws(Fault) -> Value) throws(Fault) -> Value {
        let name = try text()
        do throws(Fault) {
            return try find(name)
        } catch {
            throw fault("is not known: \(error.reason)", advice: error.advice)
        }
    }

    /// A duration in milliseconds: `500ms`, `5s`, `10m`, `2h`, `7d`.
    func milliseconds(in range: ClosedRange<Int>) throws(Fault) -> Int {
        let text = try text()
        let units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            guard let count = Int(text.dropLast(suffix.count)) else { continue }
            let (value, isTooBig) = count.multipliedReportingOverflow(by: factor)
            if !isTooBig, range.contains(value) { return value }
        }
        throw fault(
            "must be a duration from \(Self.duration(range.lowerBound)) to \(Self.duration(range.upperBound)).",
            advice: "Write it like 500ms, 5s, 10m, 2h or 7d."
        )
    }

    private static func duration(_ milliseconds: Int) -> String {
        milliseconds % 86_400_000 == 0 ? "\(milliseconds / 86_400_000)d" : "\(milliseconds)ms"
    }
}
