import Bus
import Canonical
import Testing

@Suite("Dead letter on the wire", .timeLimit(.minutes(1)))
struct DeadLetterWireTests {
    private static let time = Timestamp(milliseconds: 1_800_000_000_123)

    private static func letter(headers: [Header], body: [UInt8] = Array("k|text".utf8)) -> DeadLetter {
        var delivery = Delivery.sample("", id: "m-1", headers: headers) { properties in
            properties.contentType = "text/plain"
            properties.priority = 9
            properties.expiration = "1000"
            properties.replyTo = "answers"
            properties.userID = "guest"
            properties.timestamp = .max
        }
        delivery.body = body
        let received = Received(delivery, queue: "route.payments", trust: .standard)
        let fault = Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: Place(byteOffset: 3, line: 1, field: "32A", path: "/a"),
            reason: "No bar.",
            advice: "Mend it."
        )
        let returns = ReturnPublications(queue: "route.payments", retry: .standard, trust: .standard, limits: .standard)
        guard case .deadLetter(let letter, _) = returns.deadLetter(fault, received, at: time) else {
            preconditionFailure("A dead letter was asked for.")
        }
        return letter
    }

    /// What the broker delivers of a publication to `bus.dead`.
    private static func delivered(_ publication: Publication, adding headers: [Header] = []) -> Delivery {
        var properties = MessageProperties(headers: publication.properties.headers + headers)
        properties.messageID = publication.properties.messageID
        return Delivery(
            tag: DeliveryTag(channel: 1, number: 1),
            exchange: publication.exchange,
            routingKey: publication.routingKey,
            properties: properties,
            body: publication.body
        )
    }

    static let headerSets: [[Header]] = [
        [],
        [Header("x-death", .list([.table([Header("count", .integer(2))])])), Header("CC", .list([.text("a")]))],
        [
            Header("text", .text("ä\u{0}\"\\")), Header("bytes", .bytes([0, 255])), Header("null", .null),
            Header("bits", .doubleBits(.max)), Header("time", .timestamp(.max)), Header("same", .boolean(true)),
            Header("same", .integer(.min)), Header("decimal", .decimal(Number(-1))),
        ],
        [Header("large", .text(String(repeating: "x", count: 25_000)))],
        [Header("nested", nested(16))],
        (0..<900).map { Header("header-\($0)", .text("value \($0)")) },
    ]

    /// Tables within tables, as deep as headers may be.
    private static func nested(_ depth: Int) -> HeaderValue {
        (1..<depth).reduce(HeaderValue.text("bottom")) { value, _ in .table([Header("in", value)]) }
    }

    @Test(arguments: headerSets)
    func `a letter comes back as it went`(headers: [Header]) throws {
        let letter = Self.letter(headers: headers)
        let publication = DeadLetterWire().publication(of: letter)
        #expect(publication.exchange == BusName.deadExchange)
        #expect(publication.routingKey == "route.payments")
        let sizes = publication.properties.headers.map { $0.name.utf8.count + ($0.value.text?.utf8.count ?? 0) + 6 }
        #expect(sizes.reduce(0, +) <= Limits.standard.headerBytesMax)
        let delivery = Self.delivered(publication)
        #expect(DeadLetterWire().letter(from: delivery, at: .epoch) == letter)
    }

    @Test
    func `over the limit of headers the record travels in front of the body`() throws {
        let letter = Self.letter(headers: Self.headerSets[3], body: Array(repeating: 7, count: 300))
        let publication = DeadLetterWire().publication(of: letter)
        #expect(publication.properties.headers.first?.value.text == "in-body")
        #expect(publication.body.suffix(300) == letter.body[...])
        #expect(DeadLetterWire().letter(from: Self.delivered(publication), at: .epoch).body == letter.body)
    }

    @Test
    func `a record in the body that is cut anywhere is filed as it came, never with a trap`() {
        let publication = DeadLetterWire().publication(of: Self.letter(headers: Self.headerSets[3]))
        for count in [0, 1, 3, 4, 5, 100, 1_000, publication.body.count - 10] {
            var cut = publication
            cut.body = Array(publication.body.prefix(count))
            let letter = DeadLetterWire().letter(from: Self.delivered(cut), at: Self.time)
            if count < publication.body.count - 10 { #expect(letter.body == cut.body) }
        }
        var huge = publication
        huge.body = [255, 255, 255, 255, 1]
        #expect(DeadLetterWire().letter(from: Self.delivered(huge), at: Self.time).body == huge.body)
    }

    @Test(arguments: [
        "", "in-body", "{", "[]", "null", "{\"id\":1}", "\u{FEFF}{}", String(repeating: "[", count: 9_000),
    ])
    func `an unreadable record is filed as the broker's, with every byte`(text: String) {
        let delivery = Delivery.sample("body", headers: [Header(HeaderName.deadLetter, .text(text))])
        let letter = DeadLetterWire().letter(from: delivery, at: Self.time)
        #expect(letter.body == Array("body".utf8))
        #expect(letter.properties == delivery.properties)
        #expect(letter.fault.stage == .broker)
    }

    @Test
    func `a record that an outsider forged does not hide what the broker dead-lettered`() {
        let forged = DeadLetterWire().publication(of: Self.letter(headers: []))
        var delivery = Self.delivered(forged, adding: [Self.death(queue: "ledger", reason: "delivery_limit")])
        delivery.body = Array("the real one".utf8)
        let letter = DeadLetterWire().letter(from: delivery, at: Self.time)
        #expect(letter.queue == "ledger")
        #expect(letter.body == Array("the real one".utf8))
        #expect(letter.fault.code == .deliveryExhausted)
        #expect(letter.id != Self.letter(headers: []).id)
    }

    static func death(queue: String, reason: String, exchange: String = "bus.canonical", count: Int64 = 1) -> Header {
        Header("x-death", .list([.table(deathEntry(queue: queue, reason: reason, exchange: exchange, count: count))]))
    }

    static func deathEntry(queue: String, reason: String, exchange: String, count: Int64) -> [Header] {
        [
            Header("count", .integer(count)), Header("reason", .text(reason)), Header("queue", .text(queue)),
            Header("time", .timestamp(1_700_000_000)), Header("exchange", .text(exchange)),
            Header("routing-keys", .list([.text("a.key")])),
        ]
    }
}
