import Canonical

/// The files of the compact form (see `schemas/iso20022/README.md`), with where each definition in them begins.
///
/// Making one reads the lines once; definitions are read when they are asked for.
struct CompactFiles: Sendable {
    /// Where a definition begins.
    struct Start: Sendable {
        var file: Int
        /// The number of its first line, from 0.
        var line: Int
    }

    private let files: [DefinitionFile]
    /// Per file the lines, without their ends.
    private let lines: [[Range<Int>]]
    /// The definitions of types by name.
    private let types: [String: Start]
    /// The messages by namespace.
    let messages: [String: Start]

    /// Takes the files and finds the definitions.
    ///
    /// - Throws: `configuration.invalid` if a name is defined twice.
    init(_ files: [DefinitionFile]) throws(Fault) {
        self.files = files
        var types: [String: Start] = [:]
        var messages: [String: Start] = [:]
        var lines: [[Range<Int>]] = []
        for (number, file) in files.enumerated() {
            lines.append(Self.lines(of: file.bytes))
            for (index, line) in lines[number].enumerated() {
                guard let first = line.first.map({ file.bytes[$0] }), first != 0x20, first != 0x23 else { continue }
                let words = Self.words(file.bytes, in: line, max: 2)
                let isMessage = words[0] == "namespace" && words.count == 2
                let start = Start(file: number, line: index)
                let previous =
                    isMessage
                    ? messages.updateValue(start, forKey: words[1]) : types.updateValue(start, forKey: words[0])
                guard previous == nil else {
                    throw SchemaFault.unusable(
                        "defines the same name twice",
                        at: SchemaOrigin(file: file.name, line: index + 1)
                    )
                }
            }
        }
        self.lines = lines
        self.types = types
        self.messages = messages
    }

    /// Where a type's definition begins.
    func start(ofType name: String) -> Start? { types[name] }

    /// Where a line stands, for faults.
    func origin(_ start: Start) -> SchemaOrigin {
        SchemaOrigin(file: files[start.file].name, line: start.line + 1)
    }

    /// The lines of a definition from its first one to the next definition.
    func block(_ start: Start) -> [CompactLine] {
        let bytes = files[start.file].bytes
        var block: [CompactLine] = []
        var index = start.line
        while index < lines[start.file].count {
            let line = lines[start.file][index]
            let isFirst = index == start.line
            guard isFirst || line.isEmpty || bytes[line.lowerBound] == 0x20 else { break }
            if line.contains(where: { bytes[$0] != 0x20 }) {
                let indent = line.first { bytes[$0] != 0x20 }.map { $0 - line.lowerBound } ?? line.count
                block.append(
                    CompactLine(
                        indent: indent,
                        words: Self.words(bytes, in: line, max: .max),
                        text: String(decoding: bytes[line.lowerBound + indent..<line.upperBound], as: UTF8.self),
                        origin: origin(Start(file: start.file, line: index))
                    )
                )
            }
            index += 1
        }
        return block
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    private static func words(_ bytes: [UInt8], in line: Range<Int>, max: Int) -> [String] {
        bytes[line].split(separator: 0x20, maxSplits: max).prefix(max).map { String(decoding: $0, as: UTF8.self) }
    }
}
