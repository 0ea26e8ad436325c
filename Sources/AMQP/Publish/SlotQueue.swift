/// The publications that may go out, first come first served.
struct SlotQueue {
    private var slots: [PublishSlot] = []
    private var head = 0

    var isEmpty: Bool { head == slots.count }

    mutating func append(_ slot: PublishSlot) {
        slots.append(slot)
    }

    mutating func next() -> PublishSlot? {
        guard head < slots.count else { return nil }
        defer { compact() }
        head += 1
        return slots[head - 1]
    }

    /// Takes out those of which the outcome is known already: nobody waits for them.
    mutating func removeKnown() -> [PublishSlot] {
        let known = slots[head...].filter(\.isKnown)
        guard !known.isEmpty else { return [] }
        slots = slots[head...].filter { !$0.isKnown }
        head = 0
        return known
    }

    private mutating func compact() {
        let spareMax = 1_024
        if head == slots.count {
            slots.removeAll(keepingCapacity: true)
            head = 0
        } else if head > spareMax, head > slots.count / 2 {
            slots.removeFirst(head)
            head = 0
        }
    }
}
