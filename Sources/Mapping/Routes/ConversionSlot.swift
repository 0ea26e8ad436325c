import Canonical
import Synchronization

/// A conversion that threads hand to one another: its lock is free whenever one takes it.
final class ConversionSlot: Sendable {
    private let conversion: Mutex<Conversion>

    init(_ conversion: sending Conversion) {
        self.conversion = Mutex(conversion)
    }

    /// Converts a message, and says what was lost.
    func convert(
        _ document: Document,
        givens: [String: DocumentValue],
        identity: MessageIdentity
    ) throws(Fault) -> (MappingOutcome, LossCounts) {
        try conversion.withLock { conversion throws(Fault) in
            let outcome = try conversion.convert(document, givens: givens, identity: identity)
            return (outcome, conversion.losses)
        }
    }
}
