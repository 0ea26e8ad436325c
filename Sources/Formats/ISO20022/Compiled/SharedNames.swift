import Canonical

/// The places of the format's own member names, which are the same in every table of names that begins with them.
enum SharedNames {
    /// The names alone, for documents without a definition.
    static let table = DocumentNames(ISO20022Names.shared)

    static let appHdr = table.name("AppHdr")
    static let document = table.name("Document")
    static let envelope = table.name("envelope")
    static let layout = table.name("layout")
    static let namespaces = table.name("namespaces")
    static let unexpected = table.name("unexpected")
    static let piece = table.name("piece")
    static let open = table.name("open")
    static let value = table.name("value")
    static let any = table.name("any")
    static let items = table.name("items")
    static let name = table.name("name")
    static let namespace = table.name("namespace")
    static let attributes = table.name("attributes")
    static let content = table.name("content")
    static let text = table.name("text")
    static let cdata = table.name("cdata")
    static let comment = table.name("comment")
    static let instruction = table.name("instruction")
    static let markup = table.name("markup")
    static let form = table.name("form")
    static let start = table.name("start")
    static let end = table.name("end")
    static let part = table.name("part")
    static let section = table.name("section")
}

extension MessagePart {
    /// The member that holds the part.
    var name: String { self == .header ? "AppHdr" : "Document" }
    /// Its place in the tables of names.
    var documentName: DocumentName { self == .header ? SharedNames.appHdr : SharedNames.document }
}
