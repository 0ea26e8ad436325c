import Canonical

/// Turns definitions of fields into flat programs.
struct MTFieldCompiler {
    /// Longest code word in a list, because lists hold words as numbers of 64 bits.
    static let codeLengthMax = 8

    private(set) var instructions: [MTFieldInstruction] = []
    private(set) var components: [MTComponent] = []
    private(set) var literals: [UInt8] = []
    /// Where each code word of a notation lies among the literals.
    private(set) var words: [Range<Int32>] = []
    private(set) var codes: [UInt64] = []
    private(set) var texts: [String] = []
    /// Where the program of each form begins.
    private(set) var starts: [Int] = []
    private let names: DocumentNames
    /// The components of the form at hand, and how many have been placed.
    private var form: [MTComponentSpecification] = []
    private var formStart = 0
    private var placed = 0
    /// Whether the form has a slash before its lines, so that a value without it cannot begin with lines.
    private var hasSlash = false

    init(names: DocumentNames) {
        self.names = names
    }

    /// Appends the programs of a field.
    mutating func compile(_ definition: MTFieldDefinition, file: String) throws(Fault) -> MTField {
        let first = starts.count
        let firstComponent = components.count
        for form in definition.forms {
            starts.append(instructions.count)
            self.form = form.components
            formStart = components.count
            placed = 0
            hasSlash = false
            try addComponents(form.components, file: file)
            lower(form.notation, then: [])
            instructions.append(MTFieldInstruction(code: .end))
        }
        return MTField(
            tag: definition.tag,
            programs: first..<starts.count,
            firstComponent: firstComponent,
            errorCode: definition.errorCode,
            definition: definition
        )
    }

    /// The components of a form, those of its group behind them.
    private mutating func addComponents(_ specifications: [MTComponentSpecification], file: String) throws(Fault) {
        let start = components.count
        for specification in specifications {
            var component = MTComponent(
                name: specification.isKept ? names.name(specification.name) : .none,
                kind: specification.kind,
                isKept: specification.isKept
            )
            component.errorCode = number(of: specification.errorCode ?? specification.kind.errorCode)
            if let currency = specification.currency {
                guard let index = specifications.firstIndex(where: { $0.name == currency }) else {
                    throw fault(specification, "there is no component for its currency", file)
                }
                component.currency = Int32(start + index)
            }
            if let codes = specification.codes, specification.kind == .code || specification.kind == .partyIdentifier {
                component.codes = try add(codes, specification, file)
            }
            components.append(component)
        }
        for specification in specifications where !specification.inner.isEmpty {
            try addComponents(specification.inner, file: file)
        }
    }

    mutating func add(
        _ codes: [String],
        _ specification: MTComponentSpecification,
        _ file: String
    ) throws(Fault) -> Range<Int32> {
        let start = Int32(self.codes.count)
        for code in codes {
            guard let number = Self.number(ofCode: code.utf8.span) else {
                throw fault(specification, "a code has more than \(Self.codeLengthMax) characters", file)
            }
            self.codes.append(number)
        }
        return start..<Int32(self.codes.count)
    }

