import Bus
import Canonical
import Testing

@testable import BankBusCommand

@Suite
struct ConfigurationReaderTests {
    private static let good = """
        broker:
          addresses: [amqp://127.0.0.1:5672/]
          user: bus
          password: {env: BUS_PASSWORD}
        store:
          path: data/bus.sqlite
          keep-keys: 14d
        retry: {delays: [5s, 30s]}
        routes:
          - name: mt103
            bind: swift.mt103
            format: mt
            mapping: mt103-to-credit-transfer
        """

    @Test
    func `a good configuration is read, with paths beside the file`() throws {
        let configuration = try read(Self.good)
        #expect(configuration.store == "/etc/bankbus/data/bus.sqlite")
        #expect(configuration.retention == .seconds(14 * 86_400))
        #expect(configuration.retry.delays.map(\.milliseconds) == [5_000, 30_000])
        #expect(configuration.routes.map(\.queue) == ["route.mt103"])
        #expect("\(configuration.broker.settings)".contains("geheim") == false)
    }

    @Test(arguments: [
        ("store:\n", "shop:\n", 5, "no key `shop`"),
        ("format: mt", "format: edifact", 12, "It takes mt"),
        ("mapping: mt103-to-credit-transfer", "mapping: nothing", 13, "bankbus map list"),
        ("keep-keys: 14d", "keep-keys: soon", 7, "7d"),
        ("keep-keys: 14d", "keep-keys: 1s", 7, "keep-keys"),
        ("delays: [5s, 30s]", "delays: []", 8, "1 to 20"),
        ("name: mt103", "name: MT 103", 10, "lower-case"),
        ("amqp://127.0.0.1:5672/", "http://127.0.0.1", 2, "amqp://"),
        ("{env: BUS_PASSWORD}", "{env: NOT_SET}", 4, "NOT_SET"),
        ("{env: BUS_PASSWORD}", "{file: /does/not/exist}", 4, "/does/not/exist"),
    ])
    func `what is wrong is refused with its line and what is allowed`(
        old: String,
        new: String,
        line: Int,
        hint: String
    ) throws {
        let text = Self.good.replacing(old, with: new)
        #expect(text != Self.good)
        do throws(Fault) {
            _ = try read(text)
            Issue.record("it was accepted")
        } catch {
            #expect(error.code == .configurationInvalid)
            #expect(error.place?.line == line)
            #expect(error.description.contains(hint), "\(error)")
        }
    }

    @Test
    func `a broken line is named and not quoted: it may hold a password`() {
        let text = Self.good.replacing("user: bus", with: "user: \"geheim")
        do throws(Fault) {
            _ = try read(text)
            Issue.record("it was accepted")
        } catch {
            #expect(error.place?.line != nil)
            #expect(!error.description.contains("geheim"))
        }
    }

    @Test(arguments: ["", "[]", "broker: {", "broker:\n\tx: 1", "&a [*a]"])
    func `what is no configuration is refused`(text: String) {
        #expect(throws: Fault.self) { _ = try read(text) }
    }

    private func read(_ text: String) throws(Fault) -> BusConfiguration {
        try ConfigurationReader.read(text, file: "/etc/bankbus/bankbus.yaml", environment: ["BUS_PASSWORD": "geheim"])
    }
}
