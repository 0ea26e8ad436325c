package import Canonical

/// A mapping that is ready to run: immutable, and shared by all threads.
package struct CompiledMapping: Sendable {
    /// The mapping's name.
    package var name: String { program.mapping.name }
    /// The mapping's version.
    package var version: Int { program.mapping.version }
    /// The types of its inputs, the message first.
    package var sourceTypes: [String] { program.mapping.inputs.map(\.description.name) }
    /// The type of what it makes.
    package var targetType: String { program.mapping.target.name }
    /// What was compiled.
    package var checked: CheckedMapping { program.mapping }
    let program: MappingProgram

    /// Compiles a checked mapping.
    ///
    /// - Throws: `configuration.invalid`; see ``MappingCompiler/compile(_:)``.
    package init(_ checked: CheckedMapping) throws(Fault) {
        program = try MappingCompiler.compile(checked)
    }

    /// What runs it: one for each thread, reused for every message.
    package func makeRun() -> MappingRun { MappingRun(program) }

    /// Maps a message.
    ///
    /// - Parameters:
    ///   - documents: the inputs in the order of the mapping, the message first; nil for one that is missing where the
    ///     mapping says what stands in its place.
    ///   - givens: the values that the route supplies, in the order of the mapping; nil for none.
    ///   - identity: what generated identifiers are derived from.
    ///   - run: what runs it, made by ``makeRun()`` of this mapping.
    ///   - findings: where the losses go.
    /// - Returns: the targets, or why there is none.
    /// - Throws: a message fault with the place in the source or the target; nothing is made then.
    package func map(
        _ documents: [Document?],
        givens: [DocumentValue?] = [],
        identity: MessageIdentity? = nil,
        run: inout MappingRun,
        into findings: inout Findings
    ) throws(Fault) -> MappingOutcome {
        precondition(run.program === program, "a run belongs to the mapping that made it")
        do throws(Fault) {
            try run.run(documents, givens: givens, identity: identity)
        } catch {
            run.losses.add(to: &findings)
            throw error
        }
        run.losses.add(to: &findings)
        return run.outcome()
    }

    /// Maps a message without making findings of what is lost: ``MappingRun/losses`` has the counts.
    package func map(
        _ documents: [Document?],
        givens: [DocumentValue?] = [],
        identity: MessageIdentity? = nil,
        run: inout MappingRun
    ) throws(Fault) -> MappingOutcome {
        precondition(run.program === program, "a run belongs to the mapping that made it")
        try run.run(documents, givens: givens, identity: identity)
        return run.outcome()
    }
}

/// What comes of a message.
package struct MappingOutcome: Sendable {
    /// The targets in their order.
    package var targets: [Document]
    /// Why there is none: the reason that the mapping states; nil where there are some, or a list had no element.
    package var filteredBecause: String?
}

extension MappingRun {
    /// Takes the targets out.
    mutating func outcome() -> MappingOutcome {
        let outcome = MappingOutcome(targets: targets, filteredBecause: filtered)
        targets = []
        return outcome
    }
}
