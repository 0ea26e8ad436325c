public import Canonical
import Stores
import Synchronization

/// Dead letters in memory: the twin of the SQLite store.
public final class InMemoryDeadLetterStore: DeadLetterStore {
    private struct Record {
        var letter: DeadLetter
        var changed: Timestamp
    }

    private let records = Mutex<[Record]>([])
    private let faults = Mutex<[Fault]>([])

    /// Makes an empty store.
    public init() {}

    /// Lets the next filings fail, one for each fault; nothing of them is written.
    public func failFilings(with faults: [Fault]) {
        self.faults.withLock { $0 += faults }
    }

    /// Files letters.
    public func file(_ letters: [DeadLetter]) async throws(Fault) {
        if let fault = faults.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { throw fault }
        records.withLock { records in
            for letter in letters { Self.file(letter, into: &records) }
        }
    }

    /// Finds one.
    public func letter(_ id: Digest128) async throws(Fault) -> DeadLetter? {
        records.withLock { $0.first { $0.letter.id == id }?.letter }
    }

    /// Lists letters, newest first.
    public func letters(matching filter: DeadLetterFilter) async throws(Fault) -> [DeadLetterSummary] {
        let all = records.withLock { $0 }
        let matching = all.enumerated().filter { Self.matches($0.element.letter, filter) }
            .sorted { ($0.element.changed, $0.offset) > ($1.element.changed, $1.offset) }
        return matching.prefix(max(0, filter.countMax)).map { Self.summary($0.element) }
    }

    /// Counts the open ones by cause, the most frequent first.
    public func causes() async throws(Fault) -> [DeadLetterCause] {
        var counts: [[String]: Int] = [:]
        for record in records.withLock({ $0 }) where record.letter.state == .open {
            counts[[record.letter.queue, record.letter.fault.code.name], default: 0] += 1
        }
        return counts.map { DeadLetterCause(queue: $0.key[0], code: FaultCode($0.key[1]), count: $0.value) }
            .sorted { (-$0.count, $0.queue, $0.code.name) < (-$1.count, $1.queue, $1.code.name) }
    }

    /// Marks an open one as replayed.
    public func beginReplay(
        _ id: Digest128,
        replayID: String,
        at time: Timestamp
    ) async throws(Fault) -> Bool {
        records.withLock { records in
            guard let index = records.firstIndex(where: { $0.letter.id == id && $0.letter.state == .open }) else {
                return false
            }
            records[index].letter.state = .replayed
            records[index].letter.replayID = replayID
            records[index].changed = time
            return true
        }
    }

    /// Opens it again.
    public func abandonReplay(_ id: Digest128, replayID: String) async throws(Fault) {
        records.withLock { records in
            let index = records.firstIndex {
                $0.letter.id == id && $0.letter.state == .replayed && $0.letter.replayID == replayID
            }
            guard let index else { return }
            records[index].letter.state = .open
            records[index].letter.replayID = nil
        }
    }

    // MARK: -

    private static func file(_ letter: DeadLetter, into records: inout [Record]) {
        guard let index = records.firstIndex(where: { $0.letter.id == letter.id }) else {
            var first = letter
            first.attempts = AttemptHistory(letter.attempts).attempts
            records.append(Record(letter: first, changed: LetterFiling.changedAt(first)))
            return
        }
        let merged = LetterFiling.merge(letter, into: records[index].letter)
        guard merged != records[index].letter else { return }
        records[index].letter = merged
        records[index].changed = max(records[index].changed, LetterFiling.changedAt(merged))
    }

    private static func matches(_ letter: DeadLetter, _ filter: DeadLetterFilter) -> Bool {
        (filter.queue.map { $0 == letter.queue } ?? true)
            && (filter.code.map { $0 == letter.fault.code } ?? true)
            && (filter.state.map { $0 == letter.state } ?? true)
    }

    private static func summary(_ record: Record) -> DeadLetterSummary {
        DeadLetterSummary(
            id: record.letter.id,
            edge: record.letter.edge,
            queue: record.letter.queue,
            messageID: record.letter.properties.messageID,
            code: record.letter.fault.code,
            reason: record.letter.fault.reason,
            attempts: record.letter.attempts.count,
            changedAt: record.changed,
            state: record.letter.state
        )
    }
}
