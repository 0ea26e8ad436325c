/// The inside of a start tag as it was read, into which the values of a document are put.
enum TagTemplate {
    /// Appends the inside of a tag from its template.
    ///
    /// The values are put into the places that were cut out of it; attributes that it does not have follow. An attribute
    /// that the document no longer has is left out, and a declaration is written only if there is a place for it.
    static func append(
        _ template: String,
        _ values: [(name: String, value: [UInt8])],
        declaration: (name: String, value: [UInt8])? = nil,
        to output: inout [UInt8]
    ) {
        var values = values
        let bytes = Array(template.utf8)
        var index = 0
        while let attribute = Attribute(bytes, from: index) {
            let name = String(decoding: bytes[attribute.name], as: UTF8.self)
            let isCut = attribute.value.isEmpty
            if isCut, let declaration, declaration.name == name {
                let value = declaration.value
                output += bytes[index..<attribute.value.lowerBound]
                XMLEscape.appendAttribute(value.span, quote: bytes[attribute.value.upperBound], to: &output)
                output.append(bytes[attribute.value.upperBound])
            } else if let known = values.firstIndex(where: { $0.name == name }) {
                let value = values[known].value
                output += bytes[index..<attribute.value.lowerBound]
                XMLEscape.appendAttribute(value.span, quote: bytes[attribute.value.upperBound], to: &output)
                output.append(bytes[attribute.value.upperBound])
                values.remove(at: known)
            } else if !isCut || name == "xmlns" || name.hasPrefix("xmlns:") || name.hasPrefix("xsi:") {
                output += bytes[index..<attribute.value.upperBound + 1]
            }
            index = attribute.value.upperBound + 1
        }
        for (name, value) in values {
            output.append(0x20)
            output += name.utf8
            output += "=\"".utf8
            XMLEscape.appendAttribute(value.span, quote: UInt8(ascii: "\""), to: &output)
            output.append(UInt8(ascii: "\""))
        }
        // Only blanks may follow: anything else would not be a tag.
        if bytes[index...].allSatisfy({ XMLCharacters.isBlank($0) }) { output += bytes[index...] }
    }

    /// An attribute of a template, with the blanks before it.
    private struct Attribute {
        var name: Range<Int>
        var value: Range<Int>

        init?(_ bytes: [UInt8], from start: Int) {
            var index = start
            func skipBlanks() { while index < bytes.count, XMLCharacters.isBlank(bytes[index]) { index += 1 } }
            skipBlanks()
            let nameStart = index
            while index < bytes.count, XMLCharacters.isNameByte(bytes[index]) { index += 1 }
            name = nameStart..<index
            skipBlanks()
            guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
            index += 1
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
                return nil
            }
            let quote = bytes[index]
            let valueStart = index + 1
            guard let valueEnd = bytes[valueStart...].firstIndex(of: quote),
                !bytes[valueStart..<valueEnd].contains(UInt8(ascii: "<"))
            else { return nil }
            value = valueStart..<valueEnd
        }
    }
}
