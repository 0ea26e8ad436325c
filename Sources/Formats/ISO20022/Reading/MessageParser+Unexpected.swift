import Canonical

/// What does not fit the definition: it is kept beside the parts, in the general form and with its place.
extension MessageParser {
    /// Reads an element that the definition does not take there.
    @inline(never)
    mutating func readUnexpected(_ tag: StartTag, _ parent: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        var entry = DocumentObject()
        let position = Number(Int64(state.open[parent].children))
        let path = layoutPath(bytes)
        let gap = pendingGap.map { string($0, bytes) }
        pendingGap = nil
        state.open[parent].children &+= 1
        var aside = DocumentBuilder(names: SharedNames.table)
        swap(&builder, &aside)
        // The general form is read as always; a fault ends the message, so that the document put aside is not missed.
        try open(tag, .foreign, bytes)
        try readForeign(tag, .none, wildcard: nil, bytes)
        swap(&builder, &aside)
        let element = aside.finish().value
        entry["at"] = .text(path)
        entry["position"] = .number(position)
        entry["element"] = element
        if let gap { entry["before"] = .text(gap) }
        unexpected.append(.object(entry))
    }

    /// Reads text between the tags of an element that takes none; false if it is white space that references stand for,
    /// which belongs to the layout.
    @inline(never)
    mutating func readStrayText(from start: Int, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        var text: [UInt8] = bytes.extracting(start..<scanner.offset).withUnsafeBufferPointer { Array($0) }
        reading: while true {
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "<"): break reading
            case UInt8(ascii: "&"): UTF8Scalar.append(try scanner.reference(bytes), to: &text)
            case 0x0D: try readLineEnd(into: &text, bytes)
            default:
                let runStart = scanner.offset
                try scanner.text(bytes)
                append(runStart..<scanner.offset, to: &text, bytes)
            }
            try scanner.checkLength(from: start, bytes)
        }
        return addStrayText(text, at: start, bytes)
    }

    /// Keeps text that does not belong where it stands; false if it is white space, which may.
    ///
    /// A CDATA section may not stand there even if it is blank or empty.
    mutating func addStrayText(
        _ text: [UInt8],
        isSection: Bool = false,
        at offset: Int,
        _ bytes: Span<UInt8>
    ) -> Bool {
        if !isSection, text.allSatisfy({ XMLCharacters.isBlank($0) }) { return false }
        let children = state.open.last.map { Int64($0.children) } ?? 0
        find(.error, "xsd.text-unexpected", at: offset, bytes, "Text stands in an element that takes elements only.")
        unexpected.append([
            "at": .text(layoutPath(bytes)),
            "position": .number(Number(children)),
            "text": .text(String(decoding: text, as: UTF8.self)),
        ])
        return true
    }
}
