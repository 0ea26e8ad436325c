import Canonical

/// A copybook compiled to a flat list of steps, with the tables that they refer to.
///
/// Immutable: readers and writers share it.
final class CopybookProgram: Sendable {
    let items: [CopybookItem]
    let roots: [Int]
    let steps: [CopybookStep]
    let names: DocumentNames
    let layoutNames: LayoutNames
    let edited: [EditedNumber]
    let domains: [CopybookDomain]
    let rules: [CopybookRule]
    /// The counts that the values of a table's counter stand for, by the table's item.
    let counts: [Int: CopybookCounts]
    /// The steps of the fields whose places are kept, by watch.
    let watched: [Int]
    let tableCount: Int
    let regionCount: Int
    /// Bytes of the longest record.
    let length: Int
    /// Where the field that decides about segments is, if there is one.
    let segmentField: FixedField?
    /// The values of the segment field, by group or record; their watch is not used.
    let segments: [(name: String, rule: CopybookRule)]
    /// Where the field with the record's length is, if there is one.
    let lengthField: FixedField?
    let options: CopybookOptions
    private let offsets: [Int]

    /// A field at the same place of every record.
    struct FixedField: Sendable {
        var offset: Int
        var step: CopybookStep
    }

    init(_ compiler: consuming CopybookCompiler) throws(Fault) {
        items = compiler.items
        roots = compiler.roots
        steps = compiler.steps
        names = compiler.names
        layoutNames = LayoutNames(compiler.names)
        edited = compiler.edited
        domains = compiler.domains
        rules = compiler.rules
        counts = compiler.counts
        watched = compiler.watched
        tableCount = compiler.tableCount
        regionCount = compiler.regionCount
        length = compiler.length
        options = compiler.options
        offsets = compiler.storage.offsets
        let segmentField = try compiler.fixedField(named: compiler.options.segmentField, option: "segment-field")
        self.segmentField = segmentField
        segments = compiler.options.segmentMap.compactMap { entry in
            segmentField.map { field in
                let values = entry.values.map { CopybookCompiler.documentText($0, field.step) }
                return (entry.name, CopybookRule(watch: 0, values: values))
            }
        }
        lengthField = try compiler.fixedField(named: compiler.options.lengthField, option: "record-length-field")
    }

    /// Where an item is in a record whose tables have their greatest size.
    func storageOffset(of item: Int) -> Int { offsets[item] }

    /// The path of a step in documents and in their layout facts; slack bytes have one of their own beside their field's.
    func path(of step: CopybookStep, indices: [Int]) -> String {
        path(ofItem: step.item, indices: indices) + (step.isSlack ? "/slack" : "")
    }

    /// The path of an item's field in documents.
    ///
    /// - Parameters:
    ///   - item: the field's item.
    ///   - indices: the elements of the tables around it, the outermost first.
    /// - Returns: the path, such as `/RECORD/TABLE/0/FIELD`.
    func path(ofItem item: Int, indices: [Int]) -> String {
        var chain: [Int] = []
        var next: Int? = item
        while let index = next {
            chain.append(index)
            next = items[index].parent
        }
        var path = ""
        var position = 0
        for index in chain.reversed() {
            path += "/\(items[index].memberName)"
            guard items[index].occurs != nil, position < indices.count else { continue }
            path += "/\(indices[position])"
            position += 1
        }
        return path
    }
}

/// The names of the members that documents have besides the copybook's.
struct LayoutNames: Sendable {
    static let texts = [
        "layout", "fields", "recordLength", "rest", "head", "tail", "descriptor", "blockDescriptor", "block",
        "lineEnding", "children", "fileHeader", "fileTrailer",
    ]

    let layout, fields, recordLength, rest, head, tail, descriptor, blockDescriptor, block, lineEnding: DocumentName
    let children, fileHeader, fileTrailer: DocumentName

    init(_ names: DocumentNames) {
        layout = names.name("layout")
        fields = names.name("fields")
        recordLength = names.name("recordLength")
        rest = names.name("rest")
        head = names.name("head")
        tail = names.name("tail")
        descriptor = names.name("descriptor")
        blockDescriptor = names.name("blockDescriptor")
        block = names.name("block")
        lineEnding = names.name("lineEnding")
        children = names.name("children")
        fileHeader = names.name("fileHeader")
        fileTrailer = names.name("fileTrailer")
    }
}
