import Canonical
import CRabbitMQ

extension BrokerLink {
    /// Names what we understand and proves who we are.
    func logIn(_ settings: BrokerSettings) throws(Fault) {
        defer { scratch.recycle() }
        var properties = unsafe try scratch.table(Self.clientProperties(settings.connectionName))
        let heartbeat = Int32(clamping: settings.heartbeat.components.seconds)
        let host = address.virtualHost
        let reply: rmq_reply_t
        switch address.credentials ?? settings.credentials {
        case .certificate:
            unsafe reply = rmq_login_external(state, host, Self.frameBytesMax, heartbeat, &properties)
        case .password(let user, let password):
            unsafe reply = rmq_login_plain(
                state,
                host,
                Self.frameBytesMax,
                heartbeat,
                &properties,
                user,
                password.reveal()
            )
        }
        do throws(Fault) {
            try unsafe check(reply)
        } catch {
            throw loginFault(error, libraryCode: unsafe Int(reply.status) == RMQ_REPLY_LIBRARY ? reply.code : 0)
        }
    }

    /// Without the capability the broker would not tell that it blocks us, nor that it ended a subscription.
    private static func clientProperties(_ connectionName: String) -> [Header] {
        [
            Header("product", .text("BankBus")),
            Header("connection_name", .text(connectionName)),
            Header(
                "capabilities",
                .table([
                    Header("connection.blocked", .boolean(true)),
                    Header("consumer_cancel_notify", .boolean(true)),
                    Header("authentication_failure_close", .boolean(true)),
                    Header("publisher_confirms", .boolean(true)),
                    Header("basic.nack", .boolean(true)),
                ])
            ),
        ]
    }

    private func loginFault(_ fault: Fault, libraryCode: Int32) -> Fault {
        if libraryCode == AMQP_STATUS_BROKER_UNSUPPORTED_SASL_METHOD.rawValue {
            return .brokerRefused(
                "\(address): the broker does not offer the way of logging in that is configured.",
                advice: "A login by certificate needs the plugin rabbitmq_auth_mechanism_ssl and EXTERNAL enabled."
            )
        }
        var fault = fault
        fault.stage = .setup
        fault.reason = "\(address): \(fault.reason)"
        if fault.code == .brokerRefused { fault.advice = "Check user, password, certificate and virtual host." }
        return fault
    }
}
