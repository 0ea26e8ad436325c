import AMQP
import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Glibc
import Testing

@testable import BankBusCommand

/// The pika programs of the page for foreign systems, run as they stand there.
@Suite
struct DocumentationForeignSystemsTests {
    private static let page = "docs/foreign-systems.md"

    @Test(
        .enabled(if: Program.python.isThere, "there is no .bankbus/python: run deploy/development/python"),
        .timeLimit(.minutes(3))
    )
    func `the pika programs publish through a route, apply once, and reject into the dead letters`() async throws {
        let scene = try await Scene(virtualHost: try await SharedNode.shared.freshVirtualHost())
        // A copy too: the bus takes it once.
        for _ in 1...2 {
            let published = try await scene.run("publish_mt103.py", ["BANKBUS_URL": scene.url])
            #expect(published.status == 0, "\(published.output)")
        }
        let bus = try scene.startBus()
        let first = try await scene.consume(1)
        #expect(first.output == "applied\n", "\(first.output)")
        // Without its collector the bus leaves the reject, made below, in the queue.
        kill(bus.number, SIGTERM)
        #expect(await bus.waitForEnd() == 0)

        try await scene.publish(id: "again", body: Scene.transfer)
        try await scene.publish(id: "again", body: Scene.transfer)
        try await scene.publish(id: "unusable", body: "[]")
        let second = try await scene.consume(3)
        #expect(second.output == "applied\nknown already\nrejected: no credit transfer\n", "\(second.output)")
        #expect(try scene.transfers() == ["INVOICE-0001 EUR 1250.00", "P-1 EUR 5.00"])

        let letter = try await scene.nextDeadLetter()
        #expect(letter.code.name == "delivery.rejected")
        #expect(letter.queue == "screening")
        #expect(letter.messageID == "unusable")
    }

    @Test
    func `each Python block of the page names its file and the test runs it`() throws {
        let names = try Page(Self.page).blocks(in: "python").compactMap(\.lines.first)
        #expect(names == ["# publish_mt103.py", "# consume_transfers.py"])
    }

    @Test
    func `the page's table names every header that the bus writes`() throws {
        let page = try Repository.text(Self.page)
        let source = try Repository.text("Sources/Bus/Envelope/HeaderName.swift")
        let names = source.matches(of: /static let \w+ = "([^"]+[^-:"])"/).map { String($0.output.1) }
        #expect(names.count > 15)
        for name in names { #expect(page.contains("`\(name)`"), "\(name) is not on the page") }
    }
}
