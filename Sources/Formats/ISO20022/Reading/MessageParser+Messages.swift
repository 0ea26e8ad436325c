import Canonical

/// One message, or one piece of one, per call.
extension MessageParser {
    /// What a call made of the window.
    enum Outcome {
        case document(Document)
        /// So many bytes were passed over.
        case skipped
        /// There is nothing more.
        case end
    }

    /// Reads the next message or piece from the scanner's offset, which is then behind it.
    mutating func readNext(_ bytes: Span<UInt8>) throws(XMLStop) -> Outcome {
        begin()
        if !state.hasBegun {
            try readBeginning(bytes)
            state.hasBegun = true
        }
        if state.isSplit { return .document(try readPiece(bytes)) }
        if try hasEnded(bytes) { return .end }
        state.hasHeader = false
        state.hasDocument = false
        state.messageEnd = nil
        state.emptyForm = nil
        let isWhole = try readEnvelope(bytes)
        guard state.hasHeader || state.hasDocument else { return try endWithoutPart(bytes) }
        return .document(try finish(isWhole: isWhole, bytes))
    }

    /// Reads on in a message that was split.
    private mutating func readPiece(_ bytes: Span<UInt8>) throws(XMLStop) -> Document {
        piece = .fresh
        isSplitting = true
        guard let definition = state.definition, let depth = state.partDepth else {
            throw scanner.fault(at: scanner.offset, bytes, "A piece does not belong to a message.")
        }
        builder.names = definition.names
        guard try continuePart(downTo: depth, bytes, definition) else {
            return try finish(isWhole: false, bytes)
        }
        addPart(.document)
        partRanges.append(0..<scanner.offset)
        try endPart(.document, bytes)
        state.isSplit = false
        return try finish(isWhole: try readEnvelope(bytes), bytes)
    }

    /// Whether nothing but white space follows, at the end of the input.
    private mutating func hasEnded(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        guard state.hasRoot, state.open.isEmpty else { return false }
        var ahead = scanner
        ahead.skipBlanks(bytes)
        if ahead.offset >= bytes.count {
            guard scanner.isLast else { throw .incomplete }
            scanner.offset = bytes.count
            return true
        }
        guard bytes[ahead.offset] != UInt8(ascii: "<") else { return false }
        find(.error, "xml.trailing-bytes", at: ahead.offset, bytes, "The input goes on behind the last message.")
        guard scanner.isLast else { throw .incomplete }
        scanner.offset = bytes.count
        return true
    }

    /// The end of an input in which no part follows.
    private mutating func endWithoutPart(_ bytes: Span<UInt8>) throws(XMLStop) -> Outcome {
        throw .fault(
            Fault(
                .message,
                .formatUnrecognised,
                stage: .decode,
                place: scanner.position.place(of: 0, in: bytes),
                reason: "The input holds no ISO 20022 message: neither an AppHdr nor a Document."
            )
        )
    }

    // MARK: - The beginning of an input

    /// Passes over a byte order mark and over what a queue manager wrote before the first tag.
    private mutating func readBeginning(_ bytes: Span<UInt8>) throws(XMLStop) {
        if try scanner.byte(bytes) == 0xEF, try scanner.has("\u{FEFF}", at: 0, bytes) {
            layout.hasByteOrderMark = true
            scanner.offset = 3
        }
        var ahead = scanner
        ahead.skipBlanks(bytes)
        if try ahead.byte(bytes) != UInt8(ascii: "<") {
            let start = try firstTag(bytes)
            layout.leading = (scanner.offset..<start).map { bytes[$0] }
            find(
                severityOfBeginning,
                "xml.leading-bytes",
                at: scanner.offset,
                bytes,
                "Bytes that are not XML stand before the message."
            )
            scanner.offset = start
        }
        messageStart = scanner.offset
        state.hasCarriageReturns = hasCarriageReturns(bytes)
        scanner.stopsAtLineFeeds = state.hasCarriageReturns
    }

    /// What it means that something stands before a message: the file is no XML document (XML 1.0, production 1), but
    /// behind a first message that is what files with several of them look like.
    var severityOfBeginning: Finding.Severity { scanner.position.byteOffset == 0 ? .error : .warning }

    /// Where XML begins behind other bytes: at a declaration, else at the first tag.
    private mutating func firstTag(_ bytes: Span<UInt8>) throws(XMLStop) -> Int {
        let end = min(bytes.count - 5, scanner.limits.leadingBytesMax)
        var first: Int?
        var index = scanner.offset
        while index < end {
            if bytes[index] == UInt8(ascii: "<") {
                if XMLScanner.equal(bytes.extracting(index..<index + 5), "<?xml") { return index }
                let next = bytes[index + 1]
                if first == nil, XMLCharacters.isNameByte(next), XMLCharacters.beginsName(UInt32(next)) {
                    first = index
                }
            }
            index += 1
        }
        if let first { return first }
        if !scanner.isLast, bytes.count <= scanner.limits.leadingBytesMax { throw .incomplete }
        throw .fault(
            Fault(
                .message,
                .formatUnrecognised,
                stage: .decode,
                place: Place(byteOffset: 0, line: 1),
                reason: "The input is no XML: it does not begin with a tag."
            )
        )
    }

