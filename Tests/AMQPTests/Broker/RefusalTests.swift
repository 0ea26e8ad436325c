import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RefusalTests {
    private static let password = "a-wrong-password"

    private func fault(startingAt change: (inout BrokerSettings) -> Void) async throws -> Fault? {
        let settings = try await BrokerScene.shared().changing(change)
        let publisher = AMQPPublisher(settings: settings)
        let fault = await #expect(throws: Fault.self) { try await publisher.start() }
        #expect(publisher.state == .closed)
        return fault
    }

    @Test func `a wrong password is refused, and no credential shows`() async throws {
        let fault = try await fault {
            $0.addresses[0].credentials = .password(user: "nobody", Secret(Self.password))
        }
        #expect(fault?.code == .brokerRefused && fault?.reason.contains("ACCESS_REFUSED") == true)
        #expect(fault.map { "\($0)" }?.contains(Self.password) == false)
    }

    @Test func `a missing virtual host is refused by name`() async throws {
        let fault = try await fault { $0.addresses[0].virtualHost = "missing" }
        #expect(fault?.code == .brokerRefused && fault?.reason.contains("missing") == true)
    }

    @Test func `an unreachable address and an unknown host are unavailable, each named`() async throws {
        let fault = try await fault {
            $0.addresses = [BrokerAddress(host: "127.0.0.1", port: 1), BrokerAddress(host: "nowhere.invalid")]
        }
        #expect(fault?.code == .brokerUnavailable)
        let reason = fault?.reason ?? ""
        #expect(
            reason.contains("127.0.0.1:1: the connection was refused") && reason.contains("nowhere.invalid is unknown"),
            "\(reason)"
        )
    }

    @Test func `addresses are tried in turn`() async throws {
        let scene = try await BrokerScene.shared()
        let settings = scene.changing { $0.addresses.insert(BrokerAddress(host: "127.0.0.1", port: 1), at: 0) }
        let publisher = AMQPPublisher(settings: settings, topology: Topology(queues: [Queue("in")]))
        try await publisher.start()
        #expect(await publisher.publish([BrokerScene.message("x", to: "in")]) == [.confirmed])
        await publisher.close()
    }

    @Test func `waiting for a broker that is down ends with the task`() async throws {
        let settings = BrokerSettings(addresses: [BrokerAddress(host: "127.0.0.1", port: 1)], connectionName: "t")
        let publisher = AMQPPublisher(settings: settings)
        let states = publisher.states
        let starting = Task { try await publisher.start(waitForBroker: true) }
        await states.reaches(\.isRecovering)
        starting.cancel()
        await #expect(throws: Fault.self) { try await starting.value }
        #expect(publisher.state == .closed)
    }

    @Test func `no description of settings shows a password`() async throws {
        let scene = try await BrokerScene.shared()
        let settings = scene.changing {
            $0.addresses[0].credentials = .password(user: "u", Secret(Self.password))
            $0.credentials = .password(user: "u", Secret(Self.password))
        }
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", "\(settings.addresses)", String(reflecting: settings), dumped] {
            #expect(!text.contains(Self.password))
        }
    }
}
