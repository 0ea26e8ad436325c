import Canonical

/// One value: from the text of the document to the bytes of the message.
extension ISO8583MessageWriter {
    /// Writes a value; the units are what the field's length counts.
    func value(
        _ index: Int,
        _ text: ArraySlice<UInt8>,
        path: String,
        label: String
    ) throws(Fault) -> (bytes: [UInt8], units: Int) {
        let step = program.steps[index]
        guard step.kind != .bytes else { return try bytes(step, text, path: path, label: label) }
        var characters = try latin(text, path)
        if mode == .strict { try check(step, characters, path) }
        if step.kind == .track { restoreSeparator(&characters, label) }
        pad(step, &characters, label)
        if step.kind == .track, fact(.trailingPad, of: label) == "F" { characters.append(UInt8(ascii: "F")) }
        let bytes = try encode(step, characters, path: path, label: label)
        return (bytes, step.countsWireBytes ? bytes.count : characters.count)
    }

    private func bytes(
        _ step: ISO8583Step,
        _ text: ArraySlice<UInt8>,
        path: String,
        label: String
    ) throws(Fault) -> (bytes: [UInt8], units: Int) {
        guard var value = ISO8583Digits.bytes(hex: text) else {
            throw fault(path, "An even number of hexadecimal digits is expected.")
        }
        let count = step.countsWireBytes && step.encoding != .binary ? step.lengthMax / 2 : step.lengthMax
        if step.isFixed, value.count < count {
            let filling = [UInt8](repeating: step.pad, count: count - value.count)
            switch step.padSide {
            case .none: break
            case .left: value = filling + value
            case .right: value += filling
            }
        }
        let bytes = hexText(value, step.encoding, letterCase: fact(.letterCase, of: label))
        return (bytes, step.countsWireBytes ? bytes.count : value.count)
    }

    /// The characters of ISO 8859-1 that a text consists of.
    private func latin(_ text: ArraySlice<UInt8>, _ path: String) throws(Fault) -> [UInt8] {
        guard text.contains(where: { $0 >= 0x80 }) else { return Array(text) }
        var characters: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            guard scalar.value <= 0xFF else {
                throw fault(path, "The value has a character that no encoding here has.")
            }
            characters.append(UInt8(scalar.value))
        }
        return characters
    }

    /// What strict mode asks of a value beyond what can be written at all.
    private func check(_ step: ISO8583Step, _ characters: [UInt8], _ path: String) throws(Fault) {
        let isSigned = step.kind == .signedDigits
        if isSigned, characters.first != UInt8(ascii: "C"), characters.first != UInt8(ascii: "D") {
            throw fault(path, "The sign of an amount is C or D.")
        }
        let table = program.characterClasses
        let first = isSigned ? 1 : 0
        guard
            characters.isEmpty
                || ISO8583CharacterClass.areAll(step.kind, characters.span, from: first, table: table)
        else {
            throw fault(path, "The value has characters that the field may not have.")
        }
        if step.date.isSomething, !step.date.allows(characters.span) {
            throw fault(path, "The digits are no date or time.")
        }
        guard step.countsWireBytes && step.prefix != .ber || characters.count <= step.lengthMax else {
            throw fault(path, "The value is longer than the field may be (\(step.lengthMax)).")
        }
    }

    private func restoreSeparator(_ characters: inout [UInt8], _ label: String) {
        guard fact(.separator, of: label) == "D", let separator = characters.firstIndex(of: UInt8(ascii: "=")) else {
            return
        }
        characters[separator] = UInt8(ascii: "D")
    }

    /// Fills a value up to the length of its field, or to that which the layout tells.
    private func pad(_ step: ISO8583Step, _ characters: inout [UInt8], _ label: String) {
        guard step.padSide != .none, step.isFixed || step.stripsPad else { return }
        var width = step.charactersMax
        if let length = fact(.length, of: label).flatMap({ Int($0) }) {
            width = min(length, bytesMax)
        } else if fact(.trailingPad, of: label) == "F" {
            width -= 1
        }
        guard characters.count < width else { return }
        let filling = [UInt8](repeating: step.pad, count: width - characters.count)
        switch step.padSide {
        case .left where step.kind == .signedDigits:
            characters.insert(contentsOf: filling, at: min(1, characters.count))
        case .left: characters = filling + characters
        case .right, .none: characters += filling
        }
    }

    private func encode(
        _ step: ISO8583Step,
        _ characters: [UInt8],
        path: String,
        label: String
    ) throws(Fault) -> [UInt8] {
        switch step.encoding {
        case .ascii, .binary, .hex, .hexEBCDIC: return characters
        case .ebcdic: return characters.map { program.codePage.bytes[Int($0)] }
        case .bcd, .bcdLeft:
            guard step.kind == .signedDigits, let sign = characters.first else {
                return try packed(step, characters[...], path: path, label: label)
            }
            let isEBCDIC = program.specification.encodings.text == .ebcdic
            let first = isEBCDIC ? program.codePage.bytes[Int(sign)] : sign
            return [first] + (try packed(step, characters.dropFirst(), path: path, label: label))
        }
    }

    /// Digits two a byte; an odd number is filled up at the front or, from the left, at the end.
    private func packed(
        _ step: ISO8583Step,
        _ characters: ArraySlice<UInt8>,
        path: String,
        label: String
    ) throws(Fault) -> [UInt8] {
        var nibbles: [UInt8] = []
        for character in characters {
            if character == UInt8(ascii: "="), step.kind == .track {
                nibbles.append(0xD)
            } else if let nibble = ISO8583Digits.hexValue(character),
                nibble <= 9 || mode == .faithful && character < 0x60
            {
                nibbles.append(nibble)
            } else {
                throw fault(path, "The value has characters that BCD does not have.")
            }
        }
        if nibbles.count % 2 == 1 {
            let filling = fact(.padNibble, of: label)?.utf8.first.flatMap(ISO8583Digits.hexValue) ?? step.padNibble
            nibbles.insert(filling, at: step.encoding == .bcdLeft ? nibbles.count : 0)
        }
        return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }

    // MARK: - Hexadecimal digits

    /// Bytes in the encoding of bytes.
    func hexText(_ bytes: [UInt8], _ encoding: ISO8583Encoding, letterCase: String?) -> [UInt8] {
        guard encoding == .hex || encoding == .hexEBCDIC else { return bytes }
        var text: [UInt8] = []
        ISO8583Digits.appendHex(bytes.span, to: &text)
        text = Self.cased(text, letterCase)
        return encoding == .hex ? text : text.map { program.codePage.bytes[Int($0)] }
    }

    /// Hexadecimal digits with letters as the layout tells: all `lower`, or `l` where one is.
    static func cased(_ text: [UInt8], _ letterCase: String?) -> [UInt8] {
        guard let letterCase else { return text }
        let mask = Array(letterCase.utf8)
        return text.indices.map { index in
            let isLower = letterCase == "lower" || index < mask.count && mask[index] == UInt8(ascii: "l")
            return isLower && text[index] >= 0x41 ? text[index] | 0x20 : text[index]
        }
    }
}
