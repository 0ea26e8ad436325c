package import Canonical

/// A call of a function while a mapping runs: its arguments, and where its result goes.
///
/// Arguments are places in one arena, so a function reads their bytes as a `Span` of ``bytes`` and appends its text to
/// ``output``; a part of an argument can be given back without copying it. A function that gives nothing is absent.
package struct FunctionCall: ~Copyable {
    /// A value.
    package struct Value: Sendable {
        let index: Int32
    }

    /// What a value is.
    package enum Kind: Sendable {
        /// Not there.
        case absent
        /// There, without a value.
        case null
        /// True or false.
        case boolean
        /// A text.
        case text
        /// A number.
        case number
        /// A list.
        case list
        /// An object.
        case object
    }

    var store: CellStore
    private let names: ProgramNames
    /// Where a function puts its text, before it gives it; empty at the beginning.
    package var output: [UInt8] = []
    /// Where a function builds an object or a list of objects, before it gives it; with names of their own.
    package var builder = DocumentBuilder()
    /// The cells of the arguments.
    var arguments: [Int32] = []
    /// The result.
    private(set) var result = Cell.absent
    /// The losses that it reported.
    private(set) var losses: [(code: LossCode, sentence: String)] = []
    /// What identifiers are derived from; nil where the caller gave nothing.
    var identity: MessageIdentity?
    /// How many targets there are before the present one.
    var targetNumber = 0

    init(store: CellStore, names: ProgramNames) {
        self.store = store
        self.names = names
    }

    /// Begins a call.
    mutating func begin() {
        result = Cell.absent
        if !output.isEmpty { output.removeAll(keepingCapacity: true) }
        if !losses.isEmpty { losses.removeAll(keepingCapacity: true) }
    }

    // MARK: - Arguments

    /// How many arguments there are, absent ones among them.
    package var count: Int { arguments.count }
    /// The bytes in which the ranges of texts lie.
    package var bytes: [UInt8] { store.bytes }

    /// An argument; one that was left out is absent.
    package subscript(_ number: Int) -> Value {
        Value(index: number < arguments.count ? arguments[number] : Cell.absent)
    }

    /// What a value is.
    package func kind(_ value: Value) -> Kind {
        switch store.cells[Int(value.index)].kind {
        case .absent: .absent
        case .null: .null
        case .no, .yes: .boolean
        case .text: .text
        case .number: .number
        case .list, .selection: .list
        case .object: .object
        }
    }

    /// Where the bytes of a text or number lie; empty for other values.
    package func range(_ value: Value) -> Range<Int> {
        let cell = store.cells[Int(value.index)]
        return cell.isLeaf ? cell.range : 0..<0
    }

    /// Where the bytes of an argument lie.
    package func range(_ number: Int) -> Range<Int> { range(self[number]) }

    /// Whether a value is true.
    package func isTrue(_ value: Value) -> Bool { store.cells[Int(value.index)].kind == .yes }

    /// The number that a text or number is; nil if it is none.
    package func number(_ value: Value) -> Number? {
        let range = range(value)
        return range.isEmpty ? nil : Number(decimal: store.bytes.span.extracting(range))
    }

    /// The whole number that an argument is; nil if it is none or has more than 18 digits.
    package func integer(_ number: Int) -> Int? {
        let text = store.bytes.span.extracting(range(number))
        if text.count > 1, text[0] == UInt8(ascii: "-") { return text.digits(1..<text.count).map { -$0 } }
        return text.digits(0..<text.count)
    }

    /// An argument as a text, for constants such as the name of an option; empty for other values.
    package func text(_ number: Int) -> String {
        store.bytes.span.extracting(range(number)).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The member of an object by its name; absent where there is none.
    ///
    /// Only names that the shapes of the function's parameters have, or that the mapping reads, are found.
    package func member(_ name: String, of value: Value) -> Value {
        let object = store.cells[Int(value.index)]
        let number = names.number(of: name.utf8.span)
        guard object.kind == .object, number >= 0 else { return Value(index: Cell.absent) }
        var index = Int(value.index) + 1
        while index < Int(object.extent) {
            if store.cells[index].name == number { return Value(index: Int32(index)) }
            index = store.cells[index].end(at: index)
        }
        return Value(index: Cell.absent)
    }

    // MARK: - Lists

    /// A place in a list; see ``next(_:)``.
    package struct Elements: Sendable {
        var index: Int32
        var end: Int32
        var isSelection: Bool
    }

    /// The elements of a list; none for other values.
    package func elements(_ value: Value) -> Elements {
        let cell = store.cells[Int(value.index)]
        switch cell.kind {
        case .list: return Elements(index: value.index + 1, end: Int32(bitPattern: cell.extent), isSelection: false)
        case .selection:
            let start = Int32(bitPattern: cell.start)
            return Elements(index: start, end: start &+ Int32(bitPattern: cell.extent), isSelection: true)
        default: return Elements(index: 0, end: 0, isSelection: false)
        }
    }

    /// The next element; nil at the end.
    package func next(_ elements: inout Elements) -> Value? {
        guard elements.index < elements.end else { return nil }
        let index = elements.index
        if elements.isSelection {
            elements.index += 1
            return Value(index: store.selections[Int(index)])
        }
        elements.index = Int32(store.cells[Int(index)].end(at: Int(index)))
        return Value(index: index)
    }

    // MARK: - Results

    /// Gives the text that was put into ``output``, which is empty afterwards.
    package mutating func giveOutput(as kind: Kind = .text) {
        result = take(kind)
    }

    /// Gives a part of the bytes as a text: of an argument, without copying it.
    package mutating func give(_ range: Range<Int>) { result = store.add(.text, range) }

    /// Gives a value that there is.
    package mutating func give(_ value: Value) { result = value.index }

    /// Gives true or false.
    package mutating func give(_ value: Bool) { result = value ? Cell.yes : Cell.no }

    /// Gives a whole number.
    package mutating func give(_ value: Int) {
        output.append(contentsOf: String(value).utf8)
        giveOutput(as: .number)
    }

    /// Gives the object or list that was put into ``builder``.
    package mutating func giveBuilt() {
        result = store.take(builder.nodes.array, builder.bytes, numbers: [], names: names, keepsOwnNames: true)
        builder.removeAll()
    }

    /// The text that was put into ``output`` as a value, for a list; the output is empty afterwards.
    package mutating func take(_ kind: Kind = .text) -> Value {
        let value: Int32 = take(kind)
        return Value(index: value)
    }

    private mutating func take(_ kind: Kind) -> Int32 {
        let start = store.bytes.count
        store.bytes.append(contentsOf: output)
        output.removeAll(keepingCapacity: true)
        return store.add(kind == .number ? .number : .text, start..<store.bytes.count)
    }

    /// A part of the bytes as a value, for a list.
    package mutating func value(_ range: Range<Int>) -> Value { Value(index: store.add(.text, range)) }

    /// Begins a list that is given at the end; see ``collect(_:)``.
    package func beginList() -> Int { store.pendingCount }

    /// One more element of the list.
    package mutating func collect(_ value: Value) { store.collect(value.index) }

    /// Gives the list of what was collected since then.
    package mutating func giveList(from start: Int) { result = store.collect(from: start) }

    /// Reports a loss, in one sentence without a value.
    package mutating func lose(_ code: LossCode, _ sentence: String) { losses.append((code, sentence)) }
}
