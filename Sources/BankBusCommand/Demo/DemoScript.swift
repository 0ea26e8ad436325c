/// Everything that the demo sends, in order, and what is to become of it: the generator's own table.
///
/// It is made from the seed alone and never looks at a store of the bus; the books are checked against it.
struct DemoScript: Sendable {
    let messages: [DemoMessage]
    let accounts = DemoAccounts()

    /// Shares per thousand of the messages.
    private static let duplicatesPerThousand = 50
    private static let malformedPerThousand = 10
    private static let unknownAccountsPerThousand = 10
    /// A duplicate follows its original at least this many messages later.
    private static let duplicateDistance = 20

    /// Invents `count` messages.
    init(count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var messages: [DemoMessage] = []
        messages.reserveCapacity(count)
        for number in 0..<count {
            let lot = Int.random(in: 0..<1_000, using: &generator)
            if lot < Self.duplicatesPerThousand,
                let original = Self.original(in: messages, using: &generator)
            {
                messages.append(Self.duplicate(of: original, number: number, using: &generator))
            } else {
                let isMalformed = (50..<(50 + Self.malformedPerThousand)).contains(lot)
                let isUnknown = lot >= 1_000 - Self.unknownAccountsPerThousand
                messages.append(
                    Self.payment(
                        number: number,
                        accounts: accounts,
                        fate: isMalformed ? .malformed : isUnknown ? .repaired : .posted,
                        using: &generator
                    )
                )
            }
        }
        self.messages = messages
    }

    /// The messages of one source with one of these fates.
    func count(_ source: DemoPayment.Source, _ fates: Set<DemoMessage.Fate>) -> Int {
        messages.count { $0.payment.source == source && fates.contains($0.fate) }
    }

    /// What the ledger must hold in the end: one payment per reference.
    var expectedPayments: [DemoPayment] {
        messages.filter { $0.fate == .posted || $0.fate == .repaired }.map(\.payment)
    }

    // MARK: - Inventing

    private static func payment(
        number: Int,
        accounts: DemoAccounts,
        fate: DemoMessage.Fate,
        using generator: inout SeededGenerator
    ) -> DemoMessage {
        let source: DemoPayment.Source = Bool.random(using: &generator) ? .gateway : .coreBanking
        let creditors = fate == .repaired ? accounts.unknown : accounts.known
        let payment = DemoPayment(
            source: source,
            reference: (source == .gateway ? "GW" : "CB") + String(1_000_000 + number),
            minorUnits: Int64.random(in: 100...9_999_999, using: &generator),
            currency: DemoCurrency.allCases[Int.random(in: 0..<DemoCurrency.allCases.count, using: &generator)],
            debtorAccount: accounts.known[Int.random(in: 0..<accounts.known.count, using: &generator)],
            creditorAccount: creditors[Int.random(in: 0..<creditors.count, using: &generator)]
        )
        return DemoMessage(
            id: "\(source.rawValue)-\(number)",
            payment: payment,
            fate: fate,
            body: fate == .malformed
                ? DemoMessageWriter.malformedBody(of: payment) : DemoMessageWriter.body(of: payment)
        )
    }

    private static func original(
        in messages: [DemoMessage],
        using generator: inout SeededGenerator
    ) -> DemoMessage? {
        guard messages.count > duplicateDistance else { return nil }
        let candidate = messages[Int.random(in: 0..<(messages.count - duplicateDistance), using: &generator)]
        return candidate.fate == .posted ? candidate : nil
    }

    private static func duplicate(
        of original: DemoMessage,
        number: Int,
        using generator: inout SeededGenerator
    ) -> DemoMessage {
        var copy = original
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: copy.fate = .copy
        case 1:
            copy.fate = .suppressed
            copy.id = "\(original.payment.source.rawValue)-\(number)-again"
        default:
            copy.fate = .conflict
            // Another value each time, so that each of several is a message of its own.
            copy.payment.minorUnits += Int64(number + 1)
            copy.body = DemoMessageWriter.body(of: copy.payment)
        }
        return copy
    }
}
