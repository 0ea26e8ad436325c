import Canonical

/// A specification compiled: steps in flat tables, found by the number of the data element.
final class ISO8583Program: Sendable {
    let specification: ISO8583Specification
    let names: DocumentNames
    let own: ISO8583Names
    let steps: [ISO8583Step]
    /// What findings call each step, such as `55.9F26`.
    let labels: [String]
    let composites: [ISO8583Composite]
    /// The style of each composite, by itself: to look at it costs nothing.
    let styles: [ISO8583Composite.Style]
    /// The step of each data element by its number; -1 where the specification has none.
    let fields: [Int]
    /// Names of data elements by number, also of those that the specification does not have.
    let numbers: [String]
    let codePage: ISO8583CodePage
    let characterClasses = ISO8583CharacterClass.table

    init(_ specification: ISO8583Specification) {
        self.specification = specification
        var compiler = ISO8583Compiler(specification)
        var fields = [Int](repeating: -1, count: ISO8583Specification.fieldNumberMax + 1)
        for (number, definition) in specification.fields.sorted(by: { $0.key < $1.key }) {
            fields[number] = compiler.compile(definition, name: String(number), label: String(number))
        }
        self.fields = fields
        names = compiler.names
        own = ISO8583Names(compiler.names)
        steps = compiler.steps
        labels = compiler.labels
        composites = compiler.composites
        styles = compiler.composites.map(\.style)
        numbers = (0...ISO8583Specification.fieldNumberMax).map(String.init)
        codePage = specification.encodings.codePage
    }

    /// The bytes of a step's name.
    func nameBytes(_ step: Int) -> [UInt8] {
        let name = steps[step].name
        return Array(names.bytes[Int(name.start)..<Int(name.start) + Int(name.length)])
    }

    /// Whether a step consists of BER-TLV data objects.
    func isTLV(_ step: Int) -> Bool {
        let composite = steps[step].composite
        return composite >= 0 && styles[composite] == .tlv
    }

    /// Whether the values of a tag with this step are a list; those of an unknown one, -1, are.
    func isList(_ step: Int) -> Bool { step < 0 || steps[step].isList }

    /// How many bytes the message type takes.
    var typeBytes: Int { specification.encodings.type.isBCD ? 2 : 4 }
    /// How many bytes a bitmap takes.
    var bitmapBytes: Int { specification.encodings.bitmap == .binary ? 8 : 16 }
}
