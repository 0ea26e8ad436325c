/// Takes a mapping file apart into words, numbers, texts and signs.
///
/// It never gives up: what it does not know is a problem, and the likely meaning (`is` for `==`) goes on to the parser,
/// so that one slip is one problem.
struct MappingLexer {
    let bytes: [UInt8]
    let file: String
    let limits: MappingSyntaxLimits
    var index = 0
    var tokens: [MappingToken] = []
    var problems: [MappingProblem] = []
    var remarks: [MappingRemark] = []
    private var line = 1
    /// What a byte index has to lose to become a column: the line's start and the bytes that continue a scalar.
    private var columnBase = -1
    private var isApart = true
    private var beginsLine = true
    private var saysTab = false
    /// Whether something without meaning was left out before the next token.
    var followsUnknown = false

    init(_ bytes: [UInt8], file: String, limits: MappingSyntaxLimits) {
        self.bytes = bytes
        self.file = file
        self.limits = limits
    }

    /// Reads the whole file; the last token is always the end.
    mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            columnBase = 2
        }
        while index < bytes.count, tokens.count + remarks.count < limits.tokensMax, problems.count < limits.problemsMax
        {
            next()
        }
        if tokens.count + remarks.count >= limits.tokensMax {
            note("The file has more than \(limits.tokensMax) words, signs and comments.", "Put parts into a library.")
        }
        add(.end, at: position, length: 0)
    }

    private mutating func next() {
        switch bytes[index] {
        case UInt8(ascii: "\n"): endLine()
        case UInt8(ascii: "\r"): carriageReturn()
        case UInt8(ascii: " "):
            index += 1
            isApart = true
        case UInt8(ascii: "\t"): tab()
        case UInt8(ascii: "#"): comment()
        case UInt8(ascii: "\""): text()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
        case let byte where byte.isNameByte: word()
        case 0x80...: foreignScalar()
        default: sign()
        }
    }

    // MARK: - Places

    /// The place of the next byte.
    var position: SourcePosition { SourcePosition(file: file, line: line, column: index - columnBase) }

    /// Adds a token that begins at a place and ends before the next byte.
    mutating func add(_ kind: MappingToken.Kind, at start: SourcePosition) {
        add(kind, at: start, length: position.column - start.column)
    }

    mutating func add(_ kind: MappingToken.Kind, at start: SourcePosition, length: Int) {
        tokens.append(
            MappingToken(
                kind: kind,
                position: start,
                length: length,
                isApart: isApart,
                beginsLine: beginsLine,
                followsUnknown: followsUnknown
            )
        )
        followsUnknown = false
        isApart = false
        beginsLine = false
    }

    mutating func note(
        _ message: String,
        _ suggestion: String? = nil,
        at start: SourcePosition? = nil,
        length: Int = 1
    ) {
        problems.append(MappingProblem(at: start ?? position, length: length, message, suggestion: suggestion))
    }

    /// Goes on by a Unicode scalar and gives it; nil for bytes that are not UTF-8, of which it skips one.
    mutating func takeScalar() -> Unicode.Scalar? {
        let end = min(index + 4, bytes.count)
        var decoder = UTF8()
        var iterator = bytes[index..<end].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
            note("This byte is not UTF-8.", "Save the file as UTF-8.")
            index += 1
            return nil
        }
        let width = UTF8.width(scalar)
        index += width
        columnBase += width - 1
        return scalar
    }

    /// Goes back to a place on the same line; the caller has set the index.
    mutating func rewindColumns(to start: SourcePosition) {
        columnBase = index - start.column
    }

    // MARK: - Blanks

    private mutating func endLine() {
        if beginsLine, remarks.last?.position.line != line { emptyLine() }
        index += 1
        line += 1
        columnBase = index - 1
        isApart = true
        beginsLine = true
        saysTab = false
    }

    /// An empty line is kept for the printer; a second one says nothing more than the first.
    private mutating func emptyLine() {
        if let last = remarks.last, last.text == nil, last.position.line == line - 1 {
            remarks[remarks.count - 1].position = position
        } else {
            remarks.append(MappingRemark(text: nil, position: position, isOwnLine: true))
        }
    }

    private mutating func carriageReturn() {
        if index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "\n") {
            note("A carriage return stands alone.", "End lines with a line feed.")
        }
        index += 1
        isApart = true
    }

    private mutating func tab() {
        if !saysTab { note("A tab stands here.", "Use blanks: four for each level.") }
        saysTab = true
        index += 1
        isApart = true
    }

    /// A comment to the end of the line.
    mutating func comment() {
        if !isApart {
            note("A comment begins after a blank.", "Put a blank before #.")
        }
        let start = position
        var end = index
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let isOwnLine = beginsLine
        if String(validating: bytes[index..<end], as: UTF8.self) == nil {
            note("The comment is not UTF-8.", "Save the file as UTF-8.")
        }
        var text = String(decoding: bytes[index..<end], as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        remarks.append(MappingRemark(text: text, position: start, isOwnLine: isOwnLine))
        index = end
    }
}

extension UInt8 {
    /// Whether a name may begin with it.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Whether it is a digit.
    var isDigitByte: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
