/// What was published on a channel and not confirmed yet; pure, without input or output.
///
/// Numbers count from 1 on each channel, as the broker counts. A message that is returned and then acknowledged is
/// *returned*: the broker acknowledges what it could not route.
struct ConfirmWindow<Slot> {
    /// What the broker said of one number.
    enum Verdict: Equatable {
        case confirmed
        case returned(code: Int, text: String)
        case rejected
    }

    private struct Entry {
        var slot: Slot?
        var bytes: Int
        var returned: Verdict?
    }

    private var entries: [Entry] = []
    private var head = 0
    /// The number of the first entry.
    private var base: UInt64 = 1
    /// Bytes of what is not confirmed.
    private(set) var unconfirmedBytes = 0
    /// How many numbers are open.
    private(set) var openCount = 0

    /// The number that the next publish on the channel has.
    var nextNumber: UInt64 { base + UInt64(entries.count - head) }
    /// How many numbers lie between the oldest open one and the newest.
    var span: Int { entries.count - head }

    /// Enters a publish.
    mutating func sent(_ slot: Slot, bytes: Int) {
        entries.append(Entry(slot: slot, bytes: bytes))
        unconfirmedBytes += bytes
        openCount += 1
    }

    /// Remembers a return until the broker acknowledges it.
    mutating func returned(_ number: UInt64, code: Int, text: String) {
        guard let index = index(of: number) else { return }
        entries[index].returned = .returned(code: code, text: text)
    }

    /// Takes an acknowledgement or refusal of one number, or of all up to it; tells what became of each.
    ///
    /// Numbers that are not open (answered before, or never given) are ignored. Number 0 with `isMultiple` means all.
    mutating func settle(
        _ number: UInt64,
        isMultiple: Bool,
        isRejected: Bool,
        _ tell: (Slot, Verdict) -> Void
    ) {
        if isMultiple {
            let last = number == 0 ? nextNumber - 1 : min(number, nextNumber - 1)
            while base <= last, head < entries.count {
                settleEntry(head, isRejected, tell)
                advance()
            }
        } else if let index = index(of: number) {
            settleEntry(index, isRejected, tell)
        }
        dropSettled()
    }

    /// Gives up on everything, because the channel is gone; numbers start again from 1.
    mutating func fail() -> [Slot] {
        defer { self = ConfirmWindow() }
        return entries[head...].compactMap(\.slot)
    }

    /// Frees the bytes of what nobody waits for any longer; its late confirms are ignored.
    mutating func forget(_ isForgotten: (Slot) -> Bool) {
        for index in head..<entries.count {
            guard let slot = entries[index].slot, isForgotten(slot), entries[index].bytes > 0 else { continue }
            unconfirmedBytes -= entries[index].bytes
            entries[index].bytes = 0
        }
    }

    private func index(of number: UInt64) -> Int? {
        guard number >= base, number < nextNumber else { return nil }
        return head + Int(number - base)
    }

    private mutating func settleEntry(_ index: Int, _ isRejected: Bool, _ tell: (Slot, Verdict) -> Void) {
        guard let slot = entries[index].slot else { return }
        let verdict = entries[index].returned ?? (isRejected ? .rejected : .confirmed)
        unconfirmedBytes -= entries[index].bytes
        openCount -= 1
        entries[index] = Entry(slot: nil, bytes: 0)
        tell(slot, verdict)
    }

    private mutating func advance() {
        head += 1
        base += 1
    }

    private mutating func dropSettled() {
        while head < entries.count, entries[head].slot == nil { advance() }
        let spareMax = 1_024
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head > spareMax, head > entries.count / 2 {
            entries.removeFirst(head)
            head = 0
        }
    }
}
