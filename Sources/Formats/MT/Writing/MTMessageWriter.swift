import Canonical

/// Writes one document as a message.
struct MTMessageWriter {
    private static let members: Set = [
        "type", "block1", "block2", "block3", "block4", "block5", "blocks", "acknowledged", "envelope", "layout",
    ]

    let library: MTLibrary
    let document: Document
    let mode: WriteMode
    let limits: Limits
    var layout: MTLayout

    init(_ library: MTLibrary, _ document: Document, mode: WriteMode, limits: Limits) throws(Fault) {
        self.library = library
        self.document = document
        self.mode = mode
        self.limits = limits
        layout = MTLayout()
    }

    /// The message with what stands around it.
    mutating func message() throws(Fault) -> [UInt8] {
        var blocks = try blocks(of: 0, path: "")
        let outer = layout
        if let acknowledged = document.member("acknowledged", of: 0) {
            blocks += try self.blocks(of: acknowledged, path: "/acknowledged")
        }
        var message = outer.before + blocks
        if outer.isInSectors { message = try sectors(outer, blocks) }
        message += outer.after
        if let envelope = document.member("envelope", of: 0) {
            message = try MTEnvelope.wrap(message, document, envelope)
        }
        return outer.isLatin1 ? try latin1(message) : message
    }

    /// 0x01, the blocks, 0x03, and blanks up to the end of the sector.
    private func sectors(_ layout: MTLayout, _ blocks: [UInt8]) throws(Fault) -> [UInt8] {
        let used = (layout.isLatin1 ? try latin1(blocks).count : blocks.count) + 2
        return layout.before + [0x01] + blocks + (try sectorEnd(layout, used: used))
    }

    /// 0x03 and blanks, behind so many bytes, itself among them.
    func sectorEnd(_ layout: MTLayout, used: Int) throws(Fault) -> [UInt8] {
        let required = (MTFrame.sectorLength - used % MTFrame.sectorLength) % MTFrame.sectorLength
        let blanks = layout.padding ?? required
        guard (0...limits.bodyBytesMax).contains(blanks) else {
            throw MTFault.document("The padding has 0 to \(limits.bodyBytesMax) bytes.", "/layout/padding")
        }
        return [0x03] + [UInt8](repeating: 0x20, count: blanks)
    }

    func latin1(_ message: [UInt8]) throws(Fault) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(message.count)
        for scalar in String(decoding: message, as: UTF8.self).unicodeScalars {
            guard scalar.value <= 0xFF else {
                throw MTFault.document("A character is not in ISO 8859-1.", "/layout/encoding")
            }
            output.append(UInt8(scalar.value))
        }
        return output
    }

    // MARK: - Blocks

    private mutating func blocks(of object: Int, path: String) throws(Fault) -> [UInt8] {
        guard document.nodes[object].kind == .object else { throw MTFault.document("A message is an object.", path) }
        for child in document.children(at: object) where !Self.members.contains(document.name(at: child)) {
            throw MTFault.document("A message has no such member.", "\(path)/\(document.name(at: child))")
        }
        layout = try MTLayout(document, object, mode: mode, path: path)
        var blocks: [(name: UInt8, bytes: [UInt8])] = []
        let headers = MTHeaderWriter(document)
        if let block = document.member("block1", of: object) {
            blocks.append((0x31, try headers.block1(block, path: "\(path)/block1")))
        }
        if let block = document.member("block2", of: object) {
            blocks.append((0x32, try headers.block2(block, path: "\(path)/block2")))
        }
        if let block = document.member("block3", of: object) {
            blocks.append((0x33, try headers.tags(block, path: "\(path)/block3")))
        }
        if let block = document.member("block4", of: object) {
            let text = try block4(block, object, path: "\(path)/block4")
            if layout.isBody { return text }
            blocks.append((0x34, text))
        }
        if let block = document.member("block5", of: object) {
            blocks.append((0x35, try headers.tags(block, path: "\(path)/block5")))
        }
        if let others = document.member("blocks", of: object) {
            blocks += try headers.others(others, path: "\(path)/blocks")
        }
        guard !blocks.isEmpty else { throw MTFault.document("A message has a block.", "\(path)/block1") }
        return joined(blocks)
    }

    /// The blocks in the order that the layout names, those that it does not name behind them.
    func joined(_ blocks: [(name: UInt8, bytes: [UInt8])]) -> [UInt8] {
        var rest = blocks
        var output: [UInt8] = []
        let ownsEnd = layout.ownsEnd
        let between = layout.between
        let append = { (block: (name: UInt8, bytes: [UInt8])) in
            if !output.isEmpty, block.name != 0x31 { output += between[block.name] ?? [] }
            output += [UInt8(ascii: "{"), block.name, UInt8(ascii: ":")] + block.bytes
            // Text brings its own end, which may be missing.
            if block.name != 0x34 || !ownsEnd { output.append(UInt8(ascii: "}")) }
        }
        for name in layout.order {
            guard let index = rest.firstIndex(where: { $0.name == name }) else { continue }
            append(rest.remove(at: index))
        }
        for block in rest { append(block) }
        return output
    }

    // MARK: - Block 4

    private mutating func block4(_ block: Int, _ object: Int, path: String) throws(Fault) -> [UInt8] {
        if document.member("tags", of: block) != nil {
            return try MTHeaderWriter(document).tagList(block, path: path)
        }
        let isSystem = document.textBytes("text", of: block) != nil
        if isSystem { return try MTHeaderWriter(document).text(block, path: path) }
        let kind = kind(of: object)
        var writer = MTTextWriter(library, document, isBare: layout.isBody)
        let fields = try writer.fields(of: block, kind, path: path)
        var text = layout.start ?? (fields.isEmpty || layout.isBody ? [] : [0x0A])
        for (number, field) in fields.enumerated() {
            if number > 0 { text.append(0x0A) }
            text.append(UInt8(ascii: ":"))
            text += field
        }
        text += layout.end ?? Array((layout.isBody ? "\n-\n" : "\n-}").utf8)
        layout.ownsEnd = true
        return layout.withLineEnds(text)
    }

    /// The tables of the message: by block 2 and 3, or by the member `type`.
    func kind(of object: Int) -> MTMessageKind {
        var number: Int?
        if let header = document.member("block2", of: object), let type = document.textBytes("messageType", of: header)
        {
            number = type.count == 3 ? Int(String(decoding: type, as: UTF8.self)) : nil
        }
        let name = document.textBytes("type", of: object).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let parts = name.split(separator: ".")
        if number == nil, parts.count >= 2 { number = Int(parts[1]) }
        guard let number else { return MTMessageKind(name: [], fields: library.genericFields(ofCategory: 0)) }
        guard let type = library.type(number) else {
            return MTMessageKind(name: [], fields: library.genericFields(ofCategory: number / 100))
        }
        var program = type.base
        if let header = document.member("block3", of: object) {
            for variant in type.variants {
                let value = document.textBytes(variant.definition.tag, of: header)
                let isNamed = document.member("text", of: header) != nil && program.typeName != name
                let isTagged = value?.elementsEqual(variant.definition.value.utf8) ?? false
                if isTagged || (isNamed && variant.program.typeName == name) {
                    program = variant.program
                    break
                }
            }
        }
        return MTMessageKind(name: program.nameBytes, program: program, fields: program.fields)
    }
}
