import Canonical

/// The ends of elements with a complex type.
extension MessageParser {
    /// Reads the end tag of the innermost open element, which has children or nothing.
    mutating func readEnd(
        _ gap: Gap,
        _ usualLevel: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let index = state.open.count &- 1
        let end = scanner.offset
        checkComplete(bytes, definition)
        if state.open[index].children > 0 {
            let level = index &- (state.partDepth ?? 0)
            if usualLevel != level, usualLevel != PartStyle.anyLevel { noteRaw("end", gap.start..<end, bytes) }
        } else if gap.start < end {
            noteRaw("end", gap.start..<end, bytes)
        } else if !gap.followsText {
            noteForm(.pair, bytes)
        }
        let blanks = try endTag(bytes)
        if !blanks.isEmpty { noteRaw("close", blanks, bytes) }
        closeComplex()
    }

    /// Closes an element with children in the document.
    @inline(__always)
    mutating func closeComplex() {
        let last = state.open.count &- 1
        if state.open[last].listIsOpen { builder.end() }
        builder.end()
        if state.open[last].closesItem { builder.end() }
        close()
    }

    /// Checks that the children read so far are all that there must be.
    @inline(__always)
    mutating func checkComplete(_ bytes: Span<UInt8>, _ definition: CompiledDefinition) {
        let last = state.open.count &- 1
        let position = Int(state.open[last].position)
        if definition.positions[position].isLast, state.open[last].count >= definition.positions[position].min {
            return
        }
        reportMissing(state.open[last], bytes, definition)
    }
}
