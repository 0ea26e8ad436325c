import Canonical

/// Reads the keywords of a JSON Schema that say what a text may be.
enum SchemaTexts {
    /// The rules of a schema of the type `string`.
    static func text(_ object: DocumentObject) -> TextShape {
        TextShape(
            meaning(object),
            lengthMin: count(object["minLength"]) ?? 0,
            lengthMax: count(object["maxLength"]),
            pattern: object["pattern"]?.text.map(wholePattern),
            characters: object["x-characters"]?.text
        )
    }

    /// The shape of `enum` and `const`: codes, if the values are texts; otherwise any value.
    static func shape(ofValues values: [DocumentValue], _ object: DocumentObject) -> DocumentShape {
        let codes = values.compactMap(\.text)
        guard codes.count == values.count else { return .any }
        var shape = text(object)
        shape.meaning = .code
        shape.codes = codes
        return .text(shape)
    }

    /// A number of characters or items; nil if it is none, or greater than can be counted.
    static func count(_ value: DocumentValue?) -> Int? {
        guard case .number(let number)? = value else { return nil }
        return Int(number.normalised.description)
    }

    private static func meaning(_ object: DocumentObject) -> TextShape.Meaning {
        if let name = object["x-meaning"]?.text, let meaning = TextShape.Meaning(rawValue: name) { return meaning }
        switch object["format"]?.text {
        case "date": return .date
        case "time": return .time
        case "date-time": return .dateTime
        default: return .plain
        }
    }

    /// The pattern as one that the whole text matches: a JSON Schema's may match any piece of it.
    static func wholePattern(_ pattern: String) -> String {
        let inner = pattern.dropFirst().dropLast()
        let isAnchored = pattern.count > 1 && pattern.hasPrefix("^") && pattern.hasSuffix("$") && !inner.hasSuffix("\\")
        if isAnchored, !hasOpenAlternative(inner) { return withoutGroup(String(inner)) }
        return #"[\s\S]*(?:"# + pattern + #")[\s\S]*"#
    }

    /// Whether a `|` stands outside of all brackets, so that an anchor would belong to one side of it only.
    private static func hasOpenAlternative(_ pattern: Substring) -> Bool {
        var depth = 0
        var isInClass = false
        var isEscaped = false
        for byte in pattern.utf8 {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass: depth += 1
            case UInt8(ascii: ")") where !isInClass: depth -= 1
            case UInt8(ascii: "|") where !isInClass && depth == 0: return true
            default: break
            }
        }
        return false
    }

    /// The pattern without a group around all of it, so that a schema made of a description is read as it was.
    private static func withoutGroup(_ pattern: String) -> String {
        guard pattern.hasPrefix("(?:"), pattern.hasSuffix(")"), !pattern.hasSuffix("\\)") else { return pattern }
        let inner = pattern.dropFirst(3).dropLast()
        var depth = 0
        var previous = UInt8(0)
        for byte in inner.utf8 {
            if previous != UInt8(ascii: "\\") {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                // The group ended before the end: brackets within classes stop this too, which is the safe side.
                if depth < 0 { return pattern }
            }
            previous = byte
        }
        return depth == 0 && !hasOpenAlternative(inner) ? String(inner) : pattern
    }
}
