/// Tells the components of a value apart that has none of the forms of its field, as far as that goes.
///
/// The notation is walked once from left to right and nothing is tried twice: a literal that is missing is passed over,
/// a component alone between literals takes what stands there, and others take characters of their set. What cannot be
/// placed is left out, so the value itself has to be kept beside the components.
struct MTRelaxedMatcher {
    /// More lines than any message can have.
    private static let capturesMax = 20_000

    private var captures: [MTCapture] = []

    /// The components found, as ``MTFieldMatcher/captures`` has them; none if nothing can be told apart.
    ///
    /// The notation is that of the standard's form; `first` is the number of its first component, `components` is how
    /// many it has, and those of its lines follow behind them.
    static func captures(
        _ notation: [MTNotation],
        firstComponent first: Int,
        components: Int,
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) -> [MTCapture] {
        var matcher = MTRelaxedMatcher()
        var atoms = MTRelaxedAtoms(firstComponent: first, firstOfLines: first + components)
        atoms.append(notation)
        matcher.walk(atoms.list, bytes, from: start, to: end)
        return matcher.captures
    }

    private mutating func walk(_ atoms: [MTRelaxedAtom], _ bytes: Span<UInt8>, from start: Int, to end: Int) {
        var position = start
        var index = 0
        while index < atoms.count {
            let atom = atoms[index]
            index += 1
            switch atom.kind {
            case .optional(let length):
                if isBetterSkipped(atoms, index, length, bytes, position, end) { index += length }
            case .literal(let text):
                if stands(text, bytes, position, end) { position += text.count }
            case .lineEnd:
                if position > start { position = nextLine(bytes, position, end) }
            case .lines:
                if position < end { capture(atom.component, position, end) }
                return
            case .group(let inner):
                walkLines(atom.component, inner, bytes, from: position, to: end)
                return
            case .codes(let words):
                guard let word = words.first(where: { stands($0, bytes, position, end) }) else { fallthrough }
                capture(atom.component, position, position + word.count)
                position += word.count
            case .run:
                // An amount is on the next line where one line has ended before it.
                if atom.takesComma, position < end, isLineEnd(bytes, position, end) {
                    position = nextLine(bytes, position, end)
                }
                guard let taken = take(atoms, index - 1, bytes, position, end) else { return }
                if taken > position { capture(atom.component, position, taken) }
                position = taken
            }
        }
    }

    private mutating func walkLines(
        _ component: Int,
        _ atoms: [MTRelaxedAtom],
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) {
        guard start < end else { return }
        var lines = MTLines(start, end)
        while let line = lines.next(in: bytes), captures.count < Self.capturesMax {
            capture(component, line.start, line.end)
            walk(atoms, bytes, from: line.start, to: line.end)
        }
    }

    private mutating func capture(_ component: Int, _ start: Int, _ end: Int) {
        captures.append(MTCapture(component: component, start: start, end: end))
    }

    // MARK: - Pieces

    /// Where a component ends; nil where it is cut short in letters, so that what follows means nothing.
    private func take(
        _ atoms: [MTRelaxedAtom],
        _ index: Int,
        _ bytes: Span<UInt8>,
        _ position: Int,
        _ end: Int
    ) -> Int? {
        let atom = atoms[index]
        let next = MTRelaxedNext(atoms, behind: index)
        let limit = boundary(next.literals, bytes, position, end)
        if next.sets == 0 {
            // The last before a literal, a line end or the end takes what stands there.
            return limit
        }
        let isBounded = atom.set & next.sets != 0
        var taken = position
        while taken < limit, !isBounded || taken - position < atom.max, atom.takes(bytes[taken]) { taken += 1 }
        let isCut = taken > position && taken - position < atom.min && atom.set & MTCharacterSet.letters != 0
        return isCut ? nil : taken
    }

    /// The first place at which one of the literals stands in the line, or the line's end.
    private func boundary(_ literals: [[UInt8]], _ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        var index = position
        while index < end, !isLineEnd(bytes, index, end) {
            if literals.contains(where: { stands($0, bytes, index, end) }) { return index }
            index += 1
        }
        return index
    }

    /// Whether an optional part's literal is missing, or whether it begins like the next part and does not fit, as
    /// `[/1!a]` in front of `[/34x]`.
    private func isBetterSkipped(
        _ atoms: [MTRelaxedAtom],
        _ index: Int,
        _ length: Int,
        _ bytes: Span<UInt8>,
        _ position: Int,
        _ end: Int
    ) -> Bool {
        let behind = index + length
        guard case .literal(let literal) = atoms[index].kind else { return false }
        guard stands(literal, bytes, position, end) else { return true }
        guard length == 2, case .run = atoms[index + 1].kind,
            let rival = MTRelaxedNext.literal(atoms, from: behind), rival.first == literal.first
        else { return false }
        let atom = atoms[index + 1]
        var cursor = position + literal.count
        while cursor < end, cursor - position - literal.count < atom.max, atom.takes(bytes[cursor]) {
            cursor += 1
        }
        guard cursor > position + literal.count else { return true }
        return cursor < end && !isLineEnd(bytes, cursor, end) && bytes[cursor] != rival[0]
    }

    private func stands(_ text: [UInt8], _ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        guard end - position >= text.count else { return false }
        for offset in text.indices where bytes[position + offset] != text[offset] { return false }
        return true
    }

    private func isLineEnd(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        bytes[index] == 0x0A || (bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A)
    }

    private func nextLine(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        var index = position
        while index < end, bytes[index] != 0x0A { index += 1 }
        return min(index + 1, end)
    }
}
