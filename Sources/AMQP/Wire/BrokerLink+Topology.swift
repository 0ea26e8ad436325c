import Canonical
import CRabbitMQ

extension BrokerLink {
    /// Declares on a channel of its own: exchanges, queues, then bindings; what is there alike stays as it is.
    func declare(_ topology: Topology) throws(Fault) {
        try openChannel()
        for exchange in topology.exchanges { try declare(exchange, isPassive: false) }
        for queue in topology.queues { _ = try declare(queue, isPassive: false) }
        for binding in topology.bindings { try bind(binding) }
        try closeChannel()
    }

    /// Declares an exchange, or only asks for it; asking checks no arguments.
    func declare(_ exchange: Exchange, isPassive: Bool) throws(Fault) {
        try naming("Exchange \(exchange.name)") { () throws(Fault) in
            unsafe amqp_exchange_declare(
                state,
                channel,
                try scratch.bytes(exchange.name),
                try scratch.bytes(exchange.kind.rawValue),
                isPassive ? 1 : 0,
                exchange.isDurable ? 1 : 0,
                0,
                0,
                isPassive ? amqp_empty_table : try scratch.table(exchange.arguments)
            )
            try unsafe check(rmq_last_reply(state))
        }
    }

    /// Declares a queue, or only asks for it; tells how many messages are ready in it.
    func declare(_ queue: Queue, isPassive: Bool) throws(Fault) -> Int {
        try naming("Queue \(queue.name)") { () throws(Fault) in
            let answer = unsafe amqp_queue_declare(
                state,
                channel,
                try scratch.bytes(queue.name),
                isPassive ? 1 : 0,
                queue.isDurable ? 1 : 0,
                queue.isExclusive ? 1 : 0,
                queue.isAutoDelete ? 1 : 0,
                isPassive ? amqp_empty_table : try scratch.table(queue.arguments)
            )
            try unsafe check(rmq_last_reply(state))
            return unsafe Int(answer?.pointee.message_count ?? 0)
        }
    }

    func bind(_ binding: Binding) throws(Fault) {
        try naming("Binding from \(binding.source)") { () throws(Fault) in
            let source = unsafe try scratch.bytes(binding.source)
            let key = unsafe try scratch.bytes(binding.key)
            let arguments = unsafe try scratch.table(binding.arguments)
            switch binding.destination {
            case .queue(let name):
                unsafe amqp_queue_bind(state, channel, try scratch.bytes(name), source, key, arguments)
            case .exchange(let name):
                unsafe amqp_exchange_bind(state, channel, try scratch.bytes(name), source, key, arguments)
            }
            try unsafe check(rmq_last_reply(state))
        }
    }

    func unbind(_ binding: Binding) throws(Fault) {
        try naming("Binding from \(binding.source)") { () throws(Fault) in
            let source = unsafe try scratch.bytes(binding.source)
            let key = unsafe try scratch.bytes(binding.key)
            let arguments = unsafe try scratch.table(binding.arguments)
            switch binding.destination {
            case .queue(let name):
                unsafe amqp_queue_unbind(state, channel, try scratch.bytes(name), source, key, arguments)
            case .exchange(let name):
                unsafe amqp_exchange_unbind(state, channel, try scratch.bytes(name), source, key, arguments)
            }
            try unsafe check(rmq_last_reply(state))
        }
    }

    func deleteQueue(_ name: String) throws(Fault) {
        defer { scratch.recycle() }
        unsafe amqp_queue_delete(state, channel, try scratch.bytes(name), 0, 0)
        try unsafe check(rmq_last_reply(state))
    }

    func deleteExchange(_ name: String) throws(Fault) {
        defer { scratch.recycle() }
        unsafe amqp_exchange_delete(state, channel, try scratch.bytes(name), 0)
        try unsafe check(rmq_last_reply(state))
    }

    func purge(_ queue: String) throws(Fault) -> Int {
        defer { scratch.recycle() }
        let answer = unsafe amqp_queue_purge(state, channel, try scratch.bytes(queue))
        try unsafe check(rmq_last_reply(state))
        return unsafe Int(answer?.pointee.message_count ?? 0)
    }

    /// Takes one message of a queue, unsettled; nil where it is empty.
    func get(queue: String, timeout: Duration) throws(Fault) -> Delivery? {
        defer { scratch.recycle() }
        var first = unsafe rmq_event_t()
        try unsafe check(rmq_get(state, channel, try scratch.bytes(queue), &first))
        guard unsafe Int(first.kind) == RMQ_EVENT_DELIVER else { return nil }
        unsafe try begin(first)
        let wake = WakeSignal()
        let end = ContinuousClock.now + timeout
        while ContinuousClock.now < end {
            if case .delivery(let delivery) = try nextEvent() { return delivery }
            if !hasBufferedInput { wake.wait(socket: socket, timeout: ContinuousClock.now.duration(to: end)) }
        }
        throw Fault.library(AMQP_STATUS_TIMEOUT.rawValue)
    }

    /// Says which exchange, queue or binding the broker objects to.
    private func naming<Value>(_ what: String, _ call: () throws(Fault) -> Value) throws(Fault) -> Value {
        defer { scratch.recycle() }
        do {
            return try call()
        } catch {
            var fault = error
            fault.reason = "\(what): \(fault.reason)"
            fault.place?.path = what
            throw fault
        }
    }
}
