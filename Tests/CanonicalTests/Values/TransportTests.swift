import Canonical
import Testing

/// The whitelist of what a publish may carry, and what was received.
@Suite struct TransportTests {
    @Test(arguments: ["x-death", "X-Death", "x-delivery-count", "CC", "cc", "BCC", "Bcc", "x-"])
    func `headers that the broker acts on are dropped`(name: String) {
        let kept = Header("cloudEvents:id", .text("1"))
        let properties = PublishProperties(headers: [Header(name, .text("v")), kept])
        #expect(properties.headers == [kept] && !PublishProperties.isPassive(name))
    }

    @Test(arguments: ["cloudEvents:type", "bankbus-attempt", "traceparent", "ccc", "xyz", ""])
    func `other headers pass`(name: String) {
        #expect(PublishProperties(headers: [Header(name, .null)]).headers.count == 1)
    }

    @Test func `a header is found by its exact name, the first of several`() {
        let properties = MessageProperties(headers: [
            Header("a", .integer(1)), Header("a", .integer(2)), Header("b", .text("t")),
        ])
        #expect(
            properties.header("a")?.integer == 1 && properties.header("b")?.text == "t" && properties.header("A") == nil
        )
        #expect(HeaderValue.null.text == nil && HeaderValue.text("1").integer == nil)
    }

    @Test func `tags are ordered by channel, then by number`() {
        #expect(DeliveryTag(channel: 1, number: 9) < DeliveryTag(channel: 2, number: 1))
        #expect(DeliveryTag(channel: 2, number: 1) < DeliveryTag(channel: 2, number: 2))
    }

    @Test func `only confirmed is confirmed`() {
        let fault = Fault(.transient, .publishUnknown, stage: .publish, reason: "")
        #expect(PublishOutcome.confirmed.isConfirmed)
        for outcome in [PublishOutcome.rejected, .returned(code: 312, text: "NO_ROUTE"), .unknown(fault)] {
            #expect(!outcome.isConfirmed)
        }
    }
}
