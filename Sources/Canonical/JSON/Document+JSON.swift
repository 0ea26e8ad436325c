extension Document {
    /// Reads one JSON text; see ``DocumentValue/init(json:limits:)`` for what is refused.
    public init(json: [UInt8], limits: Limits = .standard) throws(Fault) {
        self.init(try DocumentValue(json: json, limits: limits))
    }

    /// Writes compact JSON in UTF-8: members in their order, numbers with the digits they were read with.
    public func jsonBytes() -> [UInt8] {
        value.jsonBytes()
    }
}
