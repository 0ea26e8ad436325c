package import Canonical

/// The way from one type to another: one mapping, or several through canonical types.
package struct MappingWay: Sendable, Hashable {
    /// The mappings in their order.
    package var legs: [MappingLeg]

    /// Most mappings of a way.
    static let legsMax = 4

    /// Finds the shortest way.
    ///
    /// What lies between is always a canonical type, so that two systems never depend on each other's format.
    ///
    /// - Parameters:
    ///   - source: the type of the message.
    ///   - target: the type to arrive at.
    ///   - library: the mappings there are.
    ///   - via: the names of mappings that it has to lead through, in any order.
    /// - Returns: the way; without a mapping where both types are the same.
    /// - Throws: `reference.unknown` where there is none, `configuration.invalid` where there are several.
    package static func find(
        from source: String,
        to target: String,
        in library: MappingLibrary,
        via: [String] = []
    ) throws(Fault) -> MappingWay {
        if source == target, via.isEmpty { return MappingWay(legs: []) }
        let legs = library.legs
        var open = [MappingWay(legs: [])]
        for _ in 0..<legsMax {
            var next: [MappingWay] = []
            for way in open {
                let end = way.legs.last?.target ?? source
                guard way.legs.isEmpty || library.types.format(of: end) == "canonical" else { continue }
                for leg in legs where leg.sources[0] == end {
                    guard leg.target != source, !way.legs.contains(where: { $0.target == leg.target }) else { continue }
                    guard leg.needsMessageOnly || via.contains(leg.mapping) else { continue }
                    next.append(MappingWay(legs: way.legs + [leg]))
                }
            }
            let arrived = next.filter { way in
                way.legs.last?.target == target && via.allSatisfy { way.legs.map(\.mapping).contains($0) }
            }
            if arrived.count == 1 { return arrived[0] }
            if arrived.count > 1 { throw several(source, target, arrived) }
            open = next
        }
        throw none(source, target, legs, via)
    }

    private static func several(_ source: String, _ target: String, _ ways: [MappingWay]) -> Fault {
        let list = ways.map { $0.legs.map(\.mapping).joined(separator: ", ") }.joined(separator: "; ")
        return Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "There are several ways from \(source) to \(target): \(list).",
            advice: "Name a mapping with --via."
        )
    }

    private static func none(_ source: String, _ target: String, _ legs: [MappingLeg], _ via: [String]) -> Fault {
        let ends = Set(legs.filter { $0.sources[0] == source }.map(\.target)).sorted()
        let condition = via.isEmpty ? "" : " through \(via.joined(separator: ", "))"
        return Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "No mapping leads from \(source) to \(target)\(condition).",
            advice: ends.isEmpty
                ? "There is none from \(source) at all; `bankbus map list` shows the mappings."
                : "From \(source) there is one to \(ends.joined(separator: ", "))."
        )
    }
}
