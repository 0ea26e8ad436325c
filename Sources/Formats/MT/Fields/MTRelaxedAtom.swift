/// A piece of a notation without its nesting, for ``MTRelaxedMatcher``.
struct MTRelaxedAtom {
    indirect enum Kind {
        case literal([UInt8])
        case lineEnd
        /// So many of the pieces behind it may be absent together.
        case optional(Int)
        case run
        case codes([[UInt8]])
        case lines
        /// Lines made of these pieces.
        case group([MTRelaxedAtom])
    }

    var kind: Kind
    var component = -1
    /// The set of a run, with small letters where it has capitals; see ``MTCharacterSet``.
    var set: UInt8 = 0
    var min = 1
    var max = 1
    var takesComma = false

    func takes(_ byte: UInt8) -> Bool {
        MTCharacterSet.table[Int(byte)] & set != 0 || (takesComma && byte == UInt8(ascii: ","))
    }
}

/// Lays a notation out as pieces.
struct MTRelaxedAtoms {
    private(set) var list: [MTRelaxedAtom] = []
    private var component: Int
    private var componentOfLines: Int

    init(firstComponent: Int, firstOfLines: Int) {
        component = firstComponent
        componentOfLines = firstOfLines
    }

    mutating func append(_ items: [MTNotation]) {
        for item in items { append(item) }
    }

    private mutating func append(_ item: MTNotation) {
        switch item {
        case .run(let set, let min, let max):
            appendComponent(MTRelaxedAtom(kind: .run, set: Self.inAnyCase(set), min: min, max: max))
        case .decimal(let max, _):
            appendComponent(MTRelaxedAtom(kind: .run, set: MTCharacterSet.n, max: max, takesComma: true))
        case .codes(let codes):
            let words = codes.map { Array($0.utf8) }
            let longest = words.map(\.count).max() ?? 1
            appendComponent(MTRelaxedAtom(kind: .codes(words), set: MTCharacterSet.letters, max: longest))
        case .lines: appendComponent(MTRelaxedAtom(kind: .lines))
        case .group(let items, _):
            var inner = MTRelaxedAtoms(firstComponent: componentOfLines, firstOfLines: componentOfLines)
            inner.append(items)
            componentOfLines = inner.component
            appendComponent(MTRelaxedAtom(kind: .group(inner.list)))
        case .optional(let items):
            let start = list.count
            list.append(MTRelaxedAtom(kind: .optional(0)))
            append(items)
            list[start].kind = .optional(list.count - start - 1)
        case .choice(let forms): for form in forms { append(form) }
        case .lineEnd: list.append(MTRelaxedAtom(kind: .lineEnd))
        case .literal(let text): list.append(MTRelaxedAtom(kind: .literal(Array(text.utf8))))
        }
    }

    private mutating func appendComponent(_ atom: MTRelaxedAtom) {
        var atom = atom
        atom.component = component
        component += 1
        list.append(atom)
    }

    private static func inAnyCase(_ set: UInt8) -> UInt8 {
        switch set {
        case MTCharacterSet.a: MTCharacterSet.letters
        case MTCharacterSet.c: MTCharacterSet.anyCase
        // These hold letters and digits, so that they may be mistaken for any of the others.
        case MTCharacterSet.x, MTCharacterSet.y, MTCharacterSet.z: set | MTCharacterSet.anyCase
        default: set
        }
    }
}

/// What may follow a piece: the literals, or the sets of a component without a literal between.
struct MTRelaxedNext {
    private(set) var literals: [[UInt8]] = []
    /// The bits of digits, letters and other characters that may follow at once; 0 if a literal or nothing must.
    private(set) var sets: UInt8 = 0

    init(_ atoms: [MTRelaxedAtom], behind index: Int) {
        var index = index + 1
        while index < atoms.count {
            switch atoms[index].kind {
            case .optional(let length):
                note(atoms, index + 1)
                index += length + 1
            case .literal(let text):
                literals.append(text)
                return
            case .run, .codes:
                sets |= atoms[index].set
                return
            default: return
            }
        }
    }

    /// The first piece of an optional part.
    private mutating func note(_ atoms: [MTRelaxedAtom], _ index: Int) {
        guard index < atoms.count else { return }
        switch atoms[index].kind {
        case .literal(let text): literals.append(text)
        case .run, .codes: sets |= atoms[index].set
        case .optional: note(atoms, index + 1)
        default: return
        }
    }

    /// The literal with which the pieces from an index on begin, if they do.
    static func literal(_ atoms: [MTRelaxedAtom], from index: Int) -> [UInt8]? {
        var index = index
        while index < atoms.count {
            switch atoms[index].kind {
            case .optional: index += 1
            case .literal(let text): return text
            default: return nil
            }
        }
        return nil
    }
}
