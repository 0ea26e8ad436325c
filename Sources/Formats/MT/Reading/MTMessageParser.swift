import Canonical

/// Makes the document of one message whose blocks and fields have been found.
///
/// It lives as long as its reader, so that what it works with is allocated once.
struct MTMessageParser: ~Copyable {
    let library: MTLibrary
    let names: MTNames
    let table: MTFieldTable
    let options: MTOptions
    var matcher: MTFieldMatcher
    /// The message at hand, and the one behind it that it acknowledges.
    var scan = MTScan()
    var acknowledged = MTScan()
    /// How much further in the builder's text each byte of the message lies than in the message.
    var shift = 0
    /// Whether the field at hand was read by a dialect, in which amounts need no comma.
    var isInDialect = false
    /// What has been counted for places so far.
    var counted = CountedLines(base: 0)
    /// What was noticed in this message.
    var findings: [Finding] = []
    /// Fields that have no place in the message, by number.
    var unplaced: [Int] = []
    /// The messages of the document whose network rules are to be checked, if they are.
    var ruleChecks: [MTRuleCheck] = []
    /// Whether the layout's object is open.
    var hasLayout = false
    /// Where the window begins in the input.
    var position = InputPosition()
    /// Whether the bytes at hand are a copy of the window in which each byte of Latin-1 has become UTF-8.
    var isTranscoded = false
    /// The character sets that each byte belongs to.
    let sets = MTCharacterSet.table

    init(_ library: MTLibrary, options: MTOptions) {
        self.library = library
        self.options = options
        names = library.names
        table = library.fields
        matcher = MTFieldMatcher(library.fields)
    }

    /// Appends the members of the message that ``scan`` holds, without the object around them.
    mutating func appendMessage(_ bytes: Span<UInt8>, _ frame: MTFrame, _ builder: inout DocumentBuilder) {
        hasLayout = false
        let type = type(bytes, frame)
        if options.checksRules { ruleChecks.append(MTRuleCheck(root: builder.openContainer, kind: type)) }
        appendType(type, &builder)
        if type.program == nil, type.hasNumber { noteUnknownType(bytes) }
        checkBlocks(bytes, frame)
        if let block = scan.block(UInt8(ascii: "1")) { appendBlock1(bytes, block, &builder) }
        if let block = scan.block(UInt8(ascii: "2")) { appendBlock2(bytes, block, &builder) }
        if let block = scan.block(UInt8(ascii: "3")) { appendTags(bytes, block, names.block3, &builder) }
        if scan.hasText {
            appendText(bytes, type, &builder)
            checkText(bytes, type, frame)
        } else if let block = scan.block(UInt8(ascii: "4")) {
            appendSystemText(bytes, block, &builder)
        }
        if let block = scan.block(UInt8(ascii: "5")) { appendTags(bytes, block, names.block5, &builder) }
        appendOtherBlocks(bytes, &builder)
    }

    private mutating func noteUnknownType(_ bytes: Span<UInt8>) {
        note(
            .warning,
            Finding.unknownDefinitionCode,
            bytes,
            scan.block(UInt8(ascii: "2"))?.start ?? scan.start,
            "There is no table of the message type: only its fields are checked, each by itself."
        )
    }

    func appendType(_ type: MTMessageKind, _ builder: inout DocumentBuilder) {
        let start = builder.bytes.count
        builder.bytes.append(contentsOf: type.name)
        builder.text(names.type, from: start)
    }

    /// What kind of message it is, from blocks 1 to 3 or, for a body without them, from what else is known.
    ///
    /// Mutating, for otherwise the parser is copied to be lent.
    mutating func type(_ bytes: Span<UInt8>, _ frame: MTFrame) -> MTMessageKind {
        guard let header = scan.block(UInt8(ascii: "2")) else {
            if let first = scan.block(UInt8(ascii: "1")), first.end - first.start >= 3 {
                let isAcknowledgement = bytes[first.start + 1] == 0x32 && bytes[first.start + 2] == 0x31
                if isAcknowledgement { return MTMessageKind(name: Array("mt.ack".utf8)) }
                if !scan.hasText { return MTMessageKind(name: Array("mt.system".utf8)) }
            }
            return kind(number: scan.hasText ? MTBodyType.guess(bytes, scan, frame, options) : nil, bytes)
        }
        guard header.end - header.start >= 4 else { return kind(number: nil, bytes) }
        var number = 0
        for offset in 1...3 {
            let digit = bytes[header.start + offset] &- 0x30
            guard digit <= 9 else { return kind(number: nil, bytes) }
            number = number * 10 + Int(digit)
        }
        return kind(number: number, bytes)
    }

