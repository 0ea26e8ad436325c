import Canonical

/// Writes a message's document as text in UTF-8, and notes where each field of block 4 begins.
struct FINEncoder {
    private(set) var bytes: [UInt8] = []
    /// The offsets of the fields of the message's own block 4.
    private(set) var fieldOffsets: [Int] = []
    /// The offset of the message's own block 4.
    private(set) var block4Offset: Int?

    mutating func write(_ document: DocumentValue) throws(Fault) {
        bytes.reserveCapacity(1_024)
        if let acknowledgement = document["acknowledgement"] {
            try writeMessage(acknowledgement)
            fieldOffsets.removeAll()
            block4Offset = nil
        }
        try writeMessage(document)
    }

    private mutating func writeMessage(_ document: DocumentValue) throws(Fault) {
        guard case .object(let object) = document else {
            throw FINFault.misfit("A SWIFT MT message is an object of blocks.", path: "")
        }
        let layout = document["layout"]
        let names = try order(object, layout)
        guard names.contains("block1") else { throw FINFault.misfit("Block 1 is missing.", path: "/block1") }
        for name in names {
            guard let identifier = FINLayout.identifier(ofMember: name), let content = object[name] else { continue }
            if let gap = layout?["gaps"]?[name]?.text { bytes.append(contentsOf: try space(gap, "/layout/gaps")) }
            if identifier == UInt8(ascii: "4") { block4Offset = bytes.count }
            bytes.append(contentsOf: [UInt8(ascii: "{"), identifier, UInt8(ascii: ":")])
            try writeContent(content, of: identifier, named: name, layout)
            bytes.append(UInt8(ascii: "}"))
        }
        if let after = layout?["after"]?.text { bytes.append(contentsOf: try space(after, "/layout/after")) }
    }

    private func order(_ object: DocumentObject, _ layout: DocumentValue?) throws(Fault) -> [String] {
        var present: [String] = []
        for member in object.members where member.name != "layout" && member.name != "acknowledgement" {
            guard FINLayout.identifier(ofMember: member.name) != nil else {
                throw FINFault.misfit("A SWIFT MT message has no such member.", path: "/")
            }
            present.append(member.name)
        }
        if let listed = layout?["order"]?.items?.compactMap(\.text), Set(listed) == Set(present) { return listed }
        let others = present.filter { !FINLayout.blocksInOrder.contains($0) }
        return FINLayout.blocksInOrder.filter { object[$0] != nil } + others
    }

    private mutating func writeContent(
        _ content: DocumentValue,
        of identifier: UInt8,
        named name: String,
        _ layout: DocumentValue?
    ) throws(Fault) {
        if identifier == UInt8(ascii: "1") || identifier == UInt8(ascii: "2") {
            guard let text = FINHeader.text(of: content) else {
                throw FINFault.misfit("Blocks 1 and 2 are objects of texts.", path: "/\(name)")
            }
            return bytes.append(contentsOf: try plain(text, "/\(name)"))
        }
        if case .text(let text) = content { return bytes.append(contentsOf: try plain(text, "/\(name)")) }
        guard case .list(let fields) = content else {
            throw FINFault.misfit("The block has to be a list of tags.", path: "/\(name)")
        }
        if identifier == UInt8(ascii: "4"), layout?["block4"]?.text != "braces" {
            try writeTextBlock(fields, layout)
        } else {
            try writeTagBlock(fields, named: name)
            if let end = layout?["ends"]?[name]?.text { bytes.append(contentsOf: try space(end, "/layout/ends")) }
        }
    }

    private mutating func writeTextBlock(_ fields: [DocumentValue], _ layout: DocumentValue?) throws(Fault) {
        var lineEnds = FINLineEndWriter(layout)
        lineEnds.write(to: &bytes)
        let isEndOnSameLine = layout?["block4End"]?.text == "sameLine"
        for (number, field) in fields.enumerated() {
            guard let tag = field["tag"]?.text, let value = field["value"]?.text else {
                throw FINFault.misfit("A field has a tag and a value.", path: "/block4/\(number)")
            }
            fieldOffsets.append(bytes.count)
            let start = bytes.count
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: tag.utf8)
            bytes.append(UInt8(ascii: ":"))
            guard FINTag.length(in: bytes.span, at: start) == bytes.count - start - 2 else {
                throw FINFault.misfit("A tag is two digits and perhaps a letter.", path: "/block4/\(number)/tag")
            }
            try FINEncodable.check(value, at: number)
            for byte in value.utf8 {
                if byte == 0x0A { lineEnds.write(to: &bytes) } else { bytes.append(byte) }
            }
            if !isEndOnSameLine || number < fields.count - 1 { lineEnds.write(to: &bytes) }
        }
        bytes.append(UInt8(ascii: "-"))
    }

    private mutating func writeTagBlock(_ tags: [DocumentValue], named name: String) throws(Fault) {
        for (number, entry) in tags.enumerated() {
            let path = "/\(name)/\(number)"
            guard let tag = entry["tag"]?.text else { throw FINFault.misfit("A tag is missing.", path: path) }
            if let gap = entry["before"]?.text { bytes.append(contentsOf: try space(gap, path)) }
            bytes.append(UInt8(ascii: "{"))
            bytes.append(contentsOf: try FINEncodable.tag(tag, path))
            if let value = entry["value"]?.text {
                bytes.append(UInt8(ascii: ":"))
                bytes.append(contentsOf: try FINEncodable.balanced(value, path))
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func plain(_ text: String, _ path: String) throws(Fault) -> String.UTF8View {
        for byte in text.utf8 where byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
            throw FINFault.misfit("The block's text contains a brace.", path: path)
        }
        return text.utf8
    }

    private func space(_ text: String, _ path: String) throws(Fault) -> String.UTF8View {
        for byte in text.utf8 where byte > 0x20 && byte != UInt8(ascii: "$") {
            throw FINFault.misfit("Only white space can stand between blocks.", path: path)
        }
        return text.utf8
    }
}

/// Writes the line ends of block 4 as the layout has them.
private struct FINLineEndWriter {
    private let isCRLF: Bool
    private var others: Set<Int> = []
    private var count = 0

    init(_ layout: DocumentValue?) {
        isCRLF = layout?["lineEnd"]?.text != "LF"
        for item in layout?["otherLineEnds"]?.items ?? [] {
            if case .number(let number) = item, let index = Int(exactly: number.coefficient) { others.insert(index) }
        }
    }

    mutating func write(to bytes: inout [UInt8]) {
        if isCRLF != (!others.isEmpty && others.contains(count)) { bytes.append(0x0D) }
        bytes.append(0x0A)
        count += 1
    }
}
