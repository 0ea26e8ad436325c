import Canonical

/// All tables of `schemas/mt`, compiled: fields, messages and network rules.
///
/// Made once and shared by all readers and writers.
package final class MTLibrary: Sendable {
    /// A message type: its program without a variant, and those that a tag of block 3 chooses.
    ///
    /// A class, as are the kinds in it, so that a message refers to its own and copies nothing.
    final class MessageType: Sendable {
        let base: MTMessageProgram
        let variants: [(definition: MTMessageDefinition.Variant, program: MTMessageProgram)]
        let rules: MTRuleSet
        /// What readers need, of the message without a variant and of each variant.
        let baseKind: MTMessageKind
        let variantKinds: [MTMessageKind]
        /// What the tags of all variants begin with, as they stand in block 3: that of most is `{119:`.
        let variantBeginning: [UInt8]
        /// The tag of each variant with its value.
        let variantPatterns: [[UInt8]]

        init(
            base: MTMessageProgram,
            variants: [(definition: MTMessageDefinition.Variant, program: MTMessageProgram)],
            rules: MTRuleSet
        ) {
            self.base = base
            self.variants = variants
            self.rules = rules
            baseKind = MTMessageKind(program: base, rules: rules)
            variantKinds = variants.map {
                MTMessageKind(program: $0.program, variant: $0.definition.name, rules: rules)
            }
            let patterns = variants.map(\.definition.pattern)
            variantPatterns = patterns
            variantBeginning = patterns.dropFirst()
                .reduce(patterns.first ?? []) { common, pattern in
                    Array(zip(common, pattern).prefix { $0 == $1 }.map(\.0))
                }
        }
    }

    let names: MTNames
    let fields: MTFieldTable
    /// The message types by number; those with an `n` stand under each category.
    let messages: [String: MessageType]
    /// By the number of the message type, 0 to 999: its place in ``types``, or -1.
    private let typeIndex: [Int16]
    private let types: [MessageType]
    /// The fields that hold for messages without a table, by category.
    private let genericFields: [[Int16]]

    /// Compiles the tables.
    ///
    /// - Throws: `reference.unknown` where a table is missing, `configuration.invalid` with file, line and column.
    init(_ source: MTLibrarySource, _ library: any DefinitionLibrary) throws(Fault) {
        let definitions = try MTFieldFile(source.fields).fields
        var messages: [MTMessageDefinition] = []
        for file in source.messages {
            messages.append(try MTMessageFile.read(file, type: String(file.name.dropLast(4))))
        }
        names = MTNames(Self.names(definitions) + messages.flatMap { Self.names($0.root) })
        var compiler = MTFieldCompiler(names: names.all)
        let compiled = try Self.compile(messages, names: names.all, &compiler)
        fields = try MTFieldTable(definitions, names: names.all, compiler: &compiler, file: source.fields.name)
        let rules = try MTRuleFile.read(library)
        var table: [String: MessageType] = [:]
        for message in compiled {
            for type in Self.numbers(of: message.definition.type) {
                guard message.definition.type == type || table[type] == nil else { continue }
                let ruleSet = rules[type] ?? rules[message.definition.type] ?? MTRuleSet()
                table[type] = Self.messageType(type, message, fields, ruleSet)
            }
        }
        self.messages = table
        var types: [MessageType] = []
        var typeIndex = [Int16](repeating: -1, count: 1_000)
        for (type, message) in table {
            guard let number = Int(type), typeIndex.indices.contains(number) else { continue }
            typeIndex[number] = Int16(clamping: types.count)
            types.append(message)
        }
        self.types = types
        self.typeIndex = typeIndex
        let fieldTable = fields
        genericFields = (0...9).map { fieldTable.fields(of: "\($0)--") }
    }

    private typealias CompiledMessage = (
        definition: MTMessageDefinition, programs: [(variant: String, compiler: MTMessageCompiler)]
    )

    private static func compile(
        _ messages: [MTMessageDefinition],
        names: DocumentNames,
        _ compiler: inout MTFieldCompiler
    ) throws(Fault) -> [CompiledMessage] {
        var compiled: [CompiledMessage] = []
        // Exact types first, so that those with an n do not take their place.
        for message in messages.sorted(by: { $0.type < $1.type }) {
            var programs: [(variant: String, compiler: MTMessageCompiler)] = []
            for variant in ["-"] + message.variants.map(\.name) {
                let file = "messages/\(message.type).txt"
                let tree = try MTMessageTree(message, variant: variant, file: file)
                programs.append(
                    (variant, try MTMessageCompiler(tree, names: names, fields: &compiler, file: file))
                )
            }
            compiled.append((message, programs))
        }
        return compiled
    }

    private static func messageType(
        _ type: String,
        _ message: CompiledMessage,
        _ fields: MTFieldTable,
        _ rules: MTRuleSet
    ) -> MessageType {
        let fieldNumbers = fields.fields(of: type)
        let programs = message.programs.map { variant, compiler in
            MTMessageProgram(
                compiler,
                definition: message.definition,
                typeName: variant == "-" ? "mt.\(type)" : "mt.\(type).\(variant.lowercased())",
                fields: fieldNumbers
            )
        }
        let variants = zip(message.definition.variants, programs.dropFirst()).map { ($0, $1) }
        return MessageType(base: programs[0], variants: variants, rules: rules)
    }

    /// The type itself, or that of each category for one with an `n`.
    private static func numbers(of type: String) -> [String] {
        type.first == "n" ? (1...9).map { "\($0)\(type.dropFirst())" } : [type]
    }

    private static func names(_ fields: [MTFieldDefinition]) -> [String] {
        fields.flatMap { $0.forms.flatMap { $0.components.flatMap { [$0.name] + $0.inner.map(\.name) } } }
    }

    private static func names(_ sequence: MTSequenceDefinition) -> [String] {
        [sequence.name]
            + sequence.items.flatMap { item in
                switch item {
                case .field(let entry): [entry.name]
                case .sequence(let inner): names(inner)
                }
            }
    }

    // MARK: - Look-up

    /// The message type of that number.
    func type(_ number: Int) -> MessageType? {
        guard typeIndex.indices.contains(number), typeIndex[number] >= 0 else { return nil }
        return types[Int(typeIndex[number])]
    }

    /// The fields that hold for a message that has no table.
    func genericFields(ofCategory category: Int) -> [Int16] {
        genericFields[min(max(category, 0), 9)]
    }
}
