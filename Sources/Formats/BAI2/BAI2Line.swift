/// A physical record: one line of a file.
struct BAI2Line {
    /// The record code, the two digits in front; all of the line where it has no comma or slash behind them.
    var code: String
    /// What stands between the code's comma and the slash; nil where there is neither comma nor field.
    var body: String?
    /// What ends the record, as written: a slash and blanks behind it, or nothing.
    var end: String
    /// What ends the line: LF, CR LF, or nothing at the end of the input.
    var lineEnd: String
    /// All of it without the line end.
    var text: String
    /// Where it begins in the file, in bytes.
    var offset: Int
    /// Its number in the file, from 1.
    var number: Int

    init(_ bytes: ArraySlice<UInt8>, lineEnd: String, offset: Int, number: Int) {
        text = String(decoding: bytes, as: UTF8.self)
        self.lineEnd = lineEnd
        self.offset = offset
        self.number = number
        var content = bytes
        while content.last == UInt8(ascii: " ") { content.removeLast() }
        let hasSlash = content.last == UInt8(ascii: "/")
        if hasSlash {
            content.removeLast()
        } else {
            // Blanks without a slash before them belong to the last field.
            content = bytes
        }
        end = String(decoding: bytes[content.endIndex...], as: UTF8.self)
        if let comma = content.firstIndex(of: UInt8(ascii: ",")) {
            code = String(decoding: content[..<comma], as: UTF8.self)
            body = String(decoding: content[content.index(after: comma)...], as: UTF8.self)
        } else {
            code = String(decoding: content, as: UTF8.self)
        }
    }

    /// How many fields the body has.
    var fieldsCount: Int { body.map { 1 + $0.utf8.count { $0 == UInt8(ascii: ",") } } ?? 0 }

    /// The fields of the body.
    var fields: [String] {
        body.map {
            $0.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { String($0) ?? "" }
        }
            ?? []
    }
}
