import Mapping
import Testing

/// The examples in the descriptions of the functions are what the functions do.
@Suite struct FunctionExampleTests {
    static let examples = CleansingFunctions.all.flatMap { function in
        function.examples.map { NamedExample(function: function, example: $0) }
    }

    @Test(arguments: examples)
    func `an example gives what it says`(_ named: NamedExample) {
        var output: [UInt8] = Array("before".utf8)
        do throws(ValueRefusal) {
            let change = try named.function.run(named.example.arguments, into: &output)
            #expect(named.example.result == String(decoding: output.dropFirst(6), as: UTF8.self))
            #expect(named.example.note == change.description)
        } catch {
            #expect(named.example.result == nil)
            #expect(named.example.note == error.rule.rawValue)
            #expect(output == Array("before".utf8))
        }
    }

    @Test func `a function has a name of its own, a sentence, and at least two examples`() {
        #expect(Set(CleansingFunctions.all.map(\.name)).count == CleansingFunctions.all.count)
        for function in CleansingFunctions.all {
            #expect(function.summary.hasSuffix("."))
            #expect(function.examples.count >= 2, "\(function.name)")
            #expect(function.examples.allSatisfy { $0.arguments.count <= function.parameters.count })
        }
    }

    @Test func `a page shows call, arguments and examples`() throws {
        let trim = try #require(CleansingFunctions.all.first { $0.name == "trim" })
        let lines = trim.page.split(separator: "\n")
        #expect(lines.first == "trim(text)")
        #expect(lines.contains(#"    "  Acme Ltd " -> "Acme Ltd" (3 normalised, from 0)"#))
        for function in CleansingFunctions.all {
            #expect(function.page.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 300 })
        }
    }

    @Test func `a sentence of refusal names no value`() {
        for rule in ValueRefusal.Rule.allCases { #expect(ValueRefusal(rule).sentence.hasSuffix(".")) }
    }
}

/// An example with the function it belongs to.
struct NamedExample: Sendable, CustomTestStringConvertible {
    let function: FunctionDescription
    let example: FunctionDescription.Example

    var testDescription: String { "\(function.name)(\(example.arguments.joined(separator: "; ")))" }
}
