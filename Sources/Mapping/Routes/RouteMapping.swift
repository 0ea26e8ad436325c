package import Canonical
import Synchronization

/// A mapping of the library as a route uses it: for every source type that it takes, compiled before the first message.
package final class RouteMapping: MessageMapping, IdentifiesMessages {
    /// What a route may say about its mapping.
    package struct Settings: Sendable {
        /// The target type, where the mapping has several; nil for the only one.
        package var target: String?
        /// The losses that are faults.
        package var losses = LossPolicy()
        /// The values that the configuration gives, by name.
        package var givens: [String: DocumentValue] = [:]
        /// The keyed hash from which identifiers are derived.
        package var hash: MessageIdentity.KeyedHash

        /// Makes settings.
        package init(hash: @escaping MessageIdentity.KeyedHash) { self.hash = hash }
    }

    package let name: String
    package let targetType: String
    /// The source types that it takes, sorted.
    package let sourceTypes: [String]
    private let library: MappingLibrary
    private let legs: [String: MappingLeg]
    private let settings: Settings
    private let idle = Mutex<[String: [ConversionSlot]]>([:])
    private let counted = Mutex(LossCounts())

    /// Compiles a mapping for all its source types.
    ///
    /// - Throws: `reference.unknown` for a name that is none, `configuration.invalid` for a mapping that does not check,
    ///   has several targets of which none is chosen, or wants a value that nobody gives.
    package init(_ name: String, in library: MappingLibrary, settings: Settings) throws(Fault) {
        _ = try library.file(name)
        let all = library.legs.filter { $0.mapping == name && library.types.format(of: $0.target) == "canonical" }
        let targets = Set(all.map(\.target))
        guard let target = settings.target ?? (targets.count == 1 ? targets.first : nil), targets.contains(target)
        else {
            throw Self.fault(
                "The mapping \(name) has the canonical targets \(targets.sorted().joined(separator: ", ")).",
                "Say which with `target`."
            )
        }
        var legs: [String: MappingLeg] = [:]
        var wanted: Set<String> = []
        for leg in all where leg.target == target && leg.needsMessageOnly {
            legs[leg.sources[0]] = leg
            let mapping = try library.compiled(leg)
            wanted.formUnion(mapping.checked.givens.map(\.name))
            for given in mapping.checked.givens where !given.type.mayBeAbsent {
                guard settings.givens[given.name] == nil, !Self.supplied.contains(given.name) else { continue }
                throw Self.fault("The mapping \(name) wants the value \(given.name).", "Give it with `given`.")
            }
        }
        guard !legs.isEmpty else {
            throw Self.fault(
                "The mapping \(name) wants further inputs, which a route cannot fetch.",
                "Use it with `bankbus convert --input`."
            )
        }
        if let unknown = settings.givens.keys.sorted().first(where: { !wanted.contains($0) }) {
            throw Self.fault("The mapping \(name) wants no value \(unknown).", "Leave it out of `given`.")
        }
        self.name = name
        self.library = library
        self.legs = legs
        self.settings = settings
        targetType = target
        sourceTypes = legs.keys.sorted()
    }

    /// The names of values that the route itself supplies.
    private static let supplied: Set<String> = ["messageId"]

    private static func fault(_ reason: String, _ advice: String) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason, advice: advice)
    }

    /// How often something was lost since the start, by code.
    package var losses: LossCounts { counted.withLock { $0 } }

    // MARK: - Mapping

    package func map(_ source: DocumentValue, in context: MappingContext) throws(Fault) -> [MappedDocument] {
        let document = Document(source)
        let type = try type(of: document)
        let slot = try slot(for: type)
        defer { idle.withLock { $0[type, default: []].append(slot) } }
        var givens = settings.givens
        if let id = context.messageID { givens["messageId"] = .text(id) }
        let (outcome, lost) = try slot.convert(
            document,
            givens: givens,
            identity: MessageIdentity(message: context.identity, hash: settings.hash)
        )
        counted.withLock { $0.add(lost) }
        return outcome.targets.map { MappedDocument(subject: Subject.of($0, type: targetType), payload: $0.value) }
    }

    private func type(of document: Document) throws(Fault) -> String {
        let named = DocumentFormats.type(of: document)
        if let named, legs[named] != nil { return named }
        if named == nil, sourceTypes.count == 1 { return sourceTypes[0] }
        throw Fault(
            .message,
            .formatUnrecognised,
            stage: .map,
            place: Place(path: "/type"),
            reason: "The message is of a type that the mapping \(name) does not take.",
            advice: "It takes \(sourceTypes.joined(separator: ", "))."
        )
    }

    /// One that no other thread uses.
    private func slot(for type: String) throws(Fault) -> ConversionSlot {
        if let free = idle.withLock({ $0[type]?.popLast() }) { return free }
        let way = MappingWay(legs: legs[type].map { [$0] } ?? [])
        return ConversionSlot(try Conversion(way, in: library, policy: settings.losses))
    }

    // MARK: - Identity

    package func businessKey(of document: DocumentValue) -> String? { BusinessIdentity.key(of: document) }

    package func fingerprintDocument(of document: DocumentValue) -> DocumentValue {
        BusinessIdentity.fingerprintDocument(of: document)
    }
}
