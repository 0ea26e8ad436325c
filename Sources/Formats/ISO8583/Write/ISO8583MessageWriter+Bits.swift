import Canonical

/// Fields that consist of a bitmap and the subfields that it announces.
extension ISO8583MessageWriter {
    /// Writes the bitmap and the subfields in the order of their bits.
    ///
    /// A field without subfields has no bitmap: what a reader could not use of one stands in the member `rest`.
    func bits(
        _ composite: ISO8583Composite,
        _ view: DocumentView,
        path: String,
        label: String
    ) throws(Fault) -> [UInt8] {
        var subfields: [(bit: Int, bytes: [UInt8])] = []
        for member in view.children where member.name != "rest" && member.name != "bits" {
            guard let bit = composite.bitmap.bit(named: member.name), composite.bits[bit] >= 0 else {
                throw fault(path, "The field has a subfield that is not specified.")
            }
            let path = "\(path)/\(member.name)"
            subfields.append((bit, try write(composite.bits[bit], member, path: path, label: "\(label).\(bit)")))
        }
        subfields.sort { $0.bit < $1.bit }
        let announced = try announced(composite, view["bits"], "\(path)/bits")
        var bytes: [UInt8] = []
        if !subfields.isEmpty || !announced.isEmpty {
            bytes = bitmap(composite.bitmap, subfields.map(\.bit) + announced, label)
        }
        for subfield in subfields { bytes += subfield.bytes }
        guard let rest = view["rest"] else { return bytes }
        guard mode == .faithful else { throw fault("\(path)/rest", "Bytes that were not understood are not written.") }
        return bytes + (try hexBytes(rest, "\(path)/rest"))
    }

    /// The bits of subfields that could not be read.
    private func announced(
        _ composite: ISO8583Composite,
        _ view: DocumentView?,
        _ path: String
    ) throws(Fault) -> [Int] {
        guard let view else { return [] }
        guard mode == .faithful else { throw fault(path, "Subfields that were not understood are not written.") }
        var bits: [Int] = []
        for item in view.children {
            guard let bit = item.text.flatMap({ composite.bitmap.bit(named: $0) }) else {
                throw fault(path, "A subfield is announced by the number of its bit.")
            }
            bits.append(bit)
        }
        return bits
    }

    private func bitmap(_ bitmap: ISO8583BitmapDefinition, _ bits: [Int], _ label: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: bitmap.size)
        for bit in bits { bytes[(bit - 1) / 8] |= 0x80 >> UInt8((bit - 1) % 8) }
        return hexText(bytes, bitmap.encoding, letterCase: fact(.bitmapCase, of: label))
    }
}