    /// The message type of that number in the variant that block 3 chooses.
    private func kind(number: Int?, _ bytes: Span<UInt8>) -> MTMessageKind {
        guard let number else {
            return MTMessageKind(name: Array("mt".utf8), fields: library.genericFields(ofCategory: 0))
        }
        guard let type = library.type(number) else {
            let digits = [number / 100, number / 10 % 10, number % 10].map { 0x30 + UInt8(truncatingIfNeeded: $0) }
            return MTMessageKind(
                name: Array("mt.".utf8) + digits,
                fields: library.genericFields(ofCategory: number / 100)
            )
        }
        guard !type.variants.isEmpty, let block = scan.block(UInt8(ascii: "3")) else { return type.baseKind }
        let variant = variant(bytes.extracting(block.start..<block.end), of: type)
        return variant < type.variants.count ? type.variantKinds[variant] : type.baseKind
    }

    /// The first of the variants whose tag stands in block 3 with its value; the number of variants if there is none.
    private func variant(_ block: Span<UInt8>, of type: MTLibrary.MessageType) -> Int {
        let patterns = type.variantPatterns
        var first = patterns.count
        var position = MTScanner.plainEnd(block, from: 0)
        while position < block.count {
            if stands(type.variantBeginning, block, position) {
                var number = 0
                while number < first, !stands(patterns[number], block, position) { number += 1 }
                first = number
            }
            position = MTScanner.plainEnd(block, from: position + 1)
        }
        return first
    }

    @inline(__always)
    private func stands(_ wanted: borrowing [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard bytes.count - start >= wanted.count else { return false }
        for offset in wanted.indices where bytes[start + offset] != wanted[offset] { return false }
        return true
    }

    /// Puts the message's bytes into the document as one piece, in which all texts lie that stand in the message.
    mutating func lay(_ bytes: Span<UInt8>, _ builder: inout DocumentBuilder) {
        shift = builder.bytes.count
        builder.append(bytes)
    }

    // MARK: - Findings

    /// Notes something at a byte of the message; the slow path, and out of line for that reason.
    @inline(never)
    mutating func note(
        _ severity: Finding.Severity,
        _ code: String,
        _ bytes: Span<UInt8>,
        _ offset: Int,
        field: String? = nil,
        _ message: String
    ) {
        findings.append(Finding(severity, code, at: nextPlace(bytes, offset, field: field), message))
    }

    /// The place of a byte; counts on from the last one, forwards or back, so that many findings in a large message cost
    /// one pass.
    private mutating func nextPlace(_ bytes: Span<UInt8>, _ offset: Int, field: String?) -> Place {
        let end = min(offset, bytes.count)
        if counted.base != position.byteOffset || counted.offset > bytes.count {
            counted = CountedLines(base: position.byteOffset)
        }
        let isBack = end < counted.offset
        for index in min(end, counted.offset)..<max(end, counted.offset) {
            if bytes[index] == 0x0A { counted.lines += isBack ? -1 : 1 }
            if bytes[index] & 0xC0 == 0x80 { counted.continuations += isBack ? -1 : 1 }
        }
        counted.offset = end
        let before = isTranscoded ? counted.continuations : 0
        return Place(
            byteOffset: position.byteOffset + offset - before,
            line: position.lines + 1 + counted.lines,
            field: field
        )
    }

    /// How many lines and continuing bytes of UTF-8 lie before an offset of the message that begins at a base.
    struct CountedLines {
        var base: Int
        var offset = 0
        var lines = 0
        var continuations = 0
    }

    /// The place of a byte of the message in the input.
    func place(_ bytes: Span<UInt8>, _ offset: Int, field: String?) -> Place {
        var place = position.place(of: offset, in: bytes, field: field)
        if isTranscoded {
            // Two bytes of UTF-8 have been one in the input: those that continue a character do not count.
            var continued = 0
            for index in 0..<min(offset, bytes.count) where bytes[index] & 0xC0 == 0x80 { continued += 1 }
            place.byteOffset = place.byteOffset.map { $0 - continued }
        }
        return place
    }
}

/// What kind of message is at hand: its name in the document, and the tables it is read by.
final class MTMessageKind: Sendable {
    /// Such as `mt.103.stp`.
    let name: [UInt8]
    /// Nil where there is no table for the type.
    let program: MTMessageProgram?
    /// The fields that hold for the type, by the tag's key.
    let fields: [Int16]
    let rules: MTRuleSet
    /// The name of the variant that block 3 chooses, `-` for none.
    let variant: String

    /// The same kind with other rules.
    func checked(by rules: MTRuleSet) -> MTMessageKind {
        MTMessageKind(name: name, program: program, fields: fields, rules: rules, variant: variant)
    }

    /// Whether it is a message type, and no acknowledgement, system message or message of an unknown type.
    var hasNumber: Bool { name.count >= 6 && name[3] &- 0x30 <= 9 }

    init(
        name: [UInt8],
        program: MTMessageProgram? = nil,
        fields: [Int16] = [],
        rules: MTRuleSet = MTRuleSet(),
        variant: String = "-"
    ) {
        self.name = name
        self.program = program
        self.fields = fields
        self.rules = rules
        self.variant = variant
    }

    convenience init(program: MTMessageProgram, variant: String = "-", rules: MTRuleSet) {
        self.init(name: program.nameBytes, program: program, fields: program.fields, rules: rules, variant: variant)
    }
}
