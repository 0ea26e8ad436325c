import Canonical

/// From one position of a content model to the next.
extension MessageParser {
    /// The position that a start tag leads to; nil if it does not fit, which is then a finding.
    @inline(__always)
    mutating func step(
        _ parent: Int,
        _ tag: StartTag,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> Int? {
        if tag.namespace == state.partNamespace {
            let start = tag.name.localStart
            let length = tag.name.start &+ tag.name.length &- start
            let next = expectedPosition(parent, start, length, bytes, definition)
            if next >= 0 { return next }
        }
        return irregularStep(parent, tag, bytes, definition)
    }

    /// The position that a local name of the part's namespace leads to; -1 if it is not expected.
    @inline(__always)
    func expectedPosition(
        _ parent: Int,
        _ start: Int,
        _ length: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> Int {
        let current = Int(state.open[parent].position)
        let count = state.open[parent].count
        let key = NameKey(bytes, start: start, length: length)
        if definition.positions[current].key == key, count < definition.positions[current].max,
            hasName(current, start, length, bytes, definition)
        {
            return current
        }
        guard count >= definition.positions[current].min else { return -1 }
        let end = Int(definition.positions[current].followEnd)
        var index = Int(definition.positions[current].followStart)
        let mark = key.mark
        while index < end {
            if definition.followMarks[index] == mark {
                let next = Int(definition.follows[index])
                if definition.positions[next].key == key, hasName(next, start, length, bytes, definition) {
                    return next
                }
            }
            index &+= 1
        }
        return -1
    }

    /// Whether a name whose key is that of a position is its name: up to 16 bytes the key says so.
    @inline(__always)
    private func hasName(
        _ position: Int,
        _ start: Int,
        _ length: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> Bool {
        if length <= 16 { return true }
        let nameStart = Int(definition.positions[position].name.start)
        for index in 8..<length - 8 where bytes[start &+ index] != definition.names.bytes[nameStart &+ index] {
            return false
        }
        return true
    }

    /// The step where no element of that name is expected: a wildcard takes it, or it is a finding.
    @inline(never)
    private mutating func irregularStep(
        _ parent: Int,
        _ tag: StartTag,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> Int? {
        let element = state.open[parent]
        let current = Int(element.position)
        let position = definition.positions[current]
        let mayLeave = element.count >= position.min
        if element.count < position.max, takes(position, tag.namespace, definition) { return current }
        if mayLeave {
            for next in definition.follows[Int(position.followStart)..<Int(position.followEnd)]
            where takes(definition.positions[Int(next)], tag.namespace, definition) { return Int(next) }
        }
        let expected = expectedNames(element, definition)
        let local = String(
            decoding: bytes.extracting(tag.name.local).withUnsafeBufferPointer { Array($0) },
            as: UTF8.self
        )
        find(
            "xsd.element-unexpected",
            at: tag.start,
            bytes,
            adding: local,
            "The element is not expected here; \(expected)."
        )
        let recovered = recover(parent, tag, bytes, definition)
        if recovered == nil { state.open[parent].isBroken = true }
        return recovered
    }

    private mutating func find(
        _ code: String,
        at offset: Int,
        _ bytes: Span<UInt8>,
        adding last: String,
        _ message: String
    ) {
        find(.error, code, at: offset, bytes, adding: last, message)
    }

    /// Whether a position is a wildcard that takes elements of a namespace.
    private func takes(_ position: ContentPosition, _ namespace: Int, _ definition: CompiledDefinition) -> Bool {
        guard case .wildcard(let number) = position.item else { return false }
        switch definition.wildcards[number].namespaces {
        case .any: return true
        case .other: return namespace != state.partNamespace && namespace != XMLNamespaces.none
        case .listed(let names):
            // The definition's own namespace may be known to the document under an alias.
            return names.contains(state.namespaces.text(namespace))
                || namespace == state.partNamespace && names.contains(definition.source.namespace)
        }
    }

    /// Where to go on from an element that is not expected: one more of the same, or one that is expected only later.
    private func recover(
        _ parent: Int,
        _ tag: StartTag,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> Int? {
        guard tag.namespace == state.partNamespace else { return nil }
        let type = definition.types[Int(state.open[parent].type)]
        let current = Int(state.open[parent].position)
        let start = tag.name.localStart
        let length = tag.name.local.count
        let key = NameKey(bytes, start: start, length: length)
        guard type.positions.contains(current) else { return nil }
        for next in current..<type.positions.upperBound
        where definition.positions[next].key == key && hasName(next, start, length, bytes, definition) {
            if next > current || definition.positions[next].isList { return next }
        }
        return nil
    }

    /// Says that children are missing.
    @inline(never)
    mutating func reportMissing(_ element: OpenElement, _ bytes: Span<UInt8>, _ definition: CompiledDefinition) {
        guard !element.isBroken else { return }
        let expected = expectedNames(element, definition)
        findElement("xsd.element-missing", bytes, "A child element is missing; \(expected).")
    }

    /// What may come next, in words.
    private func expectedNames(_ element: OpenElement, _ definition: CompiledDefinition) -> String {
        let namesMax = 12
        let position = definition.positions[Int(element.position)]
        var names: [String] = []
        if element.count < position.max, let name = name(of: position, definition) { names.append(name) }
        if element.count >= position.min {
            for next in definition.follows[Int(position.followStart)..<Int(position.followEnd)] {
                if let name = name(of: definition.positions[Int(next)], definition) { names.append(name) }
            }
        }
        if names.isEmpty { return "no further element is expected" }
        if names.count > namesMax { names = Array(names.prefix(namesMax)) + ["others"] }
        return "expected is " + names.joined(separator: " or ")
    }

    private func name(of position: ContentPosition, _ definition: CompiledDefinition) -> String? {
        switch position.item {
        case .start: nil
        case .element(let number): definition.source.elementNames[number]
        case .wildcard: "an element of another schema"
        }
    }
}
