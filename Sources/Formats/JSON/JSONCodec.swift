package import Canonical

/// Plain JSON in UTF-8: what canonical types travel as, and what systems of one's own send.
package struct JSONCodec: Codec {
    package let formatName = "json"
    private let limits: Limits

    /// Makes the codec with its bounds.
    package init(limits: Limits = .standard) {
        self.limits = limits
    }

    package func decode(_ bytes: [UInt8]) throws(Fault) -> DocumentValue {
        try DocumentValue(json: bytes, limits: limits)
    }

    package func encode(_ document: DocumentValue) throws(Fault) -> [UInt8] {
        document.jsonBytes()
    }
}
