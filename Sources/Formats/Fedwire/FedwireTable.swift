import Canonical

/// The tags of Fedwire messages, read from `schemas/fedwire/tags.txt` when the format is made.
struct FedwireTable: Sendable {
    /// The table's file below `schemas/`.
    static let path = "fedwire/tags.txt"

    let names: DocumentNames
    let members: Members
    let tags: [FedwireTag]
    let requirements: [FedwireRequirement]
    /// For each number of four digits the index of its tag, or -1.
    private let index: [Int16]

    /// Reads the table.
    ///
    /// - Throws: `configuration.invalid` with the line that is wrong.
    init(_ file: DefinitionFile) throws(Fault) {
        var lines: [Line] = []
        for line in DefinitionLine.lines(of: file) { lines.append(try Line(line)) }
        let tagLines = lines.filter { $0.head[0] != "require" }
        names = DocumentNames(
            Members.all + tagLines.map { $0.head[0] } + tagLines.flatMap { $0.items.map { $0[0] } }
        )
        members = Members(names)
        var tags: [FedwireTag] = []
        var index = [Int16](repeating: -1, count: 10_000)
        for line in tagLines {
            let tag = try line.tag(names)
            guard index[tag.number] < 0 else { throw line.line.fault("The tag stands twice.") }
            index[tag.number] = Int16(tags.count)
            tags.append(tag)
        }
        self.tags = tags
        self.index = index
        var requirements: [FedwireRequirement] = []
        for line in lines where line.head[0] == "require" { requirements.append(try line.requirement()) }
        self.requirements = requirements
    }

    /// The tag of a number from 0 to 9999.
    subscript(number: Int) -> FedwireTag? {
        index[number] < 0 ? nil : tags[Int(index[number])]
    }

    /// One line of the table: words before the colon, and items of words behind it.
    private struct Line {
        let line: DefinitionLine
        let head: [String]
        let items: [[String]]

        init(_ line: DefinitionLine) throws(Fault) {
            let parts = line.text.split(separator: ":", maxSplits: 1)
            self.line = line
            head = DefinitionLine.words(of: parts.first ?? "")
            items = (parts.count > 1 ? parts[1] : "").split(separator: ",").map { DefinitionLine.words(of: $0) }
            guard head.count >= 2, !items.isEmpty, items.allSatisfy({ !$0.isEmpty }) else {
                throw line.fault("`TAG NAME: ELEMENT LENGTH, …` is expected.")
            }
        }

        func tag(_ names: DocumentNames) throws(Fault) -> FedwireTag {
            guard head[0].utf8.count == 4, let number = Int(head[0]), number >= 0 else {
                throw line.fault("A tag has four digits.")
            }
            var elements: [FedwireElement] = []
            for item in items { elements.append(try element(item, names)) }
            return FedwireTag(
                number: number,
                name: head[1],
                documentName: names.name(head[0]),
                isMandatory: head.last == "mandatory",
                elements: elements
            )
        }

        /// How the table marks what a tag cannot be without.
        private static let presences: [Character: FedwireElement.Presence] = ["!": .mandatory, "&": .paired]

        private func element(_ words: [String], _ names: DocumentNames) throws(Fault) -> FedwireElement {
            guard words.count >= 2 else { throw line.fault("`ELEMENT LENGTH` is expected.") }
            var width = words[1][...]
            let presence = Self.presences[width.last ?? " "]
            if presence != nil { width = width.dropLast() }
            let isVariable = width.last == "*"
            guard let length = Int(isVariable ? width.dropLast() : width), (1...9_999).contains(length)
            else { throw line.fault("A length from 1 to 9999 is expected.") }
            let kind = words.count > 2 ? FedwireElement.Kind(rawValue: words[2]) : nil
            return FedwireElement(
                name: words[0],
                documentName: names.name(words[0]),
                length: length,
                isVariable: isVariable,
                presence: presence ?? .optional,
                kind: kind ?? .text,
                values: try line.values(words.dropFirst(kind == nil ? 2 : 3))
            )
        }

        func requirement() throws(Fault) -> FedwireRequirement {
            var tags: [[Int]] = []
            for item in items {
                let numbers = item.filter { $0 != "or" }.compactMap { Int($0) }
                guard !numbers.isEmpty else { throw line.fault("Tags are expected.") }
                tags.append(numbers)
            }
            return FedwireRequirement(codes: Array(head.dropFirst()), tags: tags)
        }
    }
}

extension FedwireTable {
    /// The members that documents have beside the fields of the table.
    struct Members: Sendable {
        static let all = ["layout", "lineEnd", "before", "after", "ends", "text", "repeats", "tag", "position"]

        let layout: DocumentName
        let lineEnd: DocumentName
        let before: DocumentName
        let after: DocumentName
        let ends: DocumentName
        let text: DocumentName
        let repeats: DocumentName
        let tag: DocumentName
        let position: DocumentName

        init(_ names: DocumentNames) {
            layout = names.name("layout")
            lineEnd = names.name("lineEnd")
            before = names.name("before")
            after = names.name("after")
            ends = names.name("ends")
            text = names.name("text")
            repeats = names.name("repeats")
            tag = names.name("tag")
            position = names.name("position")
        }
    }
}
