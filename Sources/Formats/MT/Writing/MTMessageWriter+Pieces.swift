import Canonical

/// A split message of which pieces are still to be written.
struct MTOpenMessage {
    var kind: MTMessageKind
    var isBody: Bool
    /// Whether most lines end with LF.
    var isLF: Bool
    /// How many bytes of it have been written, with the byte before its first block.
    var length: Int
}

/// The pieces of a split message, which put together are the message.
extension MTMessageWriter {
    private static let pieceMembers: [MTPiece: Set<String>] = [
        .head: ["type", "piece", "block1", "block2", "block3", "block4", "layout"],
        .entry: ["type", "piece", "block4", "layout"],
        .tail: ["type", "piece", "block4", "block5", "blocks", "layout"],
    ]

    /// The document as bytes: a whole message, or a piece of the one that is open.
    ///
    /// The second argument becomes the message that is open behind it.
    mutating func next(in open: MTOpenMessage?, opening next: inout MTOpenMessage?) throws(Fault) -> [UInt8] {
        guard let member = document.member("piece", of: 0) else {
            guard open == nil else { throw MTFault.document("The last piece of a split message is missing.", "/piece") }
            return try message()
        }
        let name = document.textBytes("piece", of: 0).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard document.nodes[member].kind == .text, let piece = MTPiece(rawValue: name) else {
            throw MTFault.document("A piece is head, entry or tail.", "/piece")
        }
        guard (piece == .head) == (open == nil) else {
            throw MTFault.document("A piece comes before the head of its message, or behind another head.", "/piece")
        }
        try checkMembers(piece)
        layout = try MTLayout(document, 0, mode: mode, path: "")
        guard var message = open else { return try head(&next) }
        layout.hasLineFeeds = message.isLF
        let bytes = piece == .entry ? try fields(message) : try tail(message)
        let written = layout.isLatin1 ? try latin1(bytes) : bytes
        message.length += written.count
        if piece == .entry { next = message }
        return written
    }

    private func checkMembers(_ piece: MTPiece) throws(Fault) {
        let known = Self.pieceMembers[piece] ?? []
        for child in document.children(at: 0) where !known.contains(document.name(at: child)) {
            throw MTFault.document("The piece has no such member.", "/\(document.name(at: child))")
        }
    }

    // MARK: - Pieces

    private mutating func head(_ next: inout MTOpenMessage?) throws(Fault) -> [UInt8] {
        let kind = kind(of: 0)
        var output: [UInt8] = layout.isInSectors ? [0x01] : []
        if !layout.isBody { output += try headers() }
        let fields = try textFields(kind, isBody: layout.isBody)
        var text = layout.start ?? (fields.isEmpty || layout.isBody ? [] : [0x0A])
        for (number, field) in fields.enumerated() {
            if number > 0 { text.append(0x0A) }
            text.append(UInt8(ascii: ":"))
            text += field
        }
        output += layout.withLineEnds(text)
        if layout.isLatin1 { output = try latin1(output) }
        next = MTOpenMessage(kind: kind, isBody: layout.isBody, isLF: layout.hasLineFeeds, length: output.count)
        return (layout.isLatin1 ? try latin1(layout.before) : layout.before) + output
    }

    /// Blocks 1 to 3, and the beginning of block 4.
    private func headers() throws(Fault) -> [UInt8] {
        let writer = MTHeaderWriter(document)
        var blocks: [(name: UInt8, bytes: [UInt8])] = []
        if let block = document.member("block1", of: 0) {
            blocks.append((0x31, try writer.block1(block, path: "/block1")))
        }
        if let block = document.member("block2", of: 0) {
            blocks.append((0x32, try writer.block2(block, path: "/block2")))
        }
        if let block = document.member("block3", of: 0) {
            blocks.append((0x33, try writer.tags(block, path: "/block3")))
        }
        guard !blocks.isEmpty else { throw MTFault.document("A message has a block.", "/block1") }
        return joined(blocks) + (layout.between[0x34] ?? []) + Array("{4:".utf8)
    }

    /// The fields of block 4, each with the line end before it.
    private func fields(_ message: MTOpenMessage) throws(Fault) -> [UInt8] {
        layout.withLineEnds(try lines(message))
    }

    private func lines(_ message: MTOpenMessage) throws(Fault) -> [UInt8] {
        var text: [UInt8] = []
        for field in try textFields(message.kind, isBody: message.isBody) {
            text += [0x0A, UInt8(ascii: ":")]
            text += field
        }
        return text
    }

    private func textFields(_ kind: MTMessageKind, isBody: Bool) throws(Fault) -> [[UInt8]] {
        guard let block = document.member("block4", of: 0) else {
            throw MTFault.document("A piece has the member block4.", "/block4")
        }
        var writer = MTTextWriter(library, document, isBare: isBody)
        return try writer.fields(of: block, kind, path: "/block4")
    }

    private func tail(_ message: MTOpenMessage) throws(Fault) -> [UInt8] {
        let end = layout.end ?? Array((message.isBody ? "\n-\n" : "\n-}").utf8)
        var output = layout.withLineEnds(try lines(message) + end)
        let writer = MTHeaderWriter(document)
        var blocks: [(name: UInt8, bytes: [UInt8])] = []
        if let block = document.member("block5", of: 0) {
            blocks.append((0x35, try writer.tags(block, path: "/block5")))
        }
        if let others = document.member("blocks", of: 0) { blocks += try writer.others(others, path: "/blocks") }
        guard blocks.isEmpty || !message.isBody else {
            throw MTFault.document("A body without blocks has none behind its text.", "/block5")
        }
        let first = layout.order.first { name in blocks.contains { $0.name == name } } ?? blocks.first?.name
        if let first { output += layout.between[first] ?? [] }
        output += joined(blocks)
        if layout.isInSectors {
            let written = layout.isLatin1 ? try latin1(output).count : output.count
            output += try sectorEnd(layout, used: message.length + written + 1)
        }
        return output + layout.after
    }
}
