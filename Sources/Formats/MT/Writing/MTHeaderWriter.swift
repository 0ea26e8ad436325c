import Canonical

/// Writes the blocks that are not text: headers, tags in braces, and blocks of others.
struct MTHeaderWriter {
    private let document: Document

    init(_ document: Document) {
        self.document = document
    }

    func block1(_ block: Int, path: String) throws(Fault) -> [UInt8] {
        if document.member("text", of: block) != nil { return try text(block, path: path) }
        let parts = [
            ("applicationId", 1), ("serviceId", 2), ("logicalTerminal", 12), ("sessionNumber", 4),
            ("sequenceNumber", 6),
        ]
        return try joined(parts, required: parts.count, block, path)
    }

    func block2(_ block: Int, path: String) throws(Fault) -> [UInt8] {
        if document.member("text", of: block) != nil { return try text(block, path: path) }
        if document.textBytes("direction", of: block)?.first == UInt8(ascii: "O") {
            let parts = [
                ("direction", 1), ("messageType", 3), ("inputTime", 4), ("inputDate", 6), ("sender", 12),
                ("sessionNumber", 4), ("sequenceNumber", 6), ("outputDate", 6), ("outputTime", 4), ("priority", 1),
            ]
            return try joined(parts, required: parts.count - 1, block, path)
        }
        let parts = [
            ("direction", 1), ("messageType", 3), ("receiver", 12), ("priority", 1), ("deliveryMonitoring", 1),
            ("obsolescencePeriod", 3),
        ]
        return try joined(parts, required: 3, block, path)
    }

    /// Parts of fixed length; those behind the required ones may be absent.
    private func joined(
        _ parts: [(name: String, length: Int)],
        required: Int,
        _ block: Int,
        _ path: String
    ) throws(Fault) -> [UInt8] {
        guard document.nodes[block].kind == .object else { throw MTFault.document("A block is an object.", path) }
        for child in document.children(at: block) where !parts.contains(where: { $0.name == document.name(at: child) })
        {
            throw MTFault.document("The block has no such member.", "\(path)/\(document.name(at: child))")
        }
        var output: [UInt8] = []
        for (number, part) in parts.enumerated() {
            guard document.member(part.name, of: block) != nil || number < required else { continue }
            guard let value = document.textBytes(part.name, of: block), value.count == part.length,
                !value.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") || $0 >= 0x80 })
            else { throw MTFault.document("The value has \(part.length) characters.", "\(path)/\(part.name)") }
            output += value
        }
        return output
    }

    /// The member `text` of a block that could not be taken apart.
    func text(_ block: Int, path: String) throws(Fault) -> [UInt8] {
        guard let text = document.textBytes("text", of: block), document.nodes[block].count == 1,
            isBalanced(text)
        else { throw MTFault.document("The text of a block has its braces in pairs.", "\(path)/text") }
        return Array(text)
    }

    /// Blocks 3 and 5.
    func tags(_ block: Int, path: String) throws(Fault) -> [UInt8] {
        guard document.nodes[block].kind == .object else { throw MTFault.document("A block is an object.", path) }
        if document.member("text", of: block) != nil { return try text(block, path: path) }
        var output: [UInt8] = []
        for tag in document.children(at: block) {
            let name = document.nameBytes(at: tag)
            let path = "\(path)/\(document.name(at: tag))"
            switch document.nodes[tag].kind {
            case .text: try append(name, document.bytes[document.nodes[tag].textRange], path, to: &output)
            case .null: try append(name, nil, path, to: &output)
            default: throw MTFault.document("The value of a tag is a text.", path)
            }
        }
        return output
    }

    /// The member `tags`, a list.
    func tagList(_ block: Int, path: String) throws(Fault) -> [UInt8] {
        guard let list = document.member("tags", of: block), document.nodes[list].kind == .list else {
            throw MTFault.document("The tags are a list.", "\(path)/tags")
        }
        var output: [UInt8] = []
        for (number, item) in document.children(at: list).enumerated() {
            let path = "\(path)/tags/\(number)"
            guard let tag = document.textBytes("tag", of: item) else {
                throw MTFault.document("The tag is missing.", path)
            }
            try append(tag, document.textBytes("value", of: item), path, to: &output)
        }
        return output
    }

    /// The member `blocks`.
    func others(_ list: Int, path: String) throws(Fault) -> [(name: UInt8, bytes: [UInt8])] {
        guard document.nodes[list].kind == .list else { throw MTFault.document("The blocks are a list.", path) }
        var blocks: [(name: UInt8, bytes: [UInt8])] = []
        for (number, item) in document.children(at: list).enumerated() {
            let path = "\(path)/\(number)"
            guard let name = document.textBytes("name", of: item), name.count == 1, let byte = name.first,
                isTagCharacter(byte)
            else { throw MTFault.document("The name of a block is a capital letter or a digit.", "\(path)/name") }
            if document.member("tags", of: item) != nil {
                blocks.append((byte, try tagList(item, path: path)))
            } else {
                guard let text = document.textBytes("text", of: item), isBalanced(text) else {
                    throw MTFault.document("A block has tags or a text.", path)
                }
                blocks.append((byte, Array(text)))
            }
        }
        return blocks
    }

    private func append(
        _ tag: ArraySlice<UInt8>,
        _ value: ArraySlice<UInt8>?,
        _ path: String,
        to output: inout [UInt8]
    ) throws(Fault) {
        guard !tag.isEmpty, tag.allSatisfy(isTagCharacter), isBalanced(value ?? []) else {
            throw MTFault.document("A tag has capital letters and digits, and a value its braces in pairs.", path)
        }
        output += [UInt8(ascii: "{")] + tag
        if let value { output += [UInt8(ascii: ":")] + value }
        output.append(UInt8(ascii: "}"))
    }

    private func isTagCharacter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }

    private func isBalanced(_ text: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in text {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}
