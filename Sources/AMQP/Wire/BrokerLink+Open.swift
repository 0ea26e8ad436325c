import Canonical
import CRabbitMQ

extension BrokerLink {
    /// Connects, verifies the peer and logs in, within about `timeout` for each of the three.
    static func open(
        _ address: BrokerAddress,
        _ settings: BrokerSettings,
        timeout: Duration,
        watchdog: SendWatchdog?
    ) throws(Fault) -> BrokerLink {
        let link = try BrokerLink(address: address, limits: settings.limits, watchdog: watchdog)
        let milliseconds = Int64(max(timeout.wholeMilliseconds, 1))
        unsafe rmq_set_timeouts(link.state, milliseconds)
        try link.connect(settings, milliseconds)
        try link.logIn(settings)
        unsafe rmq_set_timeouts(link.state, Int64(max(settings.connectTimeout.wholeMilliseconds, 1)))
        link.watchdog?.setSocket(link.socket)
        return link
    }

    /// Opens a fresh channel under the number that is not in use, so that frames of the old one are told apart.
    func openChannel() throws(Fault) {
        channel = channel == 1 ? 2 : 1
        unsafe amqp_channel_open(state, channel)
        try unsafe check(rmq_last_reply(state))
    }

    /// Closes the channel; unsettled deliveries go back to their queue.
    func closeChannel() throws(Fault) {
        try unsafe check(rmq_channel_close(state, channel))
    }

    /// Ends the connection in order; a failure no longer matters because the socket is closed in any case.
    func close() {
        _ = unsafe rmq_connection_close(state)
    }

    /// Sends a heartbeat by hand while nothing is read.
    func sendHeartbeat() throws(Fault) {
        try unsafe check(status: rmq_heartbeat(state))
    }

    private func connect(_ settings: BrokerSettings, _ milliseconds: Int64) throws(Fault) {
        let socket = address.isSecure ? unsafe try secureSocket(settings.tls) : unsafe amqp_tcp_socket_new(state)
        guard let socket = unsafe socket else {
            throw Fault.brokerUnavailable("The system has no memory for a socket.", stage: .setup)
        }
        rmq_errno_clear()
        let port = Int32(clamping: address.port)
        let status = unsafe rmq_socket_open(socket, address.host, port, milliseconds)
        guard status == AMQP_STATUS_OK.rawValue else { throw connectFault(status, rmq_errno()) }
    }

    private func secureSocket(_ tls: TLSSettings?) throws(Fault) -> OpaquePointer? {
        guard let socket = unsafe amqp_ssl_socket_new(state) else { return nil }
        unsafe rmq_tls_verify(socket, tlsReason)
        if let file = tls?.authorityFile {
            guard unsafe amqp_ssl_socket_set_cacert(socket, file) == AMQP_STATUS_OK.rawValue else {
                throw Self.fileFault("authority certificates", file)
            }
        } else {
            _ = unsafe rmq_tls_trust_system(socket)
        }
        if let certificate = tls?.certificateFile, let key = tls?.keyFile {
            guard unsafe amqp_ssl_socket_set_key(socket, certificate, key) == AMQP_STATUS_OK.rawValue else {
                throw Self.fileFault("client certificate and its key", certificate)
            }
        }
        return unsafe socket
    }

    private static func fileFault(_ what: String, _ file: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The \(what) for the broker connection cannot be read from \(file).",
            advice: "The file must exist, be readable and hold PEM."
        )
    }

    private func connectFault(_ status: Int32, _ error: Int32) -> Fault {
        let text = unsafe amqp_error_string2(status).map { unsafe String(cString: $0) } ?? "status \(status)"
        switch status {
        case AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue:
            return .brokerRefused("\(address): the server's certificate is not for the host name \(address.host).")
        case AMQP_STATUS_SSL_PEER_VERIFY_FAILED.rawValue, AMQP_STATUS_SSL_CONNECTION_FAILED.rawValue,
            AMQP_STATUS_SSL_ERROR.rawValue:
            return handshakeFault(text)
        case AMQP_STATUS_HOSTNAME_RESOLUTION_FAILED.rawValue:
            return .brokerUnavailable("\(address): the host name \(address.host) is unknown.", stage: .setup)
        case AMQP_STATUS_TIMEOUT.rawValue:
            return .brokerUnavailable("\(address): no answer in time.", stage: .setup)
        default:
            // The library connects without waiting and then drops the reason.
            guard error != EINPROGRESS, error != 0, let system = unsafe strerror(error) else {
                return .brokerUnavailable(
                    "\(address): the connection was refused, or no way leads there.",
                    stage: .setup
                )
            }
            return .brokerUnavailable("\(address): \(unsafe String(cString: system)).", stage: .setup)
        }
    }

    private func handshakeFault(_ text: String) -> Fault {
        let reason = unsafe tlsReason.pointee
        guard reason != 0 else { return .brokerUnavailable("\(address): TLS handshake: \(text).", stage: .setup) }
        let detail = unsafe rmq_tls_reason_text(reason).map { unsafe String(cString: $0) } ?? "reason \(reason)"
        return .brokerRefused("\(address): the server's certificate is refused: \(detail).")
    }
}
