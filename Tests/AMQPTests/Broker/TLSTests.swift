import AMQP
import BankBusTesting
import Canonical
import Foundation
import Testing

/// One node per server certificate: good, for another host, expired.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct TLSTests {
    private func withNode(
        certificate: String,
        _ test: (BrokerSettings, TestCertificates, PrivateNode) async throws -> Void
    ) async throws {
        let certificates = try TestCertificates.make()
        var options = PrivateNodeOptions()
        options.isTemporary = true
        options.extraPlugins = ["rabbitmq_auth_mechanism_ssl"]
        options.extraConfiguration = [
            "auth_mechanisms.1 = PLAIN", "auth_mechanisms.2 = EXTERNAL", "ssl_cert_login_from = common_name",
        ]
        options.tls = PrivateNodeOptions.TLSFiles(
            authorityPath: certificates.file("authority"),
            certificatePath: certificates.file(certificate),
            keyPath: certificates.key(certificate)
        )
        let directory = FileManager.default.currentDirectoryPath + "/.bankbus/tls-node-\(UInt32.random(in: 0...99_999))"
        let node = try await PrivateNode.start(directory: directory, options: options)
        let port = Int(node.ports.amqps ?? 0)
        let plain = try BrokerAddress(parsing: node.amqpURL)
        let address = BrokerAddress(host: "localhost", port: port, isSecure: true, credentials: plain.credentials)
        var settings = BrokerSettings(addresses: [address], connectionName: "tls tests")
        settings.tls = TLSSettings(authorityFile: certificates.file("authority"))
        do {
            try await test(settings, certificates, node)
        } catch {
            try await node.kill()
            throw error
        }
        try await node.kill()
        try certificates.remove()
    }

    private func refusal(_ settings: BrokerSettings) async -> Fault? {
        let publisher = AMQPPublisher(settings: settings)
        let fault = await #expect(throws: Fault.self) { try await publisher.start() }
        #expect(fault?.code == .brokerRefused)
        return fault
    }

    private func flows(_ settings: BrokerSettings) async throws {
        let publisher = AMQPPublisher(settings: settings, topology: Topology(queues: [Queue("in")]))
        try await publisher.start()
        let batch = (0..<500).map { BrokerScene.message("\($0)", to: "in") }
        #expect(await publisher.publish(batch).allSatisfy(\.isConfirmed))
        let consumer = AMQPConsumer(settings: settings, queue: "in")
        try await consumer.start()
        #expect(await BrokerScene.take(500, from: consumer).count == 500)
        await consumer.close()
        await publisher.close()
    }

    @Test func `a trusted server is used, by password or by client certificate; a stranger's is refused`() async throws
    {
        try await withNode(certificate: "server") { settings, certificates, node in
            try await flows(settings)

            var byCertificate = settings
            byCertificate.addresses[0].credentials = .certificate
            byCertificate.tls?.certificateFile = certificates.file("client")
            byCertificate.tls?.keyFile = certificates.key("client")
            #expect(await refusal(byCertificate)?.reason.contains("ACCESS_REFUSED") == true)
            try await node.control(["add_user", "bankbus-client", "unused"])
            try await node.control(["clear_password", "bankbus-client"])
            try await node.control(["set_permissions", "bankbus-client", ".*", ".*", ".*"])
            try await flows(byCertificate)

            var strange = settings
            strange.tls = TLSSettings(authorityFile: certificates.file("stranger"))
            let reason = await refusal(strange)?.reason ?? ""
            #expect(reason.contains("self-signed certificate in certificate chain"), "\(reason)")

            var missing = settings
            missing.tls = TLSSettings(authorityFile: certificates.folder + "/nothing.pem")
            let publisher = AMQPPublisher(settings: missing)
            let fault = await #expect(throws: Fault.self) { try await publisher.start() }
            #expect(fault?.code == .configurationInvalid && fault?.reason.contains("nothing.pem") == true)
        }
    }

    @Test func `a certificate for another host is refused by the host's name`() async throws {
        try await withNode(certificate: "elsewhere") { settings, _, _ in
            let reason = await refusal(settings)?.reason ?? ""
            #expect(reason.contains("not for the host name localhost"), "\(reason)")
        }
    }

    @Test func `an expired certificate is refused as expired`() async throws {
        try await withNode(certificate: "expired") { settings, _, _ in
            let reason = await refusal(settings)?.reason ?? ""
            #expect(reason.contains("expired"), "\(reason)")
        }
    }
}
