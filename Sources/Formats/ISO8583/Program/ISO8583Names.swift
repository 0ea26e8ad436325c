import Canonical

/// The names of members that the bus adds to those of the standard.
struct ISO8583Names: Sendable {
    /// Their texts; subfields cannot have these names.
    static let own = [
        "header", "mti", "fields", "undecoded", "rest", "bytes", "layout", "more", "tag", "value", "deviations",
        "field", "fact", "bitmaps", "frameLength", "lineEnd", "bitmapCase", "bits",
    ]

    let header: DocumentName
    let mti: DocumentName
    let fields: DocumentName
    let undecoded: DocumentName
    let rest: DocumentName
    let bytes: DocumentName
    let layout: DocumentName
    let more: DocumentName
    let tag: DocumentName
    let value: DocumentName
    let deviations: DocumentName
    let field: DocumentName
    let fact: DocumentName
    let bitmaps: DocumentName
    let bitmapCase: DocumentName
    let frameLength: DocumentName
    let lineEnd: DocumentName
    let bits: DocumentName

    init(_ names: DocumentNames) {
        header = names.name("header")
        mti = names.name("mti")
        fields = names.name("fields")
        undecoded = names.name("undecoded")
        rest = names.name("rest")
        bytes = names.name("bytes")
        layout = names.name("layout")
        more = names.name("more")
        tag = names.name("tag")
        value = names.name("value")
        deviations = names.name("deviations")
        field = names.name("field")
        fact = names.name("fact")
        bitmaps = names.name("bitmaps")
        bitmapCase = names.name("bitmapCase")
        frameLength = names.name("frameLength")
        lineEnd = names.name("lineEnd")
        bits = names.name("bits")
    }
}
