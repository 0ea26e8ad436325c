import Bus
import Canonical
import Testing

@Suite("Death by the broker", .timeLimit(.minutes(1)))
struct BrokerDeathTests {
    private static let time = Timestamp(milliseconds: 1_800_000_000_123)

    private func letter(_ headers: [Header], id: String? = "m-1") -> DeadLetter {
        DeadLetterWire().letter(from: .sample("body", id: id, exchange: "bus.dead", headers: headers), at: Self.time)
    }

    @Test(arguments: [
        ("delivery_limit", "delivery.exhausted"), ("rejected", "delivery.rejected"), ("expired", "delivery.expired"),
        ("maxlen", "delivery.overflow"), ("something new", "delivery.dead-lettered"),
    ])
    func `each reason has its code, and the letter goes back to where it died`(reason: String, code: String) {
        let letter = letter([DeadLetterWireTests.death(queue: "ledger", reason: reason)])
        #expect(letter.fault.code.name == code)
        #expect(letter.fault.family == .message)
        #expect(letter.queue == "ledger")
        #expect(letter.exchange == "bus.canonical")
        #expect(letter.routingKey == "a.key")
        #expect(letter.body == Array("body".utf8))
        #expect(letter.attempts.map(\.at.seconds) == [1_700_000_000])
    }

    @Test
    func `it has the id of the unit that the books know`() {
        let received = Received(.sample("body", exchange: "bus.canonical"), queue: "ledger", trust: .standard)
        let letter = letter([DeadLetterWireTests.death(queue: "ledger", reason: "delivery_limit")])
        #expect(letter.id == received.unit)
        #expect(letter.edge == received.edge)
    }

    @Test
    func `a message that had been retried goes back to its queue, not to the wait queue it came from`() {
        let entries = [
            DeadLetterWireTests.deathEntry(queue: "route.payments", reason: "delivery_limit", exchange: "", count: 1),
            DeadLetterWireTests.deathEntry(queue: "wait.1s", reason: "expired", exchange: "bus.retry.1s", count: 1),
        ]
        let letter = letter([
            Header("x-first-death-queue", .text("wait.1s")), Header("x-first-death-reason", .text("expired")),
            Header("x-death", .list(entries.map { .table($0) })),
            Header(HeaderName.originExchange, .text("bus.ingress")),
            Header(HeaderName.originRoutingKey, .text("in.test")),
        ])
        #expect(letter.queue == "route.payments")
        #expect(letter.fault.code == .deliveryExhausted)
        #expect(letter.exchange == "bus.ingress")
        #expect(letter.routingKey == "in.test")
    }

    @Test
    func `what an outsider writes about earlier deaths does not count`() {
        let letter = letter([
            Header("x-first-death-queue", .text("somewhere")), Header("x-first-death-reason", .text("rejected")),
            Header("x-last-death-queue", .text("elsewhere")),
            DeadLetterWireTests.death(queue: "ledger", reason: "maxlen"),
            Header(HeaderName.generation, .text("9")), Header(HeaderName.deadLetter, .text("{}")),
        ])
        #expect(letter.queue == "ledger")
        #expect(letter.fault.code.name == "delivery.overflow")
    }

    @Test(arguments: [
        HeaderValue.text("x"), .null, .list([]), .list([.text("x")]), .list([.table([])]), .integer(1),
        .list([.table([Header("queue", .integer(1)), Header("reason", .null), Header("routing-keys", .text("k"))])]),
        .list([.table([Header("count", .integer(.min)), Header("time", .timestamp(.max))])]),
        .list([.table([Header("count", .integer(.max)), Header("time", .timestamp(253_402_300_800))])]),
    ])
    func `a malformed history is an unknown death, with every byte kept`(value: HeaderValue) {
        let letter = letter([Header("x-death", value)], id: nil)
        #expect(letter.fault.code.name == "delivery.dead-lettered")
        #expect(letter.queue == BusName.deadLetterQueue)
        #expect(letter.body == Array("body".utf8))
        #expect(letter.attempts.map(\.at) == [Self.time])
    }

    @Test
    func `the same death is one attempt whenever it is collected, and that of a replay another`() {
        let headers = [DeadLetterWireTests.death(queue: "ledger", reason: "rejected", exchange: "")]
        let delivery = Delivery.sample("body", exchange: "bus.dead", headers: headers)
        let first = DeadLetterWire().letter(from: delivery, at: Self.time)
        let again = DeadLetterWire().letter(from: delivery, at: .epoch)
        #expect(first == again)
        let replayed = letter(headers + [Header(HeaderName.replayID, .text("r-1"))])
        #expect(replayed.id == first.id)
        #expect(replayed.attempts != first.attempts)
    }
}
