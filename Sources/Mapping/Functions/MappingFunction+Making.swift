import Canonical

extension MappingFunction {
    /// A parameter that a call must have.
    static func needed(_ name: String, _ shape: DocumentShape? = nil) -> Parameter {
        Parameter(name: name, shape: shape, isOptional: false, isConstant: false)
    }

    /// A parameter that may be left out.
    static func optional(_ name: String, _ shape: DocumentShape? = nil) -> Parameter {
        Parameter(name: name, shape: shape, isOptional: true, isConstant: false)
    }

    /// A constant that a call must have.
    static func constant(_ name: String, _ shape: DocumentShape? = .text) -> Parameter {
        Parameter(name: name, shape: shape, isOptional: false, isConstant: true)
    }

    /// A result of one shape; absent where an argument that is needed may be, or where `mayBeAbsent` says so.
    static func result(
        _ shape: DocumentShape,
        mayBeAbsent: Bool = false
    ) -> @Sendable ([ValueType?], [Literal?]) -> ValueType {
        { types, _ in
            let isUncertain = types.contains { $0?.mayBeAbsent ?? false }
            return ValueType(shape, mayBeAbsent: mayBeAbsent || isUncertain)
        }
    }

    /// A text that is not longer than the first argument, with the same characters.
    static func shortened(mayBeAbsent: Bool) -> @Sendable ([ValueType?], [Literal?]) -> ValueType {
        { types, _ in
            var shape = TextShape()
            if case .text(let text)? = types.first??.resolved {
                shape.lengthMax = text.lengthMax
                shape.characters = text.characters
            }
            let isUncertain = types.contains { $0?.mayBeAbsent ?? false }
            return ValueType(.text(shape), mayBeAbsent: mayBeAbsent || isUncertain)
        }
    }

    /// The elements of the first argument, which is a list.
    static let element: @Sendable ([ValueType?], [Literal?]) -> ValueType = { types, _ in
        guard let list = types.first ?? nil, case .list(let item, _, _) = list.resolved else {
            return ValueType(.any, mayBeAbsent: true)
        }
        return ValueType(item, parts: list.parts, mayBeAbsent: true)
    }

    /// A list of the elements of several lists.
    static func concatenated(_ lists: [ValueType]) -> ValueType {
        let parts = lists.first { $0.parts !== ShapeParts.none }?.parts ?? .none
        var items: [DocumentShape] = []
        var least = 0
        var most: Int? = 0
        for list in lists {
            guard let (element, max) = list.elements, element.isPlain || list.parts === parts else {
                // Objects of two descriptions have no type in common.
                return ValueType(.list(.any, min: 0, max: nil), mayBeAbsent: true)
            }
            for item in list.parts.alternatives(of: element.shape) where !items.contains(item) { items.append(item) }
            if case .list(_, let min, _) = list.resolved, !list.mayBeAbsent { least += min }
            most = most.flatMap { sum in max.map { sum + $0 } }
        }
        guard !items.isEmpty else { return ValueType(.any, mayBeAbsent: true) }
        let item = items.count == 1 ? items[0] : DocumentShape.choice(items)
        return ValueType(.list(item, min: least, max: most), parts: parts, mayBeAbsent: least == 0)
    }

    /// A function of one text that gives a part of it, without copying.
    convenience init(
        _ name: String,
        _ summary: String,
        partOf parameters: [Parameter],
        find: @escaping @Sendable (Span<UInt8>, borrowing FunctionCall) -> Range<Int>?
    ) {
        self.init(name, summary, parameters: parameters, result: Self.shortened(mayBeAbsent: true)) { call in
            let range = call.range(0)
            guard let part = find(call.bytes.span.extracting(range), call) else { return }
            call.give(range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
        }
    }

    /// A function that says whether something holds.
    convenience init(
        _ name: String,
        _ summary: String,
        holdsFor parameters: [Parameter],
        holds: @escaping @Sendable (borrowing FunctionCall) -> Bool
    ) {
        self.init(name, summary, parameters: parameters, result: Self.result(.boolean)) { call in
            let result = holds(call)
            call.give(result)
        }
    }
}

extension FunctionCall {
    /// A fault of a function; its place and advice are the run's to add.
    static func fault(_ code: String, _ sentence: String) -> Fault {
        Fault(.message, FaultCode(code), stage: .map, reason: sentence)
    }
}
