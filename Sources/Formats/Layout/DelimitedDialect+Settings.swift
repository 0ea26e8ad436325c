extension DelimitedDialect {
    /// Sets what a keyword of a layout, or an option of the same name, says.
    ///
    /// - Returns: false if there is no such keyword.
    mutating func set(_ keyword: String, _ value: String) throws(LayoutProblem) -> Bool {
        switch keyword {
        case "delimiter": delimiter = try Self.character(value)
        case "quote": quote = value == "none" ? nil : try Self.character(value)
        case "escape": escape = try LayoutProblem.code(value)
        case "quoting": quoting = try LayoutProblem.code(value)
        case "header": hasHeader = try LayoutProblem.choice(value, ["yes": true, "no": false])
        case "comment": comment = value == "none" ? nil : try Self.character(value)
        default: return false
        }
        return true
    }

    /// Refuses characters that would mean two things.
    func check() throws(LayoutProblem) {
        let backslash = escape == .backslash ? UInt8(ascii: "\\") : nil
        let characters = [delimiter, quote, comment, backslash].compactMap { $0 }
        guard Set(characters).count == characters.count else {
            throw LayoutProblem("Delimiter, quote, comment and escape are different characters.")
        }
        guard quote != nil || quoting == .minimal || quoting == .none else {
            throw LayoutProblem("There is no quote to write fields in.")
        }
    }

    private static func character(_ text: String) throws(LayoutProblem) -> UInt8 {
        let names: [String: String] = [
            "tab": "\t", "comma": ",", "semicolon": ";", "bar": "|", "double": "\"", "single": "'",
        ]
        let utf8 = Array((names[text] ?? text).utf8)
        guard utf8.count == 1, let byte = utf8.first, byte < 0x7F, byte >= 0x20 || byte == 0x09 || byte < 0x08 else {
            throw LayoutProblem("One ASCII character is expected, or tab, comma, semicolon, bar, double or single.")
        }
        return byte
    }
}
