/// Makes the text that stands in a field of a value, padded where fields are.
struct FieldText {
    let encoding: TextEncoding
    /// Whether decimals are completed, as strict writing does.
    let isComplete: Bool
    private var scratch: [UInt8] = []

    /// What became of a value.
    enum Outcome {
        case whole
        /// The value was too long and was cut, as the layout says.
        case cut
        /// The value is too long.
        case long
        /// The value is not of the field's kind.
        case refused
    }

    init(encoding: TextEncoding, isComplete: Bool) {
        self.encoding = encoding
        self.isComplete = isComplete
    }

    /// Appends the text of a field by the layout.
    ///
    /// The value is in UTF-8, nil for null; the width is in bytes, nil where the field has as many as it needs.
    mutating func append(
        _ value: [UInt8]?,
        of field: LayoutField,
        width: Int?,
        into text: inout [UInt8]
    ) -> Outcome {
        guard let value else { return appendNull(of: field, width: width, into: &text) }
        if case .number(let form) = field.kind { return appendNumber(value, form, field, width: width, into: &text) }
        let start = text.count
        switch field.kind {
        case .date(let pattern): if !pattern.write(value.span, into: &text) { return .refused }
        case .code(let codes):
            guard codes.contains(where: { value.elementsEqual($0.utf8) }) || value.isEmpty && !field.isMandatory else {
                return .refused
            }
            fallthrough
        default: text += value
        }
        guard let width else { return .whole }
        return fit(start: start, field, width: width, &text)
    }

    private mutating func appendNull(of field: LayoutField, width: Int?, into text: inout [UInt8]) -> Outcome {
        let start = text.count
        if let null = field.null { text += null }
        guard let width else { return .whole }
        let length = encodedLength(of: text[start...])
        guard length <= width else { return .long }
        text.append(contentsOf: repeatElement(0x20, count: (width - length) / encoding.unitWidth))
        return .whole
    }

    private mutating func appendNumber(
        _ value: [UInt8],
        _ form: NumberForm,
        _ field: LayoutField,
        width: Int?,
        into text: inout [UInt8]
    ) -> Outcome {
        let start = text.count
        guard let isNegative = form.write(value.span, isGrouped: false, isComplete: isComplete, into: &text) else {
            return .refused
        }
        let sign: UInt8? =
            switch form.sign {
            case .none: nil
            case .leading: isNegative ? UInt8(ascii: "-") : nil
            case .leadingAlways, .trailingAlways: UInt8(ascii: isNegative ? "-" : "+")
            case .trailing: isNegative ? UInt8(ascii: "-") : width == nil ? nil : 0x20
            }
        if let sign, form.sign.isTrailing { text.append(sign) }
        let isZeroPadded = field.pad != [0x20]
        if let sign, !form.sign.isTrailing, !isZeroPadded || width == nil { text.insert(sign, at: start) }
        guard let width else { return .whole }
        let hasSignToCome = sign != nil && !form.sign.isTrailing && isZeroPadded
        let outcome = fit(start: start, field, width: width - (hasSignToCome ? encoding.unitWidth : 0), &text)
        if hasSignToCome, let sign { text.insert(sign, at: start) }
        return outcome
    }

    /// Pads the text from an offset on to a width, or cuts it.
    private mutating func fit(start: Int, _ field: LayoutField, width: Int, _ text: inout [UInt8]) -> Outcome {
        let length = encodedLength(of: text[start...])
        if length > width {
            guard field.isCut, case .text = field.kind else { return .long }
            let end = encoding.cut(scratch.span, to: width)
            text.removeLast(text.count - start)
            _ = encoding.decodeKeeping(scratch.span.extracting(0..<end), into: &text)
            _ = fit(start: start, field, width: width, &text)
            return .cut
        }
        let room = width - length
        guard room > 0 else { return .whole }
        let padLength = max(1, encodedLength(of: field.pad[...]))
        var padding: [UInt8] = []
        for _ in 0..<(room / padLength) { padding += field.pad }
        // A pad of two bytes may leave one, which a blank fills up on the outside.
        let blanks = [UInt8](repeating: 0x20, count: room % padLength / encoding.unitWidth)
        if field.side == .left {
            text += padding + blanks
        } else {
            text.insert(contentsOf: blanks + padding, at: start)
        }
        return .whole
    }

    /// How many bytes a text has in the file; `scratch` has them afterwards.
    private mutating func encodedLength(of text: ArraySlice<UInt8>) -> Int {
        scratch.removeAll(keepingCapacity: true)
        _ = encoding.encodeKeeping(text.span, into: &scratch)
        return scratch.count
    }
}
