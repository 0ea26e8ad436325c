import Canonical

/// The children of an element in the order of its type.
extension MessageWriter {
    /// A child to be written.
    struct Child {
        var index: Int
        var site: Site
        fileprivate var position: Int
    }

    /// Finds the children of an object, in the order of the content model.
    func children(
        of index: Int,
        _ number: Int,
        _ site: Site,
        _ definition: CompiledDefinition
    ) throws(Fault) -> [Child] {
        let type = definition.types[number]
        if type.isOrdered { return try orderedChildren(of: index, type, site, definition) }
        var children: [Child] = []
        for member in document.children(at: index) {
            let name = Array(document.nameBytes(at: member))
            if isAttribute(name, type) || document.nodes[member].kind == .null { continue }
            guard let position = position(of: name, type, definition) else {
                throw Self.fault(site.path, "The element \(String(decoding: name, as: UTF8.self)) is not known here.")
            }
            if definition.positions[position].isList {
                guard document.nodes[member].kind == .list else {
                    throw Self.fault(site.path, "The element \(String(decoding: name, as: UTF8.self)) is not a list.")
                }
                for (item, node) in document.children(at: member).enumerated() {
                    children.append(child(node, position, item: item + 1, site, definition))
                }
            } else {
                children.append(child(member, position, item: 0, site, definition))
            }
        }
        let isSorted = zip(children, children.dropFirst()).allSatisfy { $0.position <= $1.position }
        return isSorted
            ? children
            : children.enumerated()
                .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
    }

    private func orderedChildren(
        of index: Int,
        _ type: CompiledComplexType,
        _ site: Site,
        _ definition: CompiledDefinition
    ) throws(Fault) -> [Child] {
        guard let list = document.index(ofMember: "items".utf8.span, in: index) else { return [] }
        var children: [Child] = []
        for (item, node) in document.children(at: list).enumerated() {
            guard document.nodes[node].kind == .object, let member = document.children(at: node).first else {
                throw Self.fault(site.path, "An item is not an object with one member.")
            }
            let name = Array(document.nameBytes(at: member))
            guard let position = position(of: name, type, definition) else {
                throw Self.fault(site.path, "The element \(String(decoding: name, as: UTF8.self)) is not known here.")
            }
            children.append(child(member, position, item: item + 1, site, definition))
        }
        return children
    }

    private func child(
        _ node: Int,
        _ position: Int,
        item: Int,
        _ site: Site,
        _ definition: CompiledDefinition
    ) -> Child {
        var name: [UInt8] = []
        var text = ""
        if case .element(let number) = definition.positions[position].item {
            text = definition.source.elementNames[number]
            name = Array(text.utf8)
        } else if !facts.isEmpty {
            let qualified =
                document.index(ofMember: "name".utf8.span, in: node)
                .flatMap { document.nodes[$0].kind == .text ? bytes($0) : nil } ?? []
            let local = qualified.firstIndex(of: UInt8(ascii: ":")).map { qualified[($0 + 1)...] } ?? qualified
            text = String(decoding: local, as: UTF8.self)
        }
        var inner = Site(name: name, child: definition.positions[position].child, level: site.level + 1, path: "")
        if !facts.isEmpty { inner.path = site.path + "/" + text + (item > 0 ? "[\(item)]" : "") }
        return Child(index: node, site: inner, position: position)
    }

    private func isAttribute(_ name: [UInt8], _ type: CompiledComplexType) -> Bool {
        !type.attributes.isEmpty && type.attributes.contains { $0.text.utf8.elementsEqual(name) }
    }

    /// The first position of an element of that name.
    func position(of name: [UInt8], _ type: CompiledComplexType, _ definition: CompiledDefinition) -> Int? {
        let isAny = name.elementsEqual("any".utf8)
        let key = NameKey(name.span, start: 0, length: name.count)
        for index in type.positions.dropFirst() {
            switch definition.positions[index].item {
            case .element(let number):
                if definition.positions[index].key == key,
                    definition.source.elementNames[number].utf8.elementsEqual(name)
                {
                    return index
                }
            case .wildcard where isAny: return index
            default: continue
            }
        }
        return nil
    }
}
