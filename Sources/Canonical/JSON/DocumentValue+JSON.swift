extension DocumentValue {
    /// Reads one JSON text; see ``Document/init(json:limits:)`` for what is refused.
    ///
    /// Numbers keep their amount and their decimals, not the way they were written: `1e3` becomes `1000`.
    public init(json: [UInt8], limits: Limits = .standard) throws(Fault) {
        self = try Document(json: json, limits: limits).value
    }

    /// Writes compact JSON in UTF-8; see ``Document/jsonBytes()``.
    public func jsonBytes() -> [UInt8] {
        Document(self).jsonBytes()
    }

    /// Writes the one JSON text that all equal documents share; see ``Document/canonicalJSONBytes()``.
    public func canonicalJSONBytes() -> [UInt8] {
        Document(self).canonicalJSONBytes()
    }
}
