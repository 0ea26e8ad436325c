import Canonical

/// The record's bytes: what no field asks for is filled, and what a field has written stays.
extension RecordEncoder {
    mutating func writeFiller(_ step: CopybookStep) throws(Fault) {
        let start = cursor
        cursor += step.length
        guard start < limit else { return }
        try fillGap(to: start, step)
        let fact = facts.isEmpty ? nil : facts[path(step)]
        switch fact?.fact {
        case .pad(let byte):
            merge([UInt8](repeating: byte, count: min(step.length, limit - start)), at: start, owner: 0)
        case .raw: merge(Array((fact?.raw ?? []).prefix(min(step.length, limit - start))), at: start, owner: 0)
        default: place(FieldFill(step, reader.page).bytes, at: start, owner: 0)
        }
    }

    /// Fills bytes before a field that belong to none.
    mutating func fillGap(to start: Int, _ step: CopybookStep) throws(Fault) {
        guard start > output.count else { return }
        let from = output.count
        var bytes = [UInt8](repeating: reader.page.blank, count: start - from)
        if !facts.isEmpty, let fact = facts[path(step) + "/before"] {
            switch fact.fact {
            case .pad(let byte): bytes = [UInt8](repeating: byte, count: bytes.count)
            case .raw where fact.raw.count == bytes.count: bytes = fact.raw
            default: break
            }
        }
        merge(bytes, at: from, owner: 0)
    }

    /// Appends what lies behind the bytes so far, and leaves the rest as it is.
    mutating func place(_ bytes: [UInt8], at start: Int, owner: Int32) {
        let end = min(start + bytes.count, limit)
        guard end > output.count else { return }
        output += bytes[(output.count - start)..<(end - start)]
        owners += [Int32](repeating: owner, count: output.count - owners.count)
    }

    /// Writes where no value has written yet.
    mutating func merge(_ bytes: [UInt8], at start: Int, owner: Int) {
        for (index, byte) in bytes.enumerated() where start + index < output.count && owners[start + index] == 0 {
            output[start + index] = byte
            owners[start + index] = Int32(owner)
        }
        place(bytes, at: start, owner: Int32(owner))
    }

    mutating func own(_ range: Range<Int>, by owner: Int) {
        for index in range { owners[index] = Int32(owner) }
    }

    func path(_ step: CopybookStep) -> String {
        program.path(of: step, indices: tables.map(\.index))
    }
}
