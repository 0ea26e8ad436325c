/// Reads what a layout says about a field behind its name and place: `TYPE`, then words and `key=value` in any order.
struct LayoutFieldParser {
    let form: Layout.Form
    private var field: LayoutField
    private var hasSide = false
    private var hasPad = false
    /// The check as written.
    private(set) var check: String?

    init(form: Layout.Form, field: LayoutField) {
        self.form = form
        self.field = field
    }

    /// Reads the words.
    mutating func field(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) -> LayoutField {
        var words = words
        guard let type = words.popFirst()?.text else { throw LayoutProblem("A field has a type.") }
        try takeType(type, &words)
        for word in words {
            if word.isQuoted {
                field.summary = word.text
            } else if let key = word.key {
                try take(key, word.value)
            } else {
                try take(word.text)
            }
        }
        if field.isNumber, form == .fixed {
            if !hasSide { field.side = .right }
            if !hasPad, field.side == .right { field.pad = [UInt8(ascii: "0")] }
        }
        try checkNumber()
        return field
    }

    private mutating func takeType(_ type: String, _ words: inout ArraySlice<LayoutToken>) throws(LayoutProblem) {
        switch type {
        case "text": field.kind = .text
        case "number": field.kind = .number(NumberForm())
        case "filler": field.kind = .filler
        case "date", "time":
            guard let pattern = words.popFirst().flatMap({ DatePattern($0.text) }) else {
                throw LayoutProblem("A pattern such as yyyyMMdd, \"dd.MM.yyyy\" or HHmmss is expected.")
            }
            field.kind = .date(pattern)
        case "code":
            guard let codes = words.popFirst()?.text.split(separator: "|").map(String.init), !codes.isEmpty else {
                throw LayoutProblem("Codes separated by | are expected.")
            }
            field.kind = .code(codes)
            if codes.count == 1 { field.standard = Array(codes[0].utf8) }
        default: throw LayoutProblem("The types are text, number, date, time, code and filler.")
        }
    }

    private mutating func take(_ word: String) throws(LayoutProblem) {
        switch word {
        case "left", "right":
            field.side = word == "left" ? .left : .right
            hasSide = true
        case "mandatory": field.isMandatory = true
        case "cut": field.isCut = true
        case "trim": field.isTrimmed = true
        default: throw LayoutProblem("A field does not take `\(word)`.")
        }
    }

    private mutating func take(_ key: String, _ value: String) throws(LayoutProblem) {
        switch key {
        case "pad":
            guard value.unicodeScalars.count == 1 else { throw LayoutProblem("A field is padded with one character.") }
            field.pad = Array(value.utf8)
            hasPad = true
        case "default": field.standard = Array(value.utf8)
        case "null": field.null = Array(value.utf8)
        case "title": field.title = value
        case "check": check = value
        default:
            guard case .number(var form) = field.kind else { throw LayoutProblem("The field does not take `\(key)`.") }
            try take(key, value, of: &form)
            field.kind = .number(form)
        }
    }

    private func take(_ key: String, _ value: String, of form: inout NumberForm) throws(LayoutProblem) {
        switch key {
        case "decimals": form.decimals = try LayoutProblem.number(value, 0...NumberForm.digitsMax)
        case "mark", "group":
            guard value.utf8.count == 1, let byte = value.utf8.first, !(0x30...0x39 ~= byte), byte != 0x2D, byte != 0x2B
            else { throw LayoutProblem("A mark is one ASCII character.") }
            if key == "mark" { form.mark = byte } else { form.group = byte }
        case "sign":
            guard let sign = NumberForm.Sign(rawValue: value) else {
                throw LayoutProblem("A sign is none, leading, leading-always, trailing or trailing-always.")
            }
            form.sign = sign
        default: throw LayoutProblem("A number does not take `\(key)`.")
        }
    }

    private func checkNumber() throws(LayoutProblem) {
        guard case .number(let number) = field.kind else { return }
        guard number.mark == nil || number.mark != number.group else {
            throw LayoutProblem("The decimal mark and the mark between groups differ.")
        }
        let zero: [UInt8] = [UInt8(ascii: "0")]
        guard field.pad == [0x20] || field.pad == zero && field.side == .right else {
            throw LayoutProblem("Numbers are padded with blanks, or with zeros on the left.")
        }
    }
}
