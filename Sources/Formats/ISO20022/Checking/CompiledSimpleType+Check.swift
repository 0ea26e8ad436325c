extension CompiledSimpleType {
    /// Which rules a text breaks; the text is as it stands between the tags, well-formed UTF-8.
    @inline(__always)
    func violations(_ text: Span<UInt8>) -> SimpleViolations {
        guard whiteSpace != .preserve, needsNormalising(text) else { return check(text) }
        return checkNormalised(text)
    }

    /// Whether the text is longer or other than its normal form.
    @inline(__always)
    private func needsNormalising(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        if text[0] <= 0x20 || text[text.count &- 1] <= 0x20 { return true }
        guard base == .string || base == .anyURI else { return false }
        for index in text.indices where text[index] <= 0x20 { return true }
        return false
    }

    @inline(never)
    private func checkNormalised(_ text: Span<UInt8>) -> SimpleViolations {
        // libxml2 reads dates without taking blanks away first, unless a pattern makes it do so. The standard takes them
        // away; we are as strict as the validator that banks use.
        if base.isPartOfTime, patterns.isEmpty { return check(text) }
        var normal: [UInt8] = []
        var isPending = false
        for index in text.indices {
            let byte = text[index]
            if byte > 0x20 {
                if isPending { normal.append(0x20) }
                isPending = false
                normal.append(byte)
            } else if whiteSpace == .replace {
                normal.append(0x20)
            } else {
                isPending = !normal.isEmpty
            }
        }
        return check(normal.span)
    }

    @inline(__always)
    private func check(_ text: Span<UInt8>) -> SimpleViolations {
        var violations: SimpleViolations = []
        if base == .string {
            if hasLength {
                let length = Self.characters(text)
                if length < lengthMin || length > lengthMax { violations.insert(.length) }
            }
        } else {
            violations = checkForm(text)
        }
        for index in patterns.indices where !patterns[index].matches(text) { violations.insert(.pattern) }
        if let codes, !codes.contains(text) { violations.insert(.enumeration) }
        return violations
    }

    /// How many characters well-formed UTF-8 has.
    @inline(__always)
    private static func characters(_ text: Span<UInt8>) -> Int {
        var index = 0
        let raw = text.bytes
        // Eight characters of ASCII at a time.
        while index &+ 8 <= text.count,
            raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index &+= 8
        }
        var count = index
        while index < text.count {
            if text[index] & 0xC0 != 0x80 { count &+= 1 }
            index &+= 1
        }
        return count
    }

    private func checkForm(_ text: Span<UInt8>) -> SimpleViolations {
        switch base {
        case .string: return []
        case .anyURI: return hasLength ? checkLength(Self.characters(text)) : []
        case .boolean: return Self.isBoolean(text) ? [] : .form
        case .decimal, .integer: return checkDecimal(text)
        case .base64Binary: return checkLength(Base64Form.octets(text))
        case .hexBinary: return checkLength(Self.hexadecimalOctets(text))
        case .date, .dateTime, .time, .gYear, .gYearMonth, .gMonth, .gMonthDay, .gDay:
            return TimeForm.isValid(text, base) ? [] : .form
        }
    }

    private func checkDecimal(_ text: Span<UInt8>) -> SimpleViolations {
        guard let digits = DecimalDigits(text), base == .decimal || !digits.hasPoint else { return .form }
        var violations: SimpleViolations = []
        if digits.total > totalDigits { violations.insert(.totalDigits) }
        if digits.fraction.count > fractionDigits { violations.insert(.fractionDigits) }
        for index in bounds.indices where !bounds[index].holds(digits, text) { violations.insert(.range) }
        return violations
    }

    private func checkLength(_ length: Int?) -> SimpleViolations {
        guard let length else { return .form }
        return length < lengthMin || length > lengthMax ? .length : []
    }

    private static func isBoolean(_ text: Span<UInt8>) -> Bool {
        switch text.count {
        case 1: text[0] == 0x30 || text[0] == 0x31
        case 4: XMLScanner.equal(text, "true")
        case 5: XMLScanner.equal(text, "false")
        default: false
        }
    }

    private static func hexadecimalOctets(_ text: Span<UInt8>) -> Int? {
        guard text.count % 2 == 0 else { return nil }
        for index in text.indices {
            switch text[index] {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66: continue
            default: return nil
            }
        }
        return text.count / 2
    }
}

extension SimpleType.Base {
    /// Whether it is one of the types of dates and times.
    var isPartOfTime: Bool {
        switch self {
        case .date, .dateTime, .time, .gYear, .gYearMonth, .gMonth, .gMonthDay, .gDay: true
        default: false
        }
    }
}
