import Canonical

/// The namespaces of a document: each with a number, and the prefixes that are bound at the present place.
struct XMLNamespaces: Sendable {
    /// The number of no namespace.
    static let none = 0
    /// The number of the namespace of `xml:`.
    static let xml = 1
    /// The number of the namespace of `xmlns:`.
    static let declarations = 2
    /// The number of the namespace of `xsi:`.
    static let instance = 3
    /// The number of the namespace of XInclude.
    static let inclusion = 4

    private struct Binding: Sendable {
        var key: NameKey
        /// The prefix itself, if its key does not say all of it.
        var long: [UInt8]
        var namespace: Int
    }

    /// The names of the namespaces by number.
    private(set) var names: [[UInt8]] = [
        [], Array("http://www.w3.org/XML/1998/namespace".utf8), Array("http://www.w3.org/2000/xmlns/".utf8),
        Array("http://www.w3.org/2001/XMLSchema-instance".utf8), Array("http://www.w3.org/2001/XInclude".utf8),
    ]
    private var bindings: [Binding] = []

    /// How many bindings there are; ``remove(from:)`` takes them back to such a number.
    var bindingCount: Int { bindings.count }

    /// The number of a namespace, which is given one if it is new.
    mutating func number(_ name: Span<UInt8>) -> Int {
        for index in names.indices where XMLBytes.areEqual(names[index], name) { return index }
        names.append(name.withUnsafeBufferPointer { Array($0) })
        return names.count - 1
    }

    /// Binds a prefix; an empty one is the default namespace.
    mutating func bind(_ prefix: Span<UInt8>, to namespace: Int) {
        let long = prefix.count > NameKey.exactMax ? prefix.withUnsafeBufferPointer { Array($0) } : []
        bindings.append(Binding(key: NameKey(prefix, start: 0, length: prefix.count), long: long, namespace: namespace))
    }

    /// Forgets all bindings, and the namespaces too if there are many: those of other inputs.
    ///
    /// - Returns: whether the numbers of namespaces are given anew.
    mutating func reset() -> Bool {
        bindings.removeAll(keepingCapacity: true)
        guard names.count > Self.namesKeptMax else { return false }
        self = XMLNamespaces()
        return true
    }

    private static let namesKeptMax = 64

    /// Takes back all bindings but the first ones.
    mutating func remove(from count: Int) {
        bindings.removeLast(bindings.count - count)
    }

    /// The number that a prefix is bound to; nil if it is not bound.
    ///
    /// Without a binding the empty prefix means none.
    func resolve(_ prefix: Span<UInt8>) -> Int? {
        let key = NameKey(prefix, start: 0, length: prefix.count)
        var index = bindings.count
        search: while index > 0 {
            index -= 1
            guard bindings[index].key == key else { continue }
            if prefix.count > NameKey.exactMax {
                for offset in prefix.indices where bindings[index].long[offset] != prefix[offset] { continue search }
            }
            return bindings[index].namespace
        }
        if XMLScanner.equal(prefix, "xml") { return Self.xml }
        return prefix.isEmpty ? Self.none : nil
    }

    /// The name of a namespace as text.
    func text(_ number: Int) -> String {
        String(decoding: names[number], as: UTF8.self)
    }
}