    private func hasCarriageReturns(_ bytes: Span<UInt8>) -> Bool {
        for index in scanner.offset..<bytes.count where bytes[index] == 0x0A {
            return index > 0 && bytes[index - 1] == 0x0D
        }
        return false
    }

    // MARK: - The end of a document

    /// Adds what stands beside the parts, and takes the document out.
    private mutating func finish(isWhole: Bool, _ bytes: Span<UInt8>) throws(XMLStop) -> Document {
        if piece != .head || !isWhole { addPiece(isWhole: isWhole) }
        if !isWhole {
            state.isSplit = true
            // Pieces have no layout of their own for this: the first one speaks for all.
            if state.emptyForm == nil { state.emptyForm = .tag }
        }
        if !partNamespaces.isEmpty {
            builder.begin(.object, SharedNames.namespaces)
            for (part, namespace) in partNamespaces {
                let name = state.namespaces.names[namespace]
                builder.text(part.documentName, name.span)
            }
            builder.end()
        }
        if !unexpected.isEmpty { builder.append(.list(unexpected), name: "unexpected") }
        envelope.end()
        if hasEnvelope { builder.append(envelope, SharedNames.envelope) }
        addLayout(bytes)
        if builder.count > limits.documentValuesMax { throw tooManyValues(at: scanner.offset, bytes) }
        state.messagesRead += 1
        return finishDocument()
    }

    private mutating func addPiece(isWhole: Bool) {
        switch piece {
        case .head: builder.text(SharedNames.piece, "head")
        case .entry: builder.text(SharedNames.piece, "entry")
        case .fresh, .between: builder.text(SharedNames.piece, isWhole ? "tail" : "between")
        }
    }

    /// Adds the layout facts of the message, without those that are as the writer would choose.
    private mutating func addLayout(_ bytes: Span<UInt8>) {
        var facts = DocumentObject()
        if piece == .head { addFactsOfInput(to: &facts) }
        if !hasEnvelope { addMarkup(to: &facts, bytes) }
        guard !facts.members.isEmpty || !layout.parts.isEmpty || !exceptions.isEmpty else { return }
        builder.begin(.object, SharedNames.layout)
        for member in facts.members { builder.append(member.value, name: member.name) }
        for (part, object) in layout.parts {
            builder.begin(.object, part.documentName)
            for member in object.members { builder.append(member.value, name: member.name) }
            builder.end()
        }
        if !exceptions.isEmpty { builder.append(.list(exceptions), name: "exceptions") }
        builder.end()
    }

    private func addFactsOfInput(to facts: inout DocumentObject) {
        if !layout.leading.isEmpty { facts["leading"] = .text(Hexadecimal.text(layout.leading)) }
        if layout.encoding != .utf8 { facts["encoding"] = .text(layout.encoding.rawValue) }
        if layout.hasByteOrderMark { facts["byteOrderMark"] = .boolean(true) }
        if state.hasCarriageReturns { facts["lineEnd"] = "CRLF" }
        if let form = state.emptyForm, form != .tag { facts["emptyForm"] = .text(form.rawValue) }
    }

    /// Adds what stands before, between and behind the parts, where there is no envelope.
    private func addMarkup(to facts: inout DocumentObject, _ bytes: Span<UInt8>) {
        guard let first = partRanges.first, let last = partRanges.last else { return }
        let prolog = string(messageStart..<first.lowerBound, bytes)
        if piece == .head, prolog != MessageWriter.usualProlog { facts["prolog"] = .text(prolog) }
        if partRanges.count > 1, last.lowerBound > first.upperBound {
            facts["between"] = .text(string(first.upperBound..<last.lowerBound, bytes))
        }
        if !last.isEmpty, scanner.offset > last.upperBound {
            facts["epilog"] = .text(string(last.upperBound..<scanner.offset, bytes))
        }
    }

    // MARK: - Between windows

    /// Makes the state independent of the window, of which so many bytes are used up.
    mutating func moveOn(over count: Int, _ bytes: Span<UInt8>) {
        var carried: [UInt8] = []
        for index in state.open.indices {
            let name = nameBytes(state.open[index], bytes)
            if state.open[index].line == 0 {
                state.open[index].line = place(state.open[index].tagStart, bytes, path: "").line ?? 0
            }
            state.open[index].name.start = -1 - carried.count
            state.open[index].tagStart -= count
            carried += name
        }
        state.carriedNames = carried
        if let end = state.messageEnd { state.messageEnd = end - count }
        // Behind the end of the input nothing is left to find.
        if !scanner.isLast || count < bytes.count { scanner.position.advance(over: count, of: bytes) }
        scanner.offset = 0
    }

    /// Takes the state back to what it was before an attempt.
    mutating func restore(_ saved: ReadingState, offset: Int) {
        state = saved
        scanner.offset = offset
        if definitions.count > saved.namespaces.names.count {
            definitions.removeLast(definitions.count - saved.namespaces.names.count)
        }
    }
}
