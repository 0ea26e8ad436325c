import Canonical

/// Functions of lists.
enum ListFunctions {
    static let all: [MappingFunction] = [
        MappingFunction(
            "count",
            "How many elements a list has.",
            parameters: [MappingFunction.needed("list")],
            result: MappingFunction.result(.number(isInteger: true))
        ) { call in
            var elements = call.elements(call[0])
            var count = 0
            while call.next(&elements) != nil { count += 1 }
            call.give(count)
        },
        MappingFunction(
            "first",
            "The first element of a list; absent where there is none.",
            parameters: [MappingFunction.needed("list")],
            result: MappingFunction.element
        ) { call in
            var elements = call.elements(call[0])
            if let first = call.next(&elements) { call.give(first) }
        },
        MappingFunction(
            "join",
            "The texts of a list as one, with a separator between them.",
            parameters: [MappingFunction.needed("list"), MappingFunction.optional("separator", .text)],
            result: MappingFunction.result(.text, mayBeAbsent: true)
        ) { call in
            var elements = call.elements(call[0])
            var isFirst = true
            while let element = call.next(&elements) {
                if !isFirst { for index in call.range(1) { call.output.append(call.bytes[index]) } }
                for index in call.range(element) { call.output.append(call.bytes[index]) }
                isFirst = false
            }
            if !isFirst { call.giveOutput() }
        },
        MappingFunction(
            "lines",
            "The lines of a text as a list.",
            parameters: [MappingFunction.needed("text", .text)],
            result: MappingFunction.result(.list(.text, min: 1, max: nil))
        ) { call in
            let text = call.range(0)
            let list = call.beginList()
            var start = text.lowerBound
            for index in text where call.bytes[index] == 0x0A {
                let end = index > start && call.bytes[index - 1] == 0x0D ? index - 1 : index
                let line = call.value(start..<end)
                call.collect(line)
                start = index + 1
            }
            let last = call.value(start..<text.upperBound)
            call.collect(last)
            call.giveList(from: list)
        },
        MappingFunction(
            "concat",
            "The elements of one list and then those of another; one that is absent has none.",
            parameters: [
                MappingFunction.optional("first"), MappingFunction.optional("second"),
                MappingFunction.optional("third"),
            ],
            result: { types, _ in MappingFunction.concatenated(types.compactMap { $0 }) },
            run: { call in
                let list = call.beginList()
                for number in 0..<call.count {
                    var elements = call.elements(call[number])
                    while let element = call.next(&elements) { call.collect(element) }
                }
                if call.beginList() > list { call.giveList(from: list) }
            }
        ),
        number("sum", "The exact sum of the numbers of a list; 0 where it is empty.") { total, next in
            total.map { $0.adding(next) } ?? next
        },
        number("min", "The least number of a list; absent where it is empty.", isAbsentIfEmpty: true) { total, next in
            total.map { $0.order(against: next) <= 0 ? $0 : next } ?? next
        },
        number("max", "The greatest number of a list; absent where it is empty.", isAbsentIfEmpty: true) {
            total,
            next in
            total.map { $0.order(against: next) >= 0 ? $0 : next } ?? next
        },
    ]

    /// A function that carries a number through a list.
    private static func number(
        _ name: String,
        _ summary: String,
        isAbsentIfEmpty: Bool = false,
        next: @escaping @Sendable (Number?, Number) -> Number?
    ) -> MappingFunction {
        let decimal = DocumentShape.text(TextShape(.decimal))
        return MappingFunction(
            name,
            summary,
            parameters: [MappingFunction.needed("list")],
            result: MappingFunction.result(decimal, mayBeAbsent: isAbsentIfEmpty)
        ) { call throws(Fault) in
            var elements = call.elements(call[0])
            var total: Number?
            while let element = call.next(&elements) {
                guard let number = call.number(element) else {
                    throw FunctionCall.fault("mapping.number", "An element of the list is no decimal number.")
                }
                guard let sum = next(total, number) else {
                    throw FunctionCall.fault("mapping.overflow", "The exact sum has more than 38 digits.")
                }
                total = sum
            }
            guard total != nil || !isAbsentIfEmpty else { return }
            guard (total ?? Number(0)).append(to: &call.output) else {
                throw FunctionCall.fault("mapping.overflow", "The exact result has more than 38 digits.")
            }
            call.giveOutput()
        }
    }
}
