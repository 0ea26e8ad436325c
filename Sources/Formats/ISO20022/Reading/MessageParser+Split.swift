import Canonical

/// Large messages in pieces: what stands before the entries, each entry, and what stands between and behind them.
extension MessageParser {
    /// Refuses a message that has none of the elements that the option names: it would be read whole without a word.
    mutating func requireSplit(
        _ definition: CompiledDefinition,
        at start: Int,
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        guard splitDefinition !== definition else { return }
        guard split.fits(definition) else {
            throw .fault(
                Fault(
                    .message,
                    .configurationInvalid,
                    stage: .decode,
                    place: scanner.position.place(of: start, in: bytes),
                    reason: "The option split names no element that repeats in messages of this definition.",
                    advice: "Name one that does, such as Ntry in a statement, or leave the choice to split=auto."
                )
            )
        }
        splitDefinition = definition
    }

    /// Whether the document at hand must end before the start tag at the offset; else makes it ready for the tag.
    mutating func pausesBeforeStart(_ bytes: Span<UInt8>, _ definition: CompiledDefinition) throws(XMLStop) -> Bool {
        if piece == .entry { return false }
        guard try isEntry(bytes, definition) else {
            if piece == .fresh { reopen(definition) }
            return false
        }
        guard piece == .fresh else {
            endPiece(definition)
            return true
        }
        piece = .entry
        state.entryDepth = state.open.count
        return false
    }

    /// Makes the document at hand ready for an end tag; it never ends before one.
    mutating func pausesBeforeEnd() -> Bool {
        if piece == .fresh, let definition = state.definition { reopen(definition) }
        return false
    }

    /// Whether the document at hand ends, because its entry does.
    mutating func pausesAfterEntry() -> Bool {
        guard piece == .entry, state.open.count == state.entryDepth else { return false }
        state.entryDepth = nil
        return true
    }

    /// Whether the start tag at the offset is that of an element to split at.
    private mutating func isEntry(_ bytes: Span<UInt8>, _ definition: CompiledDefinition) throws(XMLStop) -> Bool {
        var ahead = scanner
        ahead.offset += 1
        let name = try ahead.name(bytes)
        let key = NameKey(bytes, start: name.localStart, length: name.local.count)
        guard split.contains(key), let element = state.open.last else { return false }
        for outer in state.open.dropFirst(state.partDepth ?? 0)
        where definition.types[Int(outer.type)].isOrdered { return false }
        let position = definition.positions[Int(element.position)]
        if position.key == key { return position.isList }
        return definition.follows[Int(position.followStart)..<Int(position.followEnd)]
            .contains {
                definition.positions[Int($0)].key == key && definition.positions[Int($0)].isList
            }
    }

    /// Opens the containers of the elements that are open, for what follows entries.
    private mutating func reopen(_ definition: CompiledDefinition) {
        piece = .between
        guard let depth = state.partDepth else { return }
        for index in depth..<state.open.count {
            guard index > depth else {
                builder.begin(.object, state.part.documentName)
                continue
            }
            let position = definition.positions[Int(state.open[index - 1].position)]
            if position.isList {
                builder.begin(.list, position.name)
                state.open[index - 1].listIsOpen = true
                state.open[index - 1].items = 1
                state.open[index].item = 1
                builder.begin(.object)
            } else {
                builder.begin(.object, position.name)
            }
        }
    }

    /// Closes the containers of the elements that stay open, and names those elements.
    private mutating func endPiece(_ definition: CompiledDefinition) {
        guard let depth = state.partDepth else { return }
        var names: [String] = []
        for index in (depth..<state.open.count).reversed() {
            if state.open[index].listIsOpen { builder.end() }
            state.open[index].listIsOpen = false
            builder.end()
            guard index > depth else { continue }
            let position = definition.positions[Int(state.open[index - 1].position)]
            if case .element(let number) = position.item { names.append(definition.source.elementNames[number]) }
        }
        builder.begin(.list, SharedNames.open)
        for name in names.reversed() { builder.text(.none, name) }
        builder.end()
    }
}
