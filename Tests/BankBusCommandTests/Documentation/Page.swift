/// A page in Markdown, as far as the tests look into it: sections and fenced blocks.
struct Page {
    struct Section {
        var title: String
        var lines: [String] = []
        var text: String { lines.joined(separator: "\n") }
    }

    struct Block {
        var language: String
        var lines: [String] = []
        var text: String { lines.joined(separator: "\n") }
    }

    private(set) var sections: [Section] = [Section(title: "")]
    private(set) var blocks: [Block] = []

    init(_ path: String) throws {
        var isInside = false
        for line in try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        {
            if line.hasPrefix("```") {
                if !isInside { blocks.append(Block(language: String(line.dropFirst(3)))) }
                isInside.toggle()
            } else if isInside {
                blocks[blocks.count - 1].lines.append(line)
            } else if line.hasPrefix("#") {
                sections.append(Section(title: String(line.drop { $0 == "#" || $0 == " " }).replacing("`", with: "")))
            } else {
                sections[sections.count - 1].lines.append(line)
            }
        }
    }

    func blocks(in language: String) -> [Block] { blocks.filter { $0.language == language } }

    func section(_ title: String) -> Section? { sections.first { $0.title == title } }
}
