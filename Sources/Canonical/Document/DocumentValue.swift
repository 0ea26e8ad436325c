/// The value tree that codecs read and write and that mappings turn into one another.
///
/// Objects keep the order of their members. Numbers are exact decimals, never floating point. `boolean` and `null`
/// exist because JSON has them and because absent, empty and null are three different things.
public enum DocumentValue: Sendable, Hashable {
    /// Named members in order.
    case object(DocumentObject)
    /// Values in order.
    case list([DocumentValue])
    /// Unicode text.
    case text(String)
    /// An exact decimal.
    case number(Number)
    /// True or false.
    case boolean(Bool)
    /// Present, and without a value.
    case null
}

extension DocumentValue {
    /// The member of that name, if this is an object that has it.
    public subscript(name: String) -> DocumentValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// The value found by following names and list indices (as decimal digits), or nil.
    public func value(at path: [String]) -> DocumentValue? {
        var current = self
        for step in path {
            switch current {
            case .object(let object):
                guard let next = object[step] else { return nil }
                current = next
            case .list(let items):
                guard let index = Int(step), items.indices.contains(index) else { return nil }
                current = items[index]
            case .text, .number, .boolean, .null:
                return nil
            }
        }
        return current
    }

    /// The text, if this is one.
    public var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// The items, if this is a list.
    public var items: [DocumentValue]? {
        guard case .list(let value) = self else { return nil }
        return value
    }

    /// The object, if this is one.
    public var object: DocumentObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }
}

extension DocumentValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// Makes a text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// Makes a list.
    public init(arrayLiteral elements: DocumentValue...) {
        self = .list(elements)
    }

    /// Makes an object with its members in the order written; of a repeated name the last value wins.
    public init(dictionaryLiteral elements: (String, DocumentValue)...) {
        var object = DocumentObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}
