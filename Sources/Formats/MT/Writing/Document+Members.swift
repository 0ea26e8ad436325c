import Canonical

extension Document {
    /// The index of an object's member of that name.
    func member(_ name: String, of object: Int) -> Int? {
        guard nodes[object].kind == .object else { return nil }
        return index(ofMember: name.utf8.span, in: object)
    }

    /// The bytes of a member that is a text.
    func textBytes(_ name: String, of object: Int) -> ArraySlice<UInt8>? {
        guard let index = member(name, of: object), nodes[index].kind == .text else { return nil }
        return bytes[nodes[index].textRange]
    }

    /// The name of a member.
    func name(at index: Int) -> String {
        String(decoding: nameBytes(at: index), as: UTF8.self)
    }

    /// The whole numbers of a list.
    func integers(in list: Int) -> [Int] {
        guard nodes[list].kind == .list else { return [] }
        return children(at: list).compactMap { integer(at: $0) }
    }

    /// A number that is whole and not out of bounds.
    func integer(at index: Int) -> Int? {
        guard nodes[index].kind == .number else { return nil }
        return Int(String(decoding: bytes[nodes[index].textRange], as: UTF8.self))
    }
}
