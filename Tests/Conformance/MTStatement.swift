import Canonical

/// The contents of a file of statements (MT 940, 942, 950) as lists of facts that other readers agree on.
struct MTStatement {
    /// One entry: field 61 and the 86 behind it.
    struct Entry {
        var line: DocumentValue
        var information: DocumentValue?
        /// The currency of the balance before it.
        var currency: String?
    }

    /// The last value of each field outside of entries, by tag.
    private(set) var fields: [String: DocumentValue] = [:]
    private(set) var entries: [Entry] = []

    init(_ documents: [Document]) {
        for document in documents {
            fields["60F currency"] = nil
            guard let block = document.value["block4"]?.object else { continue }
            for member in block.members { read(member.name, member.value) }
        }
    }

    private mutating func read(_ name: String, _ value: DocumentValue) {
        switch name {
        case "fields", "unplaced":
            for field in value.items ?? [] { enter(field["tag"]?.text ?? "", field) }
        case "entries":
            for entry in value.items ?? [] {
                for member in entry.object?.members ?? [] { enter(member.name, member.value) }
            }
        default:
            for field in value.items ?? [value] {
                let base = name.hasSuffix("a") ? String(name.dropLast()) + (field["option"]?.text ?? "") : name
                enter(base, field)
            }
        }
    }

    private mutating func enter(_ tag: String, _ field: DocumentValue) {
        switch tag {
        case "61":
            let balance = fields["60F currency"]
            entries.append(Entry(line: field, information: nil, currency: balance?.text))
        case "86":
            if !entries.isEmpty, entries[entries.count - 1].information == nil {
                entries[entries.count - 1].information = field
            }
        default:
            fields[tag] = field
            if tag == "60F" || tag == "60M" { fields["60F currency"] = field["currency"] }
        }
    }
}

extension MTStatement {
    /// A number as others write it: a point, no zeros at either end, a minus sign for debits.
    static func number(_ text: String, isNegative: Bool = false) -> String {
        var digits = text.map { $0 == "," ? "." : $0 }
        let sign = digits.first == "-" || isNegative
        digits.removeAll { $0 == "-" || $0 == " " }
        if let point = digits.firstIndex(of: ".") {
            while digits.last == "0" { digits.removeLast() }
            if digits.count == point + 1 { digits.removeLast() }
        }
        while digits.count > 1, digits[0] == "0", digits[1] != "." { digits.removeFirst() }
        return (sign && digits != ["0"] ? "-" : "") + String(digits)
    }

    /// YYMMDD as YYYY-MM-DD; years from 80 on are of the last century.
    static func date(_ text: String?) -> String? {
        guard let text, text.utf8.count == 6 else { return text }
        let century = text.prefix(2) >= "80" ? "19" : "20"
        return "\(century)\(text.prefix(2))-\(text.dropFirst(2).prefix(2))-\(text.suffix(2))"
    }

    /// MMDD as a date in the year that is nearest to the value date.
    static func entryDate(_ text: String?, valueDate: String?) -> String? {
        guard let text, text.utf8.count == 4, let value = valueDate, let year = Int(value.prefix(4)),
            let month = Int(text.prefix(2)), let valueMonth = Int(value.dropFirst(5).prefix(2))
        else { return nil }
        let shift = month - valueMonth > 6 ? -1 : (valueMonth - month > 6 ? 1 : 0)
        return "\(year + shift)-\(text.prefix(2))-\(text.suffix(2))"
    }

    /// The text of field 86 without white space, with the marks of its parts.
    static func bare(_ field: DocumentValue?) -> String {
        guard let field else { return "" }
        if let text = field["text"]?.text { return text.filter { !$0.isWhitespace } }
        let narrative = field["narrative"]
        if let lines = narrative?.items ?? narrative?["lines"]?.items {
            return lines.compactMap(\.text).joined().filter { !$0.isWhitespace }
        }
        let style = narrative?["style"]?.text ?? ""
        let parts = (narrative?["parts"]?.items ?? [])
            .map { part in
                let code = part["code"]?.text ?? ""
                let text = part["text"]?.text ?? ""
                switch style {
                case "/": return code.isEmpty ? text : "/\(code)/\(text)"
                case "+": return code.isEmpty ? text : "\(code)+\(text)"
                default: return code.isEmpty ? text : "\(style)\(code)\(text)"
                }
            }
        return ((narrative?["transactionCode"]?.text ?? "") + parts.joined()).filter { !$0.isWhitespace }
    }

    /// The text of the parts of field 86 with one of the codes, joined; nil if there is none.
    static func part(_ codes: [String], of field: DocumentValue?) -> String? {
        let parts = (field?["narrative"]?["parts"]?.items ?? []).filter { codes.contains($0["code"]?.text ?? "") }
        return parts.isEmpty ? nil : parts.compactMap { $0["text"]?.text }.joined()
    }
}
