/// A list that a reader fills anew for each message or field, and that only the reader holds.
///
/// An array asks at every change whether somebody else holds it too; with some sixty changes a message, that is a
/// twentieth of the time. This list cannot be copied, so that there is nothing to ask.
struct MTWorkList<Element: BitwiseCopyable>: ~Copyable {
    /// How many elements there are.
    private(set) var count = 0
    private var capacity: Int
    /// Room for as many elements as ``capacity``, of which those below ``count`` are set; freed with the list.
    private var elements: UnsafeMutablePointer<Element>

    /// An empty list with room for as many elements as are usual.
    init(usual: Int) {
        capacity = max(1, usual)
        elements = .allocate(capacity: capacity)
    }

    deinit { elements.deallocate() }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < count, "there is no such element")
            return elements[index]
        }
        @inline(__always) set {
            precondition(index >= 0 && index < count, "there is no such element")
            elements[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        elements[count] = element
        count &+= 1
    }

    /// Takes the last element out.
    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count &-= 1
        return elements[count]
    }

    /// Drops all elements from an index on; the room stays.
    @inline(__always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "a list is not made longer")
        self.count = count
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: elements, count: count)
        elements.deallocate()
        elements = larger
        capacity *= 2
    }
}
