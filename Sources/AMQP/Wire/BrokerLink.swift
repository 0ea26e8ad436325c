import Canonical
import CRabbitMQ

/// An open connection to the broker; created, used and closed on one thread, which no reference to it leaves.
///
/// The pool of arguments and the slot for the TLS reason outlive the library's state, which ``deinit`` destroys first.
@safe
final class BrokerLink {
    /// The header by which returned messages are told apart: a return has no number, and a batch may hold an id twice.
    static let sequenceHeader = "bankbus-sequence"
    /// Largest frame; what RabbitMQ offers.
    static let frameBytesMax: Int32 = 131_072

    let state: amqp_connection_state_t
    let address: BrokerAddress
    let limits: Limits
    let scratch = TablePool()
    let watchdog: SendWatchdog?
    let tlsReason: UnsafeMutablePointer<Int32>
    /// The channel in use; frames of another one are stale.
    var channel: UInt16 = 1
    /// Which channel of its owner this is, for delivery tags; the owner counts, across connections.
    var channelGeneration: UInt64 = 0
    private var assembly: ContentAssembly?
    private let reader: PropertiesReader
    private let shared = SharedText()

    /// Makes an unopened connection; throws where memory is out.
    init(address: BrokerAddress, limits: Limits, watchdog: SendWatchdog?) throws(Fault) {
        guard let state = unsafe amqp_new_connection() else {
            throw Fault.brokerUnavailable("The system has no memory for a connection.", stage: .setup)
        }
        unsafe self.state = state
        self.address = address
        self.limits = limits
        self.watchdog = watchdog
        unsafe tlsReason = .allocate(capacity: 1)
        unsafe tlsReason.initialize(to: 0)
        reader = PropertiesReader(fields: FieldReader(depthMax: limits.headerDepthMax))
    }

    deinit {
        watchdog?.setSocket(nil)
        unsafe amqp_destroy_connection(state)
        unsafe tlsReason.deallocate()
    }

    /// The socket to poll.
    var socket: Int32 { unsafe amqp_get_sockfd(state) }

    /// Whether frames are here that a poll would not see.
    var hasBufferedInput: Bool {
        unsafe amqp_frames_enqueued(state) != 0 || amqp_data_in_buffer(state) != 0
    }

    /// The next event that is there; nil where none is.
    ///
    /// Also keeps the heartbeat in both directions.
    func nextEvent() throws(Fault) -> BrokerEvent? {
        while true {
            var raw = unsafe rmq_event_t()
            let status = unsafe rmq_next_event(state, &raw)
            guard status != AMQP_STATUS_TIMEOUT.rawValue else { return nil }
            guard status == AMQP_STATUS_OK.rawValue else { throw Fault.library(status) }
            if let event = unsafe try event(raw) { return event }
        }
    }

    /// Puts the content of a basic.get together.
    func begin(_ raw: rmq_event_t) throws(Fault) {
        _ = unsafe try event(raw)
    }

    /// Lets the library reuse the memory of what has been read; everything was copied.
    func releaseBuffers() {
        unsafe amqp_maybe_release_buffers(state)
    }

    private func event(_ raw: rmq_event_t) throws(Fault) -> BrokerEvent? {
        if unsafe raw.channel != 0, unsafe raw.channel != channel { return nil }
        switch unsafe Int(raw.kind) {
        case RMQ_EVENT_DELIVER, RMQ_EVENT_RETURN:
            unsafe assembly = beginning(raw)
            return nil
        case RMQ_EVENT_HEADER: return unsafe try header(raw)
        case RMQ_EVENT_BODY: return unsafe try piece(raw)
        case RMQ_EVENT_ACK: return unsafe .confirmed(number: raw.number, isMultiple: raw.flag != 0)
        case RMQ_EVENT_NACK: return unsafe .rejected(number: raw.number, isMultiple: raw.flag != 0)
        case RMQ_EVENT_CANCEL: return .cancelled
        case RMQ_EVENT_BLOCKED: return unsafe .blocked(reason: raw.text.text)
        case RMQ_EVENT_UNBLOCKED: return .unblocked
        case RMQ_EVENT_CHANNEL_CLOSE:
            let fault = unsafe Fault.closed(code: Int(raw.code), text: raw.text.text)
            assembly = nil
            try unsafe check(status: rmq_channel_close_ok(state, raw.channel))
            return .channelClosed(fault)
        case RMQ_EVENT_CONNECTION_CLOSE:
            let fault = unsafe Fault.closed(code: Int(raw.code), text: raw.text.text)
            _ = unsafe rmq_connection_close_ok(state)
            throw fault
        default: return nil
        }
    }

    private func beginning(_ raw: rmq_event_t) -> ContentAssembly {
        let method: ContentAssembly.Method =
            if unsafe Int(raw.kind) == RMQ_EVENT_DELIVER {
                unsafe .delivery(number: raw.number, isRedelivered: raw.flag != 0)
            } else {
                unsafe .returned(code: Int(raw.code), text: raw.text.text)
            }
        return unsafe ContentAssembly(
            method: method,
            exchange: shared.exchange(raw.exchange),
            routingKey: shared.routingKey(raw.routing_key)
        )
    }

    private func header(_ raw: rmq_event_t) throws(Fault) -> BrokerEvent? {
        guard let properties = unsafe raw.properties, assembly != nil else { throw Self.protocolFault }
        let (read, isWhole) = unsafe reader.read(properties)
        unsafe assembly?.begin(properties: read, isWhole: isWhole, bodySize: raw.number, limits: limits)
        return finished()
    }

    private func piece(_ raw: rmq_event_t) throws(Fault) -> BrokerEvent? {
        let bytes = unsafe UnsafeRawBufferPointer(start: raw.text.bytes, count: raw.text.len)
        guard unsafe assembly?.append(bytes) == true else { throw Self.protocolFault }
        return finished()
    }

    private func finished() -> BrokerEvent? {
        guard let content = assembly, content.isComplete else { return nil }
        assembly = nil
        switch content.method {
        case .returned(let code, let text):
            let sequence = content.properties.header(Self.sequenceHeader)?.integer.flatMap(UInt64.init(exactly:))
            return .returned(sequence: sequence, code: code, text: text)
        case .delivery(let number, let isRedelivered):
            let delivery = Delivery(
                tag: DeliveryTag(channel: channelGeneration, number: number),
                exchange: content.exchange,
                routingKey: content.routingKey,
                isRedelivered: isRedelivered,
                properties: content.properties,
                body: content.body,
                defect: content.defect
            )
            return .delivery(delivery)
        }
    }

    /// Throws where a call of the library failed.
    func check(status: Int32) throws(Fault) {
        guard status == AMQP_STATUS_OK.rawValue else { throw Fault.library(status) }
    }

    /// Throws where a synchronous method failed; its text is copied before the buffers go.
    func check(_ reply: rmq_reply_t) throws(Fault) {
        switch unsafe Int(reply.status) {
        case RMQ_REPLY_OK: return
        case RMQ_REPLY_LIBRARY: throw unsafe Fault.library(reply.code)
        default: throw unsafe Fault.closed(code: Int(reply.code), text: reply.text.text)
        }
    }

    private static let protocolFault = Fault.brokerUnavailable("The broker sent frames out of order.")
}
