package import Canonical

/// Takes documents along a way: the mappings one after the other, each with what runs it.
///
/// One for each thread.
package final class Conversion {
    /// A mapping with what runs it.
    private final class Step {
        let mapping: CompiledMapping
        var run: MappingRun

        init(_ mapping: CompiledMapping, _ policy: LossPolicy) {
            self.mapping = mapping
            run = mapping.makeRun()
            run.policy = policy
        }
    }

    private let steps: [Step]

    /// Compiles the mappings of a way.
    ///
    /// - Parameters:
    ///   - way: the way.
    ///   - library: where the mappings are.
    ///   - policy: the losses that are faults.
    /// - Throws: `configuration.invalid` for a mapping that does not check.
    package init(_ way: MappingWay, in library: MappingLibrary, policy: LossPolicy = LossPolicy()) throws(Fault) {
        var steps: [Step] = []
        for leg in way.legs { steps.append(Step(try library.compiled(leg), policy)) }
        self.steps = steps
    }

    /// What was lost in the last conversion, by code.
    package private(set) var losses = LossCounts()

    /// The mappings in their order.
    package var mappings: [CompiledMapping] { steps.map(\.mapping) }

    /// Converts a document, with a finding for each loss.
    ///
    /// - Parameters:
    ///   - document: the message.
    ///   - others: the further inputs, by the name that the mapping has for them.
    ///   - givens: what the mappings want from outside, by name.
    ///   - identity: what generated identifiers are derived from.
    ///   - findings: where the losses go.
    /// - Returns: the targets, or why there is none.
    /// - Throws: the fault of a mapping.
    package func convert(
        _ document: Document,
        others: [String: Document] = [:],
        givens: [String: DocumentValue] = [:],
        identity: MessageIdentity? = nil,
        into findings: inout Findings
    ) throws(Fault) -> MappingOutcome {
        try convert(document, others, givens, identity) { losses in losses.add(to: &findings) }
    }

    /// Converts a document without making findings of what is lost: ``losses`` has the counts.
    package func convert(
        _ document: Document,
        others: [String: Document] = [:],
        givens: [String: DocumentValue] = [:],
        identity: MessageIdentity? = nil
    ) throws(Fault) -> MappingOutcome {
        try convert(document, others, givens, identity) { _ in }
    }

    private func convert(
        _ document: Document,
        _ others: [String: Document],
        _ givens: [String: DocumentValue],
        _ identity: MessageIdentity?,
        report: (MappingLosses) -> Void
    ) throws(Fault) -> MappingOutcome {
        losses = LossCounts()
        var outcome = MappingOutcome(targets: [document], filteredBecause: nil)
        for (number, step) in steps.enumerated() {
            var next = MappingOutcome(targets: [], filteredBecause: outcome.filteredBecause)
            for (ordinal, source) in outcome.targets.enumerated() {
                let mapping = step.mapping.checked
                defer {
                    losses.add(step.run.losses.counts)
                    report(step.run.losses)
                }
                let made = try step.mapping.map(
                    [source] + mapping.inputs.dropFirst().map { others[$0.name] },
                    givens: mapping.givens.map { givens[$0.name] },
                    identity: number == 0 ? identity : identity?.of(target: ordinal),
                    run: &step.run
                )
                next.targets += made.targets
                next.filteredBecause = made.filteredBecause ?? next.filteredBecause
            }
            outcome = next
        }
        return outcome
    }
}

extension MessageIdentity {
    /// What the identifiers of a later mapping are derived from, for one of the documents that an earlier one made.
    fileprivate func of(target ordinal: Int) -> MessageIdentity {
        var identity = self
        identity.message += Array("/\(ordinal)".utf8)
        return identity
    }
}
