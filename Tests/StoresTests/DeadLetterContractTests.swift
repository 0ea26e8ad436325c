import BankBusTesting
import Canonical
import Stores
import Testing

/// The rules of ``DeadLetterStore``, for every implementation.
@Suite(.timeLimit(.minutes(1)))
struct DeadLetterContractTests {
    /// Which implementation a test runs against.
    enum Kind: CaseIterable, Sendable {
        case inMemory
        case sqlite

        func open() async throws -> any DeadLetterStore {
            switch self {
            case .inMemory: return InMemoryDeadLetterStore()
            case .sqlite:
                return try await SQLiteStore.open(path: TemporaryDirectory().path + "/books.sqlite").deadLetters
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func `a letter comes back as it was filed`(_ kind: Kind) async throws {
        let store = try await kind.open()
        let filed = letter(1, attempts: [1, 2])
        try await store.file([filed])
        #expect(try await store.letter(filed.id) == filed)
        #expect(try await store.letter(digest(99)) == nil)
    }

    @Test(arguments: Kind.allCases)
    func `filing twice is one record`(_ kind: Kind) async throws {
        let store = try await kind.open()
        try await store.file([letter(1, attempts: [1]), letter(1, attempts: [1])])
        try await store.file([letter(1, attempts: [1])])
        #expect(try await store.letters(matching: DeadLetterFilter()).map(\.attempts) == [1])
    }

    @Test(arguments: Kind.allCases)
    func `a new attempt is added with its fault and the bytes stay the first ones`(_ kind: Kind) async throws {
        let store = try await kind.open()
        try await store.file([letter(1, attempts: [1])])
        var later = letter(1, attempts: [1, 2], code: .deliveryExhausted)
        later.body = [9]
        later.queue = "elsewhere"
        try await store.file([later])
        let found = try #require(try await store.letter(later.id))
        #expect(found.attempts.map(\.code) == [.formatSyntax, .deliveryExhausted])
        #expect(found.fault == later.fault)
        #expect(found.body == letter(1).body)
        #expect(found.queue == "route.sample")
        var earlier = letter(1, attempts: [0], code: .formatLimit)
        earlier.fault.reason = "An old one."
        try await store.file([earlier])
        let merged = try #require(try await store.letter(later.id))
        #expect(merged.attempts.map(\.number) == [0, 1, 2])
        #expect(merged.fault == later.fault)
    }

    @Test(arguments: Kind.allCases)
    func `a replayed record is opened again by a new attempt only`(_ kind: Kind) async throws {
        let store = try await kind.open()
        let id = letter(1).id
        try await store.file([letter(1, attempts: [1])])
        #expect(try await store.beginReplay(id, replayID: "r1", at: moment(100)))
        #expect(try await store.beginReplay(id, replayID: "r2", at: moment(100)) == false)
        try await store.file([letter(1, attempts: [1])])
        #expect(try await store.letter(id)?.state == .replayed)
        try await store.file([letter(1, attempts: [2])])
        let found = try #require(try await store.letter(id))
        #expect(found.state == .open)
        #expect(found.replayID == "r1")
        #expect(try await store.letters(matching: DeadLetterFilter()).map(\.changedAt) == [moment(100)])
        #expect(try await store.beginReplay(id, replayID: "r2", at: moment(200)))
    }

    @Test(arguments: Kind.allCases)
    func `an abandoned replay opens the record again`(_ kind: Kind) async throws {
        let store = try await kind.open()
        let id = letter(1).id
        try await store.file([letter(1, attempts: [1])])
        #expect(try await store.beginReplay(id, replayID: "r1", at: moment(1)))
        try await store.abandonReplay(id, replayID: "other")
        #expect(try await store.letter(id)?.state == .replayed)
        try await store.abandonReplay(id, replayID: "r1")
        #expect(try await store.letter(id)?.state == .open)
        #expect(try await store.letter(id)?.replayID == nil)
        #expect(try await store.beginReplay(digest(99), replayID: "r1", at: moment(1)) == false)
    }

    @Test(arguments: Kind.allCases)
    func `a discarded record stays discarded`(_ kind: Kind) async throws {
        let store = try await kind.open()
        var discarded = letter(1, attempts: [1])
        discarded.state = .discarded
        try await store.file([discarded])
        try await store.file([letter(1, attempts: [2])])
        #expect(try await store.letter(discarded.id)?.state == .discarded)
        #expect(try await store.letter(discarded.id)?.attempts.count == 2)
        #expect(try await store.beginReplay(discarded.id, replayID: "r", at: moment()) == false)
    }

    @Test(arguments: Kind.allCases)
    func `the first and the latest attempts are kept`(_ kind: Kind) async throws {
        let store = try await kind.open()
        try await store.file([letter(1, attempts: Array(1...80))])
        try await store.file([letter(1, attempts: [81])])
        let found = try #require(try await store.letter(letter(1).id))
        #expect(found.attempts.map(\.number) == [1] + Array(33...81))
        #expect(try await store.beginReplay(found.id, replayID: "r1", at: moment(100)))
        try await store.file([letter(1, attempts: Array(2...10))])
        #expect(try await store.letter(found.id)?.state == .replayed)
    }

    @Test(arguments: Kind.allCases)
    func `letters are listed newest first and by filter`(_ kind: Kind) async throws {
        let store = try await kind.open()
        var other = letter(3, attempts: [3])
        other.queue = "route.other"
        try await store.file([letter(1, attempts: [1]), letter(2, attempts: [2], code: .formatLimit), other])
        #expect(try await store.letters(matching: DeadLetterFilter()).map(\.id) == [3, 2, 1].map { letter($0).id })
        var filter = DeadLetterFilter()
        filter.countMax = 1
        let newest = try #require(try await store.letters(matching: filter).first)
        #expect(
            newest
                == DeadLetterSummary(
                    id: other.id,
                    edge: other.edge,
                    queue: "route.other",
                    messageID: "sample-3",
                    code: .formatSyntax,
                    reason: other.fault.reason,
                    attempts: 1,
                    changedAt: moment(3),
                    state: .open
                )
        )
        filter = DeadLetterFilter()
        filter.queue = "route.sample"
        filter.code = .formatLimit
        #expect(try await store.letters(matching: filter).map(\.id) == [letter(2).id])
        filter.state = .replayed
        #expect(try await store.letters(matching: filter) == [])
        filter.countMax = -1
        #expect(try await store.letters(matching: filter) == [])
    }

    @Test(arguments: Kind.allCases)
    func `open letters are counted by cause`(_ kind: Kind) async throws {
        let store = try await kind.open()
        try await store.file([1, 2, 3].map { letter($0, attempts: [1]) })
        try await store.file([letter(4, attempts: [1], code: .formatLimit)])
        #expect(try await store.beginReplay(letter(3).id, replayID: "r", at: moment()))
        #expect(
            try await store.causes() == [
                DeadLetterCause(queue: "route.sample", code: .formatSyntax, count: 2),
                DeadLetterCause(queue: "route.sample", code: .formatLimit, count: 1),
            ]
        )
    }

    // MARK: -

    private func letter(_ number: Int, attempts: [Int] = [], code: FaultCode = .formatSyntax) -> DeadLetter {
        var properties = MessageProperties(headers: [Header("x-death", .list([.table([Header("count", .integer(1))])]))]
        )
        properties.messageID = "sample-\(number)"
        properties.priority = 4
        return DeadLetter(
            id: digest(number, 1),
            edge: digest(number, 2),
            queue: "route.sample",
            exchange: "bus.ingress",
            routingKey: "sample.mt103",
            properties: properties,
            body: [0, 1, 2, 255],
            fault: Fault(
                .message,
                code,
                stage: .decode,
                place: Place(byteOffset: 7, line: nil, field: "32A", path: nil),
                reason: "The date has five digits.",
                advice: "Ask the sender."
            ),
            attempts: attempts.map {
                DeadLetter.Attempt(
                    at: moment(Int64($0)),
                    number: $0,
                    stage: .decode,
                    code: code,
                    reason: "The date has five digits."
                )
            },
            firstSeen: moment(-5)
        )
    }
}
