import Canonical

/// The member `layout` of a document's record, as the writer uses it.
struct WrittenLayout {
    var recordLength: Int?
    var facts: [String: LayoutText.Parsed] = [:]
    var rest: [UInt8] = []
    var head: [UInt8] = []
    var tail: [UInt8] = []
    var descriptor: [UInt8] = [0, 0]
    var blockDescriptor: [UInt8]?
    var isNewBlock = false
    var lineEnding: [UInt8]?
    /// How many members of the record's object are not the copybook's.
    var memberCount = 0
    /// The records below, by node.
    var children: [Int] = []

    /// Reads what an object of the document has besides the copybook's members.
    init(_ document: Document, at node: Int, lengthMax: Int) throws(Fault) {
        for child in document.children(at: node) {
            switch String(decoding: document.nameBytes(at: child), as: UTF8.self) {
            case "layout":
                memberCount += 1
                try read(document, child, lengthMax)
            case "children":
                memberCount += 1
                guard document.nodes[child].kind == .list else { throw Self.wrong("/children", "a list") }
                children = document.children(at: child)
            default: break
            }
        }
    }

    private mutating func read(_ document: Document, _ layout: Int, _ lengthMax: Int) throws(Fault) {
        guard document.nodes[layout].kind == .object else { throw Self.wrong("/layout", "an object") }
        for member in document.children(at: layout) {
            let name = String(decoding: document.nameBytes(at: member), as: UTF8.self)
            switch name {
            case "fields": try readFacts(document, member)
            case "recordLength":
                let isNumber = document.nodes[member].kind == .number
                let digits = isNumber ? document.bytes[document.nodes[member].textRange] : []
                guard let length = Int(String(decoding: digits, as: UTF8.self)), (0...lengthMax).contains(length) else {
                    throw Self.wrong("/layout/recordLength", "a number from 0 to \(lengthMax)")
                }
                recordLength = length
            case "rest": rest = try Self.bytes(document, member, name)
            case "head": head = try Self.bytes(document, member, name)
            case "tail": tail = try Self.bytes(document, member, name)
            case "descriptor": descriptor = try Self.bytes(document, member, name)
            case "blockDescriptor": blockDescriptor = try Self.bytes(document, member, name)
            case "lineEnding": lineEnding = try Self.bytes(document, member, name)
            case "block": isNewBlock = true
            default: throw CopybookFault.document("/layout", "The layout has a member that is not known.", "Remove it.")
            }
        }
        guard [2, 4].contains(descriptor.count), blockDescriptor?.count ?? 4 == 4 else {
            throw Self.wrong("/layout", "one with descriptor words of two or four bytes")
        }
    }

    private mutating func readFacts(_ document: Document, _ node: Int) throws(Fault) {
        guard document.nodes[node].kind == .object else { throw Self.wrong("/layout/fields", "an object") }
        for fact in document.children(at: node) {
            guard document.nodes[fact].kind == .text,
                let parsed = LayoutText.parse(document.bytes.span.extracting(document.nodes[fact].textRange))
            else { throw Self.wrong("/layout/fields", "a fact such as \"pad 00\" for each field") }
            facts[String(decoding: document.nameBytes(at: fact), as: UTF8.self)] = parsed
        }
    }

    private static func bytes(_ document: Document, _ node: Int, _ name: String) throws(Fault) -> [UInt8] {
        guard document.nodes[node].kind == .text,
            let bytes = Hexadecimal.bytes(document.bytes.span.extracting(document.nodes[node].textRange))
        else { throw wrong("/layout/\(name)", "bytes in hexadecimal digits") }
        return bytes
    }

    private static func wrong(_ path: String, _ what: String) -> Fault {
        CopybookFault.document(path, "The member is not \(what).", "Leave the layout as it was read, or remove it.")
    }
}