    private func fault(_ component: MTComponentSpecification, _ reason: String, _ file: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: component.word.line, path: file),
            reason: "Table \(file), line \(component.word.line), column \(component.word.column): \(reason)."
        )
    }

    /// A code word as one number; nil if it is too long.
    static func number(ofCode code: Span<UInt8>) -> UInt64? {
        guard code.count <= codeLengthMax else { return nil }
        var number: UInt64 = 0
        for index in code.indices { number = number << 8 | UInt64(code[index]) }
        return number
    }

    private mutating func number(of text: String) -> Int32 {
        if let index = texts.firstIndex(of: text) { return Int32(index) }
        texts.append(text)
        return Int32(texts.count - 1)
    }

    // MARK: - Notation

    private mutating func lower(_ items: [MTNotation], then rest: [MTNotation]) {
        for (index, item) in items.enumerated() {
            lower(item, then: Array(items[(index + 1)...]) + rest)
        }
    }

    private mutating func lower(_ item: MTNotation, then rest: [MTNotation]) {
        switch item {
        case .run(let set, let min, let max):
            var instruction = MTFieldInstruction(code: .run, set: set, min: Int32(min), max: Int32(max))
            (instruction.stop, instruction.stopSecond) = min == max ? (0, 0) : Self.stop(rest, in: set)
            append(capturing: instruction)
        case .decimal(let max, let needsComma):
            append(capturing: MTFieldInstruction(code: .decimal, min: needsComma ? 1 : 0, max: Int32(max)))
        case .lines(let set, let max, let width):
            let component = formStart + placed
            components[component].set = set
            components[component].linesMax = Int32(max)
            components[component].width = Int32(width)
            if components[component].kind == .text { components[component].kind = .lines }
            // Lines that stand behind them are not theirs.
            let behind = rest.count { if case .lineEnd = $0 { true } else { false } }
            append(
                capturing: MTFieldInstruction(
                    code: .lines,
                    stop: hasSlash ? UInt8(ascii: "/") : 0,
                    count: Int32(behind)
                )
            )
        case .group(let items, let max): lowerGroup(items, max)
        case .codes(let codes):
            let start = Int32(words.count)
            for code in codes {
                words.append(Int32(literals.count)..<Int32(literals.count + code.utf8.count))
                literals += code.utf8
            }
            append(capturing: MTFieldInstruction(code: .codes, target: start, count: Int32(codes.count)))
        case .optional(let items):
            let split = append(MTFieldInstruction(code: .split))
            lower(items, then: rest)
            instructions[split].target = Int32(instructions.count)
        case .choice(let forms): lowerChoice(forms, then: rest)
        case .lineEnd: append(MTFieldInstruction(code: .lineEnd))
        case .literal(let text):
            let start = Int32(literals.count)
            literals += text.utf8
            if text.hasPrefix("/") { hasSlash = true }
            append(MTFieldInstruction(code: .literal, target: start, count: Int32(text.utf8.count)))
        }
    }

    private mutating func lowerChoice(_ forms: [[MTNotation]], then rest: [MTNotation]) {
        var jumps: [Int] = []
        for (number, form) in forms.enumerated() {
            let isLast = number == forms.count - 1
            let split = isLast ? nil : append(MTFieldInstruction(code: .split))
            lower(form, then: rest)
            if !isLast { jumps.append(append(MTFieldInstruction(code: .jump))) }
            if let split { instructions[split].target = Int32(instructions.count) }
        }
        for jump in jumps { instructions[jump].target = Int32(instructions.count) }
    }

    /// The group's instruction, and behind it the program of a line, over which the field's program jumps.
    private mutating func lowerGroup(_ items: [MTNotation], _ max: Int) {
        let component = formStart + placed
        components[component].linesMax = Int32(max)
        let group = append(capturing: MTFieldInstruction(code: .group))
        let jump = append(MTFieldInstruction(code: .jump))
        instructions[group].target = Int32(instructions.count)
        let outer = (formStart, placed)
        // Those of the groups lie behind those of the form, in the order of the groups.
        let before = form.prefix(placed - 1).reduce(0) { $0 + $1.inner.count }
        (formStart, placed) = (formStart + form.count + before, 0)
        lower(items, then: [])
        (formStart, placed) = outer
        instructions.append(MTFieldInstruction(code: .end))
        instructions[jump].target = Int32(instructions.count)
    }

    @discardableResult
    private mutating func append(_ instruction: MTFieldInstruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }

    @discardableResult
    private mutating func append(capturing instruction: MTFieldInstruction) -> Int {
        var instruction = instruction
        instruction.component = Int32(formStart + placed)
        placed += 1
        return append(instruction)
    }

    /// The literal before which a run of a set ends, if the set holds it.
    private static func stop(_ rest: [MTNotation], in set: UInt8) -> (UInt8, UInt8) {
        switch rest.first {
        case .literal(let text):
            let bytes = Array(text.utf8.prefix(2))
            guard let first = bytes.first, MTCharacterSet.table[Int(first)] & set != 0 else { return (0, 0) }
            return (first, bytes.count > 1 ? bytes[1] : 0)
        case .optional(let items):
            let inner = stop(items, in: set)
            return inner.0 == 0 ? stop(Array(rest.dropFirst()), in: set) : inner
        default: return (0, 0)
        }
    }
}
