import Canonical

/// The `x-death` header of a message: where and why it was dead-lettered, the latest first.
struct DeathHistory {
    private static let headerName = "x-death"

    private var entries: [[Header]]

    /// Reads the history from a message's headers.
    init(_ headers: [Header]) {
        guard case .list(let values) = headers.first(where: { $0.name == Self.headerName })?.value else {
            entries = []
            return
        }
        entries = values.compactMap { value in
            guard case .table(let entry) = value else { return nil }
            return entry
        }
    }

    /// Whether a message went through a queue before without any consumer rejecting it since: the broker drops such
    /// a message rather than let it go round for ever.
    func isCycle(through queue: String) -> Bool {
        guard let index = entries.firstIndex(where: { Self.text("queue", in: $0) == queue }) else { return false }
        return entries[...index].allSatisfy { Self.text("reason", in: $0) != DeathReason.rejected.rawValue }
    }

    /// The headers of a message after one more death.
    mutating func headers(
        of message: StoredMessage,
        from queue: String,
        reason: DeathReason,
        at seconds: UInt64
    ) -> [Header] {
        let index = entries.firstIndex {
            Self.text("queue", in: $0) == queue && Self.text("reason", in: $0) == reason.rawValue
        }
        let earlier = index.map { entries.remove(at: $0) }
        let count = earlier?.first { $0.name == "count" }?.value.integer ?? 0
        entries.insert(
            [
                Header("count", .integer(count + 1)),
                Header("reason", .text(reason.rawValue)),
                Header("queue", .text(queue)),
                Header("time", .timestamp(seconds)),
                Header("exchange", .text(message.exchange)),
                Header("routing-keys", .list([.text(message.routingKey)])),
            ],
            at: 0
        )
        var headers = message.properties.headers.filter { $0.name != Self.headerName && $0.name != "x-delivery-count" }
        headers.append(Header(Self.headerName, .list(entries.map { .table($0) })))
        guard !headers.contains(where: { $0.name == "x-first-death-queue" }) else { return headers }
        return headers + [
            Header("x-first-death-exchange", .text(message.exchange)),
            Header("x-first-death-queue", .text(queue)),
            Header("x-first-death-reason", .text(reason.rawValue)),
        ]
    }

    private static func text(_ name: String, in entry: [Header]) -> String? {
        entry.first { $0.name == name }?.value.text
    }
}
