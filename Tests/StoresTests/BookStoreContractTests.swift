import Canonical
import Stores
import Testing

/// The rules of ``BookStore``, for every implementation.
@Suite(.timeLimit(.minutes(1)))
struct BookStoreContractTests {
    @Test(arguments: BooksKind.allCases)
    func `a new unit is claimed and its row is in flight`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(claim.attempts == 0)
        let rows = try await books.rows(scope: "route", since: nil)
        #expect(
            rows == [
                BookRow(
                    unit: digest(1, 1),
                    edge: digest(1, 2),
                    messageID: "message-1",
                    account: .inFlight,
                    firstSeen: moment()
                )
            ]
        )
    }

    @Test(arguments: BooksKind.allCases, [Account.delivered, .filtered, .suppressed, .discarded, .superseded])
    func `a unit in a final account is a copy`(_ kind: BooksKind, _ account: Account) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(try await books.completeOne(claim, account) == true)
        #expect(try await books.claimOne(request(1, key: 1)) == .copy(account))
        #expect(try await books.claimOne(request(1, key: 1, replayID: "r1")) == .copy(account))
        let totals = try #require(try await books.totals(since: nil).first)
        #expect(totals.units == [account: 1])
        #expect(totals.copies == 2)
    }

    @Test(arguments: BooksKind.allCases)
    func `a dead-lettered unit is claimed once per replay`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(try await books.completeOne(claim, .deadLettered) == true)
        #expect(try await books.claimOne(request(1, key: 1)) == .copy(.deadLettered))
        let second = try #require(try await books.claimOne(request(1, key: 1, replayID: "r1"))?.claim)
        #expect(second.row == claim.row)
        #expect(second.attempts == 1)
        #expect(try await books.completeOne(second, .deadLettered) == true)
        #expect(try await books.claimOne(request(1, key: 1, replayID: "r1")) == .copy(.deadLettered))
        let third = try #require(try await books.claimOne(request(1, key: 1, replayID: "r2"))?.claim)
        #expect(try await books.completeOne(third, .deadLettered) == true)
        #expect(try await books.claimOne(request(1, key: 1, replayID: "r1")) == .copy(.deadLettered))
    }

    @Test(arguments: BooksKind.allCases)
    func `a waiting unit is claimed again with its attempts`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(try await books.completeOne(claim, .waiting) == true)
        let again = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(again == Claim(row: claim.row, fence: claim.fence, attempts: 1))
    }

    @Test(arguments: BooksKind.allCases)
    func `a unit that this owner works on is busy here`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        _ = try await books.claimOne(request(1, key: 1))
        #expect(try await books.claimOne(request(1, key: 1)) == .busyHere)
        #expect(try await books.claimOne(request(2, key: 1)) == .busyHere)
    }

    @Test(arguments: BooksKind.allCases)
    func `a unit that another live owner works on is busy elsewhere`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let second = try await books.open()
        _ = try await first.books.claimOne(request(1, key: 1))
        #expect(try await second.books.claimOne(request(1, key: 1)) == .busyElsewhere)
        #expect(try await second.books.claimOne(request(2, key: 1)) == .busyElsewhere)
        #expect(try await second.books.claimOne(request(3, key: 3))?.claim != nil)
    }

    @Test(arguments: BooksKind.allCases)
    func `what a dead owner had claimed is taken over at once and its completion is refused`(
        _ kind: BooksKind
    ) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let second = try await books.open()
        let lost = try #require(try await first.books.claimOne(request(1, key: 1))?.claim)
        await first.crash()
        let taken = try #require(try await second.books.claimOne(request(1, key: 1))?.claim)
        #expect(taken.row == lost.row)
        #expect(taken.fence > lost.fence)
        #expect(taken.attempts == 1)
        #expect(try await first.books.completeOne(lost, .delivered) == false)
        #expect(try await second.books.completeOne(taken, .delivered) == true)
        #expect(try await second.books.completeOne(taken, .delivered) == false)
    }

    @Test(arguments: BooksKind.allCases)
    func `what a lost claim had sent is entered and what a repeated completion says is not`(
        _ kind: BooksKind
    ) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let second = try await books.open()
        let lost = try #require(try await first.books.claimOne(request(1, key: 1))?.claim)
        await first.crash()
        let taken = try #require(try await second.books.claimOne(request(1, key: 1))?.claim)
        #expect(try await second.books.completeOne(taken, .delivered, sent: [sentMessage(2)]) == true)
        #expect(try await second.books.completeOne(taken, .delivered, sent: [sentMessage(2)]) == false)
        #expect(try await first.books.completeOne(lost, .delivered, sent: [sentMessage(1)]) == false)
        let sent = try await second.books.sent(since: nil)
        #expect(sent.map(\.message) == [sentMessage(2), sentMessage(1)])
        #expect(sent.allSatisfy { $0.sender == "route" && $0.at == moment() })
    }

    @Test(arguments: BooksKind.allCases)
    func `closing releases everything at once`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let second = try await books.open()
        let lost = try #require(try await first.books.claimOne(request(1, key: 1))?.claim)
        await first.books.close()
        #expect(try await second.books.claimOne(request(1, key: 1))?.claim != nil)
        #expect(try await second.books.completeOne(lost, .delivered) == false)
    }

    @Test(arguments: BooksKind.allCases)
    func `a released unit is claimed again and its attempt does not count`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let second = try await books.open()
        let claim = try #require(try await first.books.claimOne(request(1, key: 1))?.claim)
        try await first.books.release([claim], scope: "route")
        let again = try #require(try await second.books.claimOne(request(1, key: 1))?.claim)
        #expect(again.row == claim.row)
        #expect(again.attempts == 0)
        #expect(try await first.books.completeOne(claim, .delivered) == false)
    }

    @Test(arguments: BooksKind.allCases, [Account.delivered, .filtered, .discarded, .superseded])
    func `an applied key suppresses the same content and refuses other content`(
        _ kind: BooksKind,
        _ account: Account
    ) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1, content: 1))?.claim)
        #expect(try await books.completeOne(claim, account) == true)
        #expect(try await books.claimOne(request(2, key: 1, content: 1)) == .suppressed)
        #expect(try await books.claimOne(request(2, key: 1, content: 1)) == .copy(.suppressed))
        let conflict = try #require(try await books.claimOne(request(3, key: 1, content: 2))?.conflict)
        #expect(try await books.completeOne(conflict, .deadLettered) == true)
        #expect(try await books.claimOne(request(3, key: 1, content: 2)) == .copy(.deadLettered))
        #expect(try await books.claimOne(request(3, key: 1, content: 2, replayID: "r"))?.conflict != nil)
        let totals = try #require(try await books.totals(since: nil).first)
        #expect(totals.opened == 3)
    }

    @Test(arguments: BooksKind.allCases)
    func `a key is applied only by accounts that apply it`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1, content: 1))?.claim)
        #expect(try await books.completeOne(claim, .deadLettered) == true)
        #expect(try await books.claimOne(request(2, key: 1, content: 2))?.claim != nil)
    }

    @Test(arguments: BooksKind.allCases)
    func `a waiting row with other content is a conflict and with the same content is not`(
        _ kind: BooksKind
    ) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1, content: 1))?.claim)
        #expect(try await books.completeOne(claim, .waiting) == true)
        let conflict = try #require(try await books.claimOne(request(2, key: 1, content: 2))?.conflict)
        #expect(try await books.completeOne(conflict, .deadLettered) == true)
        let same = try #require(try await books.claimOne(request(3, key: 1, content: 1))?.claim)
        #expect(try await books.completeOne(same, .delivered) == true)
        #expect(try await books.claimOne(request(1, key: 1, content: 1)) == .suppressed)
    }

    @Test(arguments: BooksKind.allCases)
    func `later requests of a batch see the earlier ones`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let batch = [request(1, key: 1), request(1, key: 1), request(2, key: 1), request(3, key: 3)]
        let decisions = try await books.claim(batch, scope: "route", at: moment())
        #expect(decisions.map(\.claim?.row).map { $0 != nil } == [true, false, false, true])
        #expect(decisions[1] == .busyHere)
        #expect(decisions[2] == .busyHere)
        let claim = try #require(decisions[0].claim)
        #expect(try await books.completeOne(claim, .delivered) == true)
        #expect(try await books.claimOne(request(1, key: 1)) == .copy(.delivered))
        #expect(try await books.claimOne(request(2, key: 1)) == .suppressed)
        #expect(try await books.totals(since: nil).first?.opened == 3)
    }

    @Test(arguments: BooksKind.allCases)
    func `units without a key meet nobody`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        for unit in 1...3 {
            let claim = try #require(try await books.claimOne(request(unit))?.claim)
            #expect(try await books.completeOne(claim, .delivered) == true)
        }
        #expect(try await books.claimOne(request(2)) == .copy(.delivered))
    }

    @Test(arguments: BooksKind.allCases)
    func `scopes do not meet`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let claim = try #require(try await books.claimOne(request(1, key: 1))?.claim)
        #expect(try await books.completeOne(claim, .delivered, scope: "other") == false)
        #expect(try await books.completeOne(claim, .delivered) == true)
        #expect(try await books.claimOne(request(1, key: 1), scope: "other")?.claim != nil)
        #expect(try await books.totals(since: nil).map(\.scope) == ["other", "route"])
    }

    @Test(arguments: BooksKind.allCases)
    func `books are there after a restart`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let first = try await books.open()
        let claims = try await first.books.claim((1...100).map { request($0, key: $0) }, scope: "route", at: moment())
        let completions = claims.prefix(50).compactMap(\.claim).map { Completion(claim: $0, account: .delivered) }
        #expect(try await first.books.complete(completions, scope: "route", at: moment()).allSatisfy(\.self))
        await first.crash()
        let second = try await books.open()
        let again = try await second.books.claim((1...100).map { request($0, key: $0) }, scope: "route", at: moment(1))
        #expect(again.prefix(50).allSatisfy { $0 == .copy(.delivered) })
        #expect(again.dropFirst(50).compactMap(\.claim).map(\.attempts) == [Int](repeating: 1, count: 50))
        let late = try await second.books.claim(
            (1...50).map { request($0 + 1_000, key: $0) },
            scope: "route",
            at: moment(2)
        )
        #expect(late.allSatisfy { $0 == .suppressed })
    }

    @Test(arguments: BooksKind.allCases)
    func `two sessions see what the other has written`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let sessions = [try await books.open(), try await books.open()]
        for unit in 1...60 {
            let (own, other) = (sessions[unit % 2].books, sessions[(unit + 1) % 2].books)
            let claim = try #require(try await own.claimOne(request(unit, key: unit))?.claim)
            #expect(try await other.claimOne(request(unit, key: unit)) == .busyElsewhere)
            #expect(try await own.completeOne(claim, .delivered) == true)
            #expect(try await other.claimOne(request(unit, key: unit)) == .copy(.delivered))
            #expect(try await other.claimOne(request(unit + 1_000, key: unit)) == .suppressed)
        }
    }

    @Test(arguments: BooksKind.allCases)
    func `of many sessions that want a unit at once exactly one gets it`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let requests = (1...40).map { request($0, key: $0) }
        let wins = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<4 {
                let session = try await books.open()
                group.addTask {
                    var won: [Int64] = []
                    for start in stride(from: 0, to: requests.count, by: 4) {
                        let batch = Array(requests[start..<start + 4])
                        let claims = try await session.books.claim(batch, scope: "route", at: moment())
                            .compactMap(\.claim)
                        let completions = claims.map { Completion(claim: $0, account: .delivered) }
                        let counted = try await session.books.complete(completions, scope: "route", at: moment())
                        won += zip(claims, counted).filter(\.1).map(\.0.row)
                    }
                    return won
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(wins.sorted() == Array(1...40))
        let session = try await books.open()
        #expect(try await session.books.totals(since: nil).first?.units == [.delivered: 40])
    }

    @Test(arguments: BooksKind.allCases)
    func `sent messages of publishers are listed with their time`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        try await books.recordSent([sentMessage(1), sentMessage(2)], sender: "gateway", at: moment())
        try await books.recordSent([sentMessage(3)], sender: "gateway", at: moment(10))
        #expect(try await books.sent(since: nil).map(\.message) == [1, 2, 3].map(sentMessage))
        #expect(
            try await books.sent(since: moment(5))
                == [SentRow(sender: "gateway", message: sentMessage(3), at: moment(10))]
        )
    }

    @Test(arguments: BooksKind.allCases)
    func `totals tell accounts copies and the oldest open unit since an instant`(_ kind: BooksKind) async throws {
        let books = try await BooksUnderTest(kind).open().books
        let first = try #require(try await books.claimOne(request(1, key: 1), at: moment(1))?.claim)
        _ = try await books.completeOne(first, .delivered)
        _ = try await books.claimOne(request(1, key: 1), at: moment(2))
        _ = try await books.claimOne(request(2, key: 2), at: moment(3))
        _ = try await books.claimOne(request(3, key: 3), at: moment(4))
        let all = ScopeTotals(scope: "route", units: [.delivered: 1, .inFlight: 2], copies: 1, oldestOpen: moment(3))
        #expect(try await books.totals(since: nil) == [all])
        let late = ScopeTotals(scope: "route", units: [.inFlight: 1], copies: 0, oldestOpen: moment(4))
        #expect(try await books.totals(since: moment(4)) == [late])
        #expect(try await books.rows(scope: "route", since: moment(3)).map(\.unit) == [digest(2, 1), digest(3, 1)])
        #expect(try await books.rows(scope: "nowhere", since: nil) == [])
    }

    @Test(arguments: BooksKind.allCases)
    func `sessions that died alone over a unit are counted until it goes on`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        for deaths in 0..<3 {
            let session = try await books.open()
            #expect(try await session.books.noteAlone(digest(1, 1), scope: "route") == deaths)
            _ = try await session.books.claimOne(request(1, key: 1))
            await session.crash()
        }
        let orderly = try await books.open()
        #expect(try await orderly.books.noteAlone(digest(1, 1), scope: "route") == 3)
        await orderly.books.close()
        let last = try await books.open()
        #expect(try await last.books.noteAlone(digest(1, 1), scope: "route") == 3)
        #expect(try await last.books.noteAlone(digest(1, 1), scope: "other") == 0)
        let claim = try #require(try await last.books.claimOne(request(1, key: 1))?.claim)
        _ = try await last.books.completeOne(claim, .delivered)
        #expect(try await last.books.noteAlone(digest(1, 1), scope: "route") == 0)
    }
}
