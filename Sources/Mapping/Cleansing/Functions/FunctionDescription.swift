/// A function of the mapping language for people: what it does, what it takes, and examples that a test runs.
///
/// The examples are the documentation. They stand beside the function, ``page`` prints them, and
/// ``run(_:into:)`` proves them, so that they cannot drift from what the code does.
package struct FunctionDescription: Sendable {
    /// What an argument is.
    package struct Parameter: Sendable, Hashable {
        /// The argument's name, in lowerCamelCase.
        package let name: String
        /// One phrase: what it is, or which values it has.
        package let meaning: String
    }

    /// A call and what comes of it.
    package struct Example: Sendable, Hashable {
        /// The arguments, as text; the first is the value.
        package let arguments: [String]
        /// What the function gives; nil where it refuses.
        package let result: String?
        /// What it says about its changes, or the rule by which it refuses.
        package let note: String

        /// A call that gives something.
        package init(_ arguments: String..., gives result: String, _ note: String = "none") {
            self.arguments = arguments
            self.result = result
            self.note = note
        }

        /// A call that is refused.
        package init(_ arguments: String..., refuses rule: ValueRefusal.Rule) {
            self.arguments = arguments
            result = nil
            note = rule.rawValue
        }
    }

    /// The body of a function: the arguments as text, and where to append the result.
    package typealias Body =
        @Sendable (_ arguments: FunctionArguments, _ output: inout [UInt8]) throws(ValueRefusal)
        -> TextChange

    /// The function's name, in lowerCamelCase.
    package let name: String
    /// One sentence: what it does, and why one would want that.
    package let summary: String
    /// The arguments in order; the first is the value.
    package let parameters: [Parameter]
    /// Calls and what comes of them.
    package let examples: [Example]
    private let body: Body

    /// Describes a function; `parameters` are pairs of name and meaning.
    package init(
        _ name: String,
        _ summary: String,
        parameters: KeyValuePairs<String, String>,
        examples: [Example],
        body: @escaping Body
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters.map { Parameter(name: $0.key, meaning: $0.value) }
        self.examples = examples
        self.body = body
    }

    /// Calls the function with arguments in text form; lists are given and come back with a line per element.
    package func run(_ arguments: [String], into output: inout [UInt8]) throws(ValueRefusal) -> TextChange {
        let start = output.count
        do throws(ValueRefusal) {
            return try body(FunctionArguments(texts: arguments), &output)
        } catch {
            output.removeSubrange(start...)
            throw error
        }
    }
}

extension FunctionDescription {
    /// The name that mappings call it by.
    package var mappingName: String { CleansingCalls.hyphenated(name) }

    /// The function for reading: its call, its sentence, its arguments and its examples, with line ends written `\n`.
    package var page: String {
        let call = "\(name)(\(parameters.map(\.name).joined(separator: ", ")))"
        let arguments = parameters.map { "    \($0.name): \($0.meaning)" }
        return ([call, "    \(summary)"] + arguments + examples.map(\.line)).joined(separator: "\n")
    }
}

extension FunctionDescription.Example {
    /// `"a", "b" -> "c" (note)`.
    fileprivate var line: String {
        let call = arguments.map(Self.quoted).joined(separator: ", ")
        guard let result else { return "    \(call) -> refused: \(note)" }
        return "    \(call) -> \(Self.quoted(result))" + (note == "none" ? "" : " (\(note))")
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || WhiteSpace.of(scalar.value) == .invisible
                ? scalar.escaped(asASCII: true) : "\(scalar)"
        }
        return "\"\(escaped.joined())\""
    }
}

/// The arguments of a call in text form.
package struct FunctionArguments: Sendable {
    /// The texts in order.
    package let texts: [String]

    /// An argument; empty where it is left out.
    func text(_ index: Int) -> String { index < texts.count ? texts[index] : "" }

    /// A number that is not negative.
    func number(_ index: Int) throws(ValueRefusal) -> Int {
        guard let number = Int(text(index)), number >= 0 else { throw ValueRefusal(.argument, at: index) }
        return number
    }

    /// One of some options by its name; the first of them where the argument is left out.
    func option<Option: RawRepresentable & CaseIterable>(
        _ index: Int,
        _ type: Option.Type
    ) throws(ValueRefusal) -> Option where Option.RawValue == String {
        if text(index).isEmpty, let first = Option.allCases.first { return first }
        guard let option = Option(rawValue: text(index)) else { throw ValueRefusal(.argument, at: index) }
        return option
    }

    /// A single character of ASCII.
    func character(_ index: Int) throws(ValueRefusal) -> UInt8 {
        guard let byte = text(index).utf8.first, text(index).utf8.count == 1, byte < 0x80 else {
            throw ValueRefusal(.argument, at: index)
        }
        return byte
    }

    /// The lines of an argument that is a list.
    func lines(_ index: Int) -> [String] {
        text(index).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
