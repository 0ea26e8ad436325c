import Canonical

/// The functions of cleansing as mappings call them: texts in, one text out.
///
/// A value that a function refuses, such as a date that is none, is absent and reported as dropped, so that a mapping can
/// go on with `else`; what only a mistake in the mapping or too large a number can bring about is a fault.
enum CleansingCalls {
    /// What a function gives.
    private enum Result {
        case text
        /// A text, absent instead of empty.
        case textIfAny
        /// A date or time in the form that the third argument names.
        case written
        case shortened
        case boolean
        case integer
        case decimal
        case meaning(TextShape.Meaning)
        case lines

        var kind: ResultKind {
            switch self {
            case .text, .written, .shortened, .decimal, .meaning: .text
            case .textIfAny: .textIfAny
            case .boolean: .boolean
            case .integer: .number
            case .lines: .lines
            }
        }
    }

    /// How what is in the output is read.
    fileprivate enum ResultKind {
        case text
        case textIfAny
        case boolean
        case number
        case lines
    }

    /// How many of the parameters a call has to have, and what the function gives.
    private static let calls: [String: (needed: Int, result: Result)] = [
        "trim": (1, .shortened), "fold": (1, .shortened), "tidy": (1, .shortened), "narrow": (1, .text),
        "widenKatakana": (1, .text), "fits": (2, .boolean), "replace": (3, .text), "transliterate": (2, .text),
        "amountFromComma": (1, .decimal), "amountToComma": (1, .text), "fromMinorUnits": (2, .decimal),
        "toMinorUnits": (2, .text), "minorUnits": (1, .integer), "fitsCurrency": (2, .boolean), "date": (3, .written),
        "dateNear": (2, .meaning(.date)), "time": (3, .written), "timeOffset": (1, .textIfAny),
        "isoOffset": (1, .text), "compactOffset": (1, .text),
        "dateTime": (2, .meaning(.dateTime)), "dateTimePiece": (2, .text), "dateTimeInUtc": (1, .meaning(.dateTime)),
        "isIdentifier": (2, .boolean),
        "identifier": (2, .text), "fixedWidth": (2, .text), "splitLines": (3, .lines), "joinLines": (1, .text),
        "addressLines": (0, .lines), "writeNumberedLines": (1, .lines), "statementPurpose": (1, .text),
        "writeStatementPurpose": (1, .text), "multiply": (4, .decimal), "divide": (4, .decimal), "round": (3, .decimal),
        "fitsDigits": (3, .boolean),
    ]

    /// What stands for an argument that is left out, where the function itself wants one.
    private static let defaults: [String: [Int: String]] = ["joinLines": [1: "35"]]

    static let all: [MappingFunction] = CleansingFunctions.all.compactMap { description in
        calls[description.name].map { make(description, needed: $0.needed, $0.result) }
    }

    private static func make(_ description: FunctionDescription, needed: Int, _ result: Result) -> MappingFunction {
        let parameters = description.parameters.enumerated()
            .map { number, parameter in
                MappingFunction.Parameter(
                    name: hyphenated(parameter.name),
                    shape: nil,
                    isOptional: number >= needed,
                    isConstant: false
                )
            }
        return MappingFunction(
            hyphenated(description.name),
            description.summary,
            parameters: parameters,
            losses: [.cut, .dropped, .transliterated, .split],
            result: type(of: result)
        ) { call throws(Fault) in
            var texts: [String] = []
            for number in 0..<call.count { texts.append(call.joinedText(number)) }
            for (number, standIn) in defaults[description.name] ?? [:] where texts[number].isEmpty {
                texts[number] = standIn
            }
            do throws(ValueRefusal) {
                let change = try description.run(texts, into: &call.output)
                call.lose(change)
                call.give(result.kind)
            } catch {
                try call.refuse(error)
            }
        }
    }

