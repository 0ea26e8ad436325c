/// The words of the mapping language.
enum MappingWords {
    /// Words that join expressions: a line that begins with one goes on with the line before.
    static let joining: Set<String> = [
        "else", "default", "because", "and", "or", "in", "is", "where", "through", "then",
    ]
    /// Words that no declaration may take as its name, since an expression could not use it.
    static let reserved: Set<String> = joining.union([
        "not", "each", "fold", "if", "match", "only", "table", "true", "false", "fault", "keep",
    ])
    /// Words that begin a statement.
    static let statements = ["let", "if", "match", "drop", "carry", "check", "yield", "filter"]
    /// Words that begin a declaration.
    static let declarations = ["part", "codes", "table", "example"]
    /// Words that begin a line of the header.
    static let headers = ["from", "to", "between", "use", "given"]
    /// Words that begin a line of an example.
    static let examples = ["given", "input", "output", "fault", "filtered", "to"]
    /// What happens to a value that does not fit.
    static let policies = ["cut", "refuse", "split", "overflow", "transliterate", "replace"]
    /// Words after which a value or a list goes on.
    static let following = joining.sorted() + ["gives", "missing", "version", "with"]

    /// What to write in place of the words of other languages.
    static let foreign: [String: String] = [
        "null": "Leave the field out; a condition asks with is null or is absent.",
        "nil": "Leave the field out; a condition asks with is absent.",
        "undefined": "Leave the field out; a condition asks with is absent.",
        "none": "Leave the field out; a condition asks with is absent.",
        "elif": "Write else if.", "elseif": "Write else if.", "elsif": "Write else if.",
        "function": "Write part.", "func": "Write part.", "def": "Write part.",
        "import": "Write use.", "include": "Write use.",
        "var": "Write let.", "const": "Write let.", "set": "Write PATH = VALUE, or let.",
        "return": "Write result =.", "delete": "Write drop.", "ignore": "Write drop.",
        "for": "Write each NAME in LIST =>.", "foreach": "Write each NAME in LIST =>.",
        "while": "Write each or fold.", "switch": "Write match.", "case": "Write match.",
        "map": "Write each NAME in LIST =>.", "equals": "Write is.", "exists": "Write is present.",
        "otherwise": "Write else.", "unless": "Write if not.", "when": "Write if.",
    ]
}
