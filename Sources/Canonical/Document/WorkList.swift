/// A list that is filled anew for each message, and that only one owner holds.
///
/// An array asks at every change whether somebody else holds it too, which takes several hundredths of the time of a
/// message of many small values. This list cannot be copied, so that there is nothing to ask. Its room stays from
/// message to message.
@usableFromInline
package struct WorkList<Element: BitwiseCopyable>: ~Copyable {
    /// How many elements there are.
    @usableFromInline package var count = 0
    @usableFromInline var capacity: Int
    /// Room for as many elements as ``capacity``, of which those below ``count`` are set; freed with the list.
    @usableFromInline var elements: UnsafeMutablePointer<Element>

    /// An empty list with room for as many elements as are usual.
    @inlinable
    package init(usual: Int) {
        capacity = max(1, usual)
        elements = .allocate(capacity: capacity)
    }

    @inlinable
    deinit { elements.deallocate() }

    /// Whether there is no element.
    @inlinable package var isEmpty: Bool { count == 0 }
    /// The places of the elements.
    @inlinable package var indices: Range<Int> { 0..<count }

    /// The element at a place, which must be one of ``indices``.
    @inlinable
    package subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count, "there is no such element")
            return elements[index]
        }
        _modify {
            precondition(index >= 0 && index < count, "there is no such element")
            yield &elements[index]
        }
    }

    /// Appends an element.
    @inlinable
    package mutating func append(_ element: Element) {
        if count == capacity { grow() }
        elements[count] = element
        count &+= 1
    }

    /// Takes the last element out; nil if there is none.
    @inlinable
    package mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count &-= 1
        return elements[count]
    }

    /// Drops all elements from a place on; the room stays.
    @inlinable
    package mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "a list is not made longer")
        self.count = count
    }

    /// Drops all elements; the room stays, unless an unusually large message has made it large.
    @inlinable
    package mutating func removeAll() {
        count = 0
        if capacity > Self.capacityKept { shrink() }
    }

    /// How much room is kept from message to message.
    @usableFromInline static var capacityKept: Int { 65_536 }

    /// The elements as an array that is just large enough.
    @inlinable
    package var array: [Element] { Array(UnsafeBufferPointer(start: elements, count: count)) }

    @inline(never)
    @usableFromInline
    mutating func shrink() {
        elements.deallocate()
        elements = .allocate(capacity: Self.capacityKept)
        capacity = Self.capacityKept
    }

    @inline(never)
    @usableFromInline
    mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.initialize(from: elements, count: count)
        elements.deallocate()
        elements = larger
        capacity *= 2
    }
}
