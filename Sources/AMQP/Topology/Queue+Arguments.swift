package import Canonical

extension Queue {
    /// The arguments of its declaration, as the broker knows them.
    package var arguments: [Header] {
        var arguments = [Header("x-queue-type", .text(kind.rawValue))]
        func add(_ name: String, _ text: String?) {
            if let text { arguments.append(Header(name, .text(text))) }
        }
        func add(_ name: String, _ integer: Int?) {
            if let integer { arguments.append(Header(name, .integer(Int64(integer)))) }
        }
        add("x-delivery-limit", deliveryLimit)
        add("x-dead-letter-exchange", deadLetterExchange)
        add("x-dead-letter-routing-key", deadLetterRoutingKey)
        add("x-dead-letter-strategy", deadLetterStrategy?.rawValue)
        add("x-overflow", overflow?.rawValue)
        add("x-message-ttl", messageTTL.map { Int($0.wholeMilliseconds) })
        add("x-max-length", lengthMax)
        add("x-max-length-bytes", lengthBytesMax)
        add("x-expires", expires.map { Int($0.wholeMilliseconds) })
        add("x-max-age", ageMax)
        if hasSingleActiveConsumer { arguments.append(Header("x-single-active-consumer", .boolean(true))) }
        return arguments + otherArguments
    }
}
