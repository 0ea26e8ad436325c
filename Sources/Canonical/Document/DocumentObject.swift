/// The members of an object in their order; a name occurs once.
///
/// Objects of messages are small, so a look-up is a scan over the names.
public struct DocumentObject: Sendable, Hashable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public var name: String
        /// The member's value.
        public var value: DocumentValue

        /// Makes a member.
        public init(name: String, value: DocumentValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members in order.
    public private(set) var members: [Member] = []

    /// Makes an object without members.
    public init() {}

    /// Makes an object without members, with room for some.
    package init(capacity: Int) {
        members.reserveCapacity(capacity)
    }

    /// Reads, replaces, appends (a name not there yet) or removes (nil) a member.
    public subscript(name: String) -> DocumentValue? {
        get { index(of: name).map { members[$0].value } }
        set {
            let index = index(of: name)
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// By index, since iterating over members would copy each of them.
    private func index(of name: String) -> Int? {
        for index in members.indices where members[index].name == name { return index }
        return nil
    }

    /// Appends a member without looking for its name first: for readers that have checked already.
    package mutating func appendUnchecked(name: String, value: DocumentValue) {
        members.append(Member(name: name, value: value))
    }
}
