extension Document {
    /// Reads one JSON text (RFC 8259) and nothing around it.
    ///
    /// Stricter than the grammar, because two readers must never see two different messages in the same bytes: a name may
    /// occur once per object (names that are canonically equivalent in Unicode are the same name), text must be
    /// well-formed UTF-8 without lone surrogates, and a byte order mark is refused. Numbers keep their digits, within the
    /// limits of ``Number``; a name has at most 65,535 bytes.
    ///
    /// - Parameters:
    ///   - json: the whole text in UTF-8.
    ///   - limits: the bounds on size, depth and number of values; passing one is the fault `format.limit`.
    /// - Throws: a message fault, `format.syntax` or `format.limit`, with byte offset and line.
    public init(json: [UInt8], limits: Limits = .standard) throws(Fault) {
        var reader = JSONReader(limits: limits)
        self = try reader.read(whole: json.span)
    }

    /// Writes compact JSON in UTF-8: members in their order, numbers with the digits they were read with.
    public func jsonBytes() -> [UInt8] {
        JSONWriter.bytes(of: self, .compact)
    }

    /// Writes JSON for people: a line per value, indented by two spaces a level, without a line end at the end.
    public func indentedJSONBytes() -> [UInt8] {
        JSONWriter.bytes(of: self, .indented)
    }

    /// Writes the one JSON text that all equal documents share: the input of fingerprints.
    ///
    /// Members are sorted by UTF-16 code units and escapes are minimal, as in RFC 8785. Numbers differ from that RFC:
    /// they stay exact decimals and only lose trailing zeros, so that `1.50` and `1.5` are one value and large numbers
    /// stay themselves.
    public func canonicalJSONBytes() -> [UInt8] {
        JSONWriter.bytes(of: self, .canonical)
    }

    /// The canonical JSON text of one value of the document; see ``canonicalJSONBytes()``.
    package func canonicalJSONBytes(at index: Int) -> [UInt8] {
        JSONWriter.bytes(of: self, at: index, .canonical)
    }
}
