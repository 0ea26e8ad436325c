import Canonical

/// Reads one message from bytes that hold it, and maybe more.
///
/// Never copied: that would cost more than to read a field.
struct ISO8583MessageReader: ~Copyable {
    /// What became of a message or a field.
    enum Outcome {
        /// It was read, up to ``at``.
        case complete
        /// The bytes end inside of it.
        case truncated
        /// Something in it cannot be read, so that what follows cannot be found.
        case broken
    }

    /// A fact about how a field was written that its value does not tell.
    struct Deviation {
        var field: String
        var fact: ISO8583Fact
        var value: String
    }

    /// A field whose bytes are no value.
    struct Undecoded {
        var name: DocumentName
        var range: Range<Int>
    }

    let program: ISO8583Program
    /// Where the bytes begin in the input.
    var origin = 0
    /// The line of the message, where messages are lines; nil in inputs of bytes.
    var line: Int?
    /// How many bytes of the message a byte stands for: 2 where hexadecimal digits were turned into bytes.
    var scale = 1
    /// The next byte to be read.
    var at = 0
    var deviations: [Deviation] = []
    var undecoded: [Undecoded] = []
    /// The bits of up to three bitmaps whose fields are not yet read, each from the highest on.
    var bits: InlineArray<3, UInt64> = .init(repeating: 0)
    /// How many bitmaps there were.
    var bitmaps = 0
    /// How many bitmaps the fields need.
    var bitmapsNeeded = 0
    /// How the letters of the bitmaps' hexadecimal digits were written, if not in upper case.
    var bitmapCase: String?

    /// The tag whose value is being read, for facts; nil outside of tags.
    var tagPath: TagPath?

    init(_ program: ISO8583Program) {
        self.program = program
    }

    /// Notes a fact about the field that is being read.
    mutating func note(_ index: Int, _ fact: ISO8583Fact, _ value: String) {
        let field = tagPath.map { text(of: $0) } ?? program.labels[index]
        deviations.append(Deviation(field: field, fact: fact, value: value))
    }

    /// The place of a byte, for findings.
    func place(_ offset: Int, _ field: String? = nil) -> Place {
        Place(byteOffset: origin + offset * scale, line: line, field: field)
    }

    /// Reads the message that begins at ``at`` into the members `mti` and `fields` of the open object.
    mutating func read(
        _ bytes: Span<UInt8>,
        into builder: inout DocumentBuilder,
        findings: inout Findings
    ) -> Outcome {
        reset()
        let type = readType(bytes, into: &builder, findings: &findings)
        guard type == .complete else { return type }
        let bitmap = readBitmaps(bytes, findings: &findings)
        guard bitmap == .complete else { return bitmap }
        builder.begin(.object, program.own.fields)
        defer { builder.end() }
        for index in 0..<bitmaps {
            let outcome = readFields(index, bytes, &builder, &findings)
            guard outcome == .complete else { return outcome }
        }
        return .complete
    }

    mutating func reset() {
        deviations.removeAll(keepingCapacity: true)
        undecoded.removeAll(keepingCapacity: true)
        bits = .init(repeating: 0)
        bitmaps = 0
        bitmapsNeeded = 0
        bitmapCase = nil
    }

    /// Reads the fields of one bitmap in the order of their numbers, taking away the bits of those that were read.
    private mutating func readFields(
        _ bitmap: Int,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) -> Outcome {
        var left = bits[bitmap]
        while left != 0 {
            let bit = left.leadingZeroBitCount
            let outcome = readField(bitmap * 64 + bit + 1, bytes, &builder, &findings)
            guard outcome == .complete else {
                bits[bitmap] = left
                return outcome
            }
            left &= ~(1 << UInt64(63 - bit))
        }
        bits[bitmap] = 0
        return .complete
    }

    private mutating func readField(
        _ number: Int,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) -> Outcome {
        let step = program.fields[number]
        guard step >= 0 else {
            findings.add(
                .error,
                ISO8583Code.field,
                at: place(at, program.numbers[number]),
                "The specification does not have this field, so it and what follows it cannot be read."
            )
            return .broken
        }
        return readStep(step, bytes, end: bytes.count, isTop: true, &builder, &findings)
    }

    /// The numbers of the fields whose bits are set and that could not be read.
    var numbersLeft: [Int] {
        var numbers: [Int] = []
        for bitmap in 0..<3 {
            for bit in 0..<64 where bits[bitmap] & (1 << UInt64(63 - bit)) != 0 {
                numbers.append(bitmap * 64 + bit + 1)
            }
        }
        return numbers
    }
}
