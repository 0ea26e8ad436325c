/// Something that a field of the target depends on.
package enum LineageSource: Sendable, Hashable {
    /// A field of an input with all below it; the path is a JSON Pointer without the places in lists.
    case field(input: String, path: String)
    /// Whether a field of an input is there, or how many elements it has, but not what it holds.
    case presence(input: String, path: String)
    /// A value that the route supplies.
    case given(String)
    /// A code table with its version.
    case codes(name: String, version: String)
    /// A decision table.
    case decision(String)
    /// A function.
    case function(String)
    /// A constant of the mapping, as it is written.
    case constant(String)

    /// What kind of source it is, in one word for listings.
    package var kind: String {
        switch self {
        case .field: "field"
        case .presence: "presence"
        case .given: "given"
        case .codes: "codes"
        case .decision: "table"
        case .function: "function"
        case .constant: "constant"
        }
    }

    /// What it is called.
    package var label: String {
        switch self {
        case .field(let input, let path), .presence(let input, let path): "\(input):\(path)"
        case .codes(let name, let version): "\(name) version \(version)"
        case .given(let name), .decision(let name), .function(let name), .constant(let name): name
        }
    }

    /// Whether taking a field out of an input can change what depends on this.
    package func isTouched(byDeleting path: String, of input: String) -> Bool {
        switch self {
        case .field(input, let own): path.isPathPrefix(of: own) || own.isPathPrefix(of: path)
        case .presence(input, let own): path.isPathPrefix(of: own)
        default: false
        }
    }
}

extension String {
    /// Whether a JSON Pointer leads to another value or to what contains it.
    func isPathPrefix(of other: String) -> Bool {
        guard other.hasPrefix(self) else { return false }
        return isEmpty || other.utf8.count == utf8.count || other.utf8.dropFirst(utf8.count).first == UInt8(ascii: "/")
    }
}
