import AMQP
import Canonical
import Testing

struct BrokerAddressTests {
    @Test func `an address is read with its defaults`() throws {
        let plain = try BrokerAddress(parsing: "amqp://broker.example")
        #expect(plain == BrokerAddress(host: "broker.example", port: 5672, virtualHost: "/"))
        #expect(try BrokerAddress(parsing: "amqps://broker.example/").port == 5671)
        #expect(try BrokerAddress(parsing: "amqp://[::1]:9/x") == BrokerAddress(host: "::1", port: 9, virtualHost: "x"))
    }

    @Test func `percent signs are decoded, also an at sign in a password`() throws {
        let address = try BrokerAddress(parsing: "amqp://us%65r:p%40ss%3Aw%2Frd@h:1/%2Fa%20b")
        #expect(address.credentials == .password(user: "user", Secret("p@ss:w/rd")))
        #expect(address.virtualHost == "/a b" && "\(address)" == "amqp://h:1//a b")
    }

    @Test(arguments: [
        "", "http://h", "amqp://", "amqp://h:", "amqp://h:0", "amqp://h:65536", "amqp://h:x", "amqp://user@h",
        "amqp://:p@h", "amqp://h/a/b", "amqp://h/%", "amqp://h/%4", "amqp://h/%zz", "amqp://h/%ff", "amqp://h/%00",
        "amqp://h?x=1", "amqp://h/v#f", "amqp://[::1]x",
    ])
    func `what is no address is one clear fault`(text: String) {
        let fault = #expect(throws: Fault.self) { try BrokerAddress(parsing: text) }
        #expect(fault?.code == .configurationInvalid && fault?.advice != nil)
    }

    @Test func `a fault does not repeat the address, a description not its password`() throws {
        let fault = #expect(throws: Fault.self) { try BrokerAddress(parsing: "amqp://user:hidden@h:x") }
        #expect(fault.map { "\($0)" }?.contains("hidden") == false)
        let address = try BrokerAddress(parsing: "amqp://user:hidden@h")
        for text in ["\(address)", String(reflecting: address), "\(address.credentials as Any)"] {
            #expect(!text.contains("hidden"))
        }
    }
}
