import Canonical
import Synchronization

/// The parsers of a format that are not in use: what one has learnt of namespaces, styles and sizes serves the next input.
final class ParserPool: Sendable {
    let limits: Limits
    private let catalogue: DefinitionCatalogue
    private let split: SplitRule
    private let idle = Mutex<[ParserBox]>([])

    /// As many parsers as this are kept; more readers at once make their own.
    private static let idleMax = 16

    init(catalogue: DefinitionCatalogue, limits: Limits, split: SplitRule) {
        self.catalogue = catalogue
        self.limits = limits
        self.split = split
    }

    func take() -> ParserBox {
        idle.withLock { $0.popLast() } ?? ParserBox(MessageParser(catalogue: catalogue, limits: limits, split: split))
    }

    func give(_ box: ParserBox) {
        box.reset()
        idle.withLock { if $0.count < Self.idleMax { $0.append(box) } }
    }
}

/// The use of a parser by one reader, which ends with the reader.
final class ParserLease {
    let box: ParserBox
    private let pool: ParserPool

    init(_ pool: ParserPool) {
        self.pool = pool
        box = pool.take()
    }

    deinit { pool.give(box) }
}
