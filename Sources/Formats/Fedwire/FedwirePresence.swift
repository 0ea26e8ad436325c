/// What the elements of a tag so far say of the next one.
struct FedwirePresence {
    /// Whether the element before has a value.
    private var hasValue = false
    /// How many bytes the next element should have, where the one before it is a count.
    private(set) var count: Int?

    /// Whether the element lacks a value that it should have; of a pair either both or none has one.
    func misses(_ element: FedwireElement, hasValue: Bool) -> Bool {
        switch element.presence {
        case .optional: false
        case .mandatory: !hasValue
        case .paired: hasValue != self.hasValue
        }
    }

    /// Takes note of an element, and of the length it says the next one has.
    mutating func pass(hasValue: Bool, count: Int?) {
        self.hasValue = hasValue
        self.count = count
    }
}
