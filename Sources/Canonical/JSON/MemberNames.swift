/// Finds repeated names while an object is read: by scan while it is small, by a set once it is not.
struct MemberNames {
    /// Up to this many members a scan is faster than hashing, and an attacker gains nothing by it.
    private static let scannedMax = 16
    private var names: Set<String> = []

    /// Whether the name is new to the object.
    mutating func insert(_ name: String, _ object: borrowing DocumentObject) -> Bool {
        let count = object.members.count
        if count < Self.scannedMax { return !object.members.contains { $0.name == name } }
        if names.isEmpty { names.formUnion(object.members.lazy.map(\.name)) }
        return names.insert(name).inserted
    }
}
