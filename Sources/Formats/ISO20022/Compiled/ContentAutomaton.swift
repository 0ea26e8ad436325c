import Canonical

/// Builds the positions of one content model by Glushkov's construction.
struct ContentAutomaton {
    /// What a part of the model begins and ends with.
    private struct Part {
        var isNullable: Bool
        var first: [Int]
        var last: [Int]
    }

    /// A position as far as the model tells it.
    struct Draft {
        var particle: Particle
        var occurrence: Occurrence
        var follows: [Int] = []
        var isLast = false
    }

    /// Greatest number of positions of one type: groups with bounds are written out.
    static let positionsMax = 4_096
    /// Greatest nesting of groups.
    static let depthMax = 64

    /// The positions from 1 on; 0 is the start.
    private(set) var drafts: [Draft] = [Draft(particle: .sequence([], .once), occurrence: .once)]
    private let typeName: String

    /// Builds the positions of a model.
    ///
    /// - Throws: `configuration.invalid` if it is too large or has xs:all.
    init(_ model: Particle, typeName: String) throws(Fault) {
        self.typeName = typeName
        let whole = try add(model, depth: 0)
        drafts[0].follows = whole.first
        drafts[0].isLast = whole.isNullable
        for position in whole.last { drafts[position].isLast = true }
    }

    private mutating func add(_ particle: Particle, depth: Int) throws(Fault) -> Part {
        guard depth < Self.depthMax else { throw refused("nests its groups too deeply") }
        switch particle {
        case .element(_, let occurrence), .any(_, let occurrence): return try addLeaf(particle, occurrence)
        case .sequence(let parts, let occurrence):
            return try addGroup(occurrence) { automaton throws(Fault) in
                try automaton.addSequence(parts, depth: depth + 1)
            }
        case .choice(let parts, let occurrence):
            return try addGroup(occurrence) { automaton throws(Fault) in
                try automaton.addChoice(parts, depth: depth + 1)
            }
        case .all: throw refused("uses xs:all, which ISO 20022 does not")
        }
    }

    private mutating func addLeaf(_ particle: Particle, _ occurrence: Occurrence) throws(Fault) -> Part {
        if occurrence.max == 0 { return Part(isNullable: true, first: [], last: []) }
        guard drafts.count < Self.positionsMax else { throw refused("has too many particles") }
        drafts.append(Draft(particle: particle, occurrence: occurrence))
        let position = drafts.count - 1
        return Part(isNullable: occurrence.min == 0, first: [position], last: [position])
    }

    private mutating func addSequence(_ parts: [Particle], depth: Int) throws(Fault) -> Part {
        var whole = Part(isNullable: true, first: [], last: [])
        for part in parts { whole = join(whole, try add(part, depth: depth)) }
        return whole
    }

    private mutating func addChoice(_ parts: [Particle], depth: Int) throws(Fault) -> Part {
        // A choice of nothing takes nothing; the schemas have none.
        var whole = Part(isNullable: parts.isEmpty, first: [], last: [])
        for part in parts {
            let next = try add(part, depth: depth)
            whole.isNullable = whole.isNullable || next.isNullable
            whole.first += next.first
            whole.last += next.last
        }
        return whole
    }

    /// Adds a group as often as it must occur, then as often as it may.
    private mutating func addGroup(
        _ occurrence: Occurrence,
        _ add: (inout ContentAutomaton) throws(Fault) -> Part
    ) throws(Fault) -> Part {
        if occurrence == .once { return try add(&self) }
        var whole = Part(isNullable: true, first: [], last: [])
        if occurrence.max == 0 { return whole }
        let written = occurrence.max ?? max(1, occurrence.min)
        guard written <= Self.positionsMax else { throw refused("repeats a group too often") }
        for number in 0..<written {
            var next = try add(&self)
            if number >= occurrence.min { next.isNullable = true }
            if occurrence.max == nil, number == written - 1 { link(next.last, next.first) }
            whole = join(whole, next)
        }
        return whole
    }

    private mutating func join(_ left: Part, _ right: Part) -> Part {
        link(left.last, right.first)
        return Part(
            isNullable: left.isNullable && right.isNullable,
            first: left.isNullable ? left.first + right.first : left.first,
            last: right.isNullable ? left.last + right.last : right.last
        )
    }

    private mutating func link(_ from: [Int], _ to: [Int]) {
        for position in from {
            for next in to where !drafts[position].follows.contains(next) { drafts[position].follows.append(next) }
        }
    }

    private func refused(_ what: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The type \(typeName) of a schema \(what).",
            advice: "Use the schema as ISO 20022 publishes it."
        )
    }
}