    private static func type(of result: Result) -> @Sendable ([ValueType?], [Literal?]) -> ValueType {
        switch result {
        case .text, .textIfAny: return MappingFunction.result(.text, mayBeAbsent: true)
        case .written:
            return { _, literals in
                // The forms in which documents hold dates and times.
                var meaning = TextShape.Meaning.plain
                if literals.count >= 3, literals[2] == .text(DateForm.iso.rawValue) { meaning = .date }
                if literals.count >= 3, literals[2] == .text(Times.Form.iso.rawValue) { meaning = .time }
                return ValueType(.text(TextShape(meaning)), mayBeAbsent: true)
            }
        case .shortened: return MappingFunction.shortened(mayBeAbsent: false)
        case .boolean: return MappingFunction.result(.boolean, mayBeAbsent: true)
        case .integer: return MappingFunction.result(.number(isInteger: true), mayBeAbsent: true)
        case .decimal: return MappingFunction.result(.text(TextShape(.decimal)), mayBeAbsent: true)
        case .meaning(let meaning): return MappingFunction.result(.text(TextShape(meaning)), mayBeAbsent: true)
        case .lines: return MappingFunction.result(.list(.text, min: 1, max: nil), mayBeAbsent: true)
        }
    }

    /// `amountFromComma` as mappings write it: `amount-from-comma`.
    static func hyphenated(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { text, scalar in
            if ("A"..."Z").contains(scalar) { text += "-" }
            text += scalar.properties.lowercaseMapping
        }
    }
}

extension FunctionCall {
    /// An argument as one text: of a list, its elements with a line each.
    fileprivate func joinedText(_ number: Int) -> String {
        guard kind(self[number]) == .list else { return text(number) }
        var lines: [String] = []
        var elements = elements(self[number])
        while let element = next(&elements) {
            lines.append(String(decoding: bytes[range(element)], as: UTF8.self))
        }
        return lines.joined(separator: "\n")
    }

    /// Reports what a function changed.
    mutating func lose(_ change: TextChange) {
        guard !change.isNone else { return }
        for kind in TextChange.Kind.allCases where change.count(kind) > 0 {
            guard let loss = kind.loss else { continue }
            switch loss {
            case .cut: lose(.cut, "The value was too long and lost its end.")
            case .dropped: lose(.dropped, "Characters of the value had no place and were left out.")
            case .transliterated: lose(.transliterated, "Characters of the value were written by others.")
            case .split: lose(.split, "The value stands in several lines.")
            case .defaulted, .generated: break
            }
        }
    }

    /// A value that is refused is absent and reported; a mistake of the mapping is a fault.
    mutating func refuse(_ refusal: ValueRefusal) throws(Fault) {
        output.removeAll(keepingCapacity: true)
        switch refusal.rule {
        case .argument, .overflow, .divisionByZero:
            throw FunctionCall.fault("mapping.\(CleansingCalls.hyphenated(refusal.rule.rawValue))", refusal.sentence)
        case .characters, .length, .date, .time, .amount, .decimals, .number:
            lose(.dropped, refusal.sentence)
        }
    }
}

extension FunctionCall {
    /// Gives what is in the output as what the function gives.
    fileprivate mutating func give(_ result: CleansingCalls.ResultKind) {
        switch result {
        case .text: giveOutput()
        case .textIfAny: if !output.isEmpty { giveOutput() }
        case .boolean:
            let isTrue = output.span.isSame(as: "true".utf8.span)
            let isFalse = output.span.isSame(as: "false".utf8.span)
            output.removeAll(keepingCapacity: true)
            if isTrue || isFalse { give(isTrue) }
        case .number: if !output.isEmpty { giveOutput(as: .number) }
        case .lines: if !output.isEmpty { giveLines() }
        }
    }

    /// Gives the lines in the output as a list.
    private mutating func giveLines() {
        let list = beginList()
        for line in output.split(separator: 0x0A, omittingEmptySubsequences: false) {
            output = Array(line)
            let value: Value = take()
            collect(value)
        }
        giveList(from: list)
    }
}
