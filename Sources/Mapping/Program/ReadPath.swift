/// What a frame reads of one value: collected while the frame is compiled, made a ``MemberEntry`` at its end.
final class ReadPath {
    /// The register that gets the value; -1 while nobody asked for it.
    var register: Int32
    /// The members that are read, in the order in which they were asked for.
    private(set) var members: [(name: String, path: ReadPath)] = []
    /// The elements that are read by place.
    private(set) var places: [(position: Int32, path: ReadPath)] = []
    /// Whether a value that is no object breaks the type of the source.
    var isStrict = false
    private var numbers: [String: Int] = [:]

    init(register: Int32) {
        self.register = register
    }

    /// Whether nothing below the value is read.
    var isLeaf: Bool { members.isEmpty && places.isEmpty }

    /// The path of a member.
    func member(_ name: String) -> ReadPath {
        if let number = numbers[name] { return members[number].path }
        let path = ReadPath(register: -1)
        numbers[name] = members.count
        members.append((name, path))
        return path
    }

    /// The path of an element.
    func place(_ position: Int32) -> ReadPath {
        if let place = places.first(where: { $0.position == position }) { return place.path }
        let path = ReadPath(register: -1)
        places.append((position, path))
        return path
    }

    /// The registers of everything below.
    func registersBelow(into registers: inout [Int32]) {
        for path in members.map(\.path) + places.map(\.path) {
            if path.register >= 0 { registers.append(path.register) }
            path.registersBelow(into: &registers)
        }
    }
}
