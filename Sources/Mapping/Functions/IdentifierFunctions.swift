import Canonical

/// Functions that make identifiers and look into them.
enum IdentifierFunctions {
    static let all: [MappingFunction] = [
        generatedUUID,
        MappingFunction(
            "country-of-bic",
            "The country of a BIC: its fifth and sixth character.",
            partOf: [MappingFunction.needed("bic", .text)]
        ) { text, _ in
            text.count == 8 || text.count == 11 ? 4..<6 : nil
        },
    ]

    static let generatedUUID = MappingFunction(
        "generated-uuid",
        "An identifier in the form of a random UUID, the same for every retry of a message.",
        parameters: [
            MappingFunction.constant("label"), MappingFunction.optional("of", .text),
        ],
        losses: [.generated],
        result: { _, _ in ValueType(.text(TextShape(lengthMin: 36, lengthMax: 36, pattern: uuidPattern))) },
        run: { call throws(Fault) in
            try putDigest(&call)
            call.giveOutput()
            call.lose(.generated, "The bus made the identifier.")
        }
    )

    private static let uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

    /// Derives the digest of message, label, number of the target and whatever else tells identifiers apart, and puts it
    /// into the output with the version and variant of a random UUID (RFC 9562 section 5.4).
    private static func putDigest(_ call: inout FunctionCall) throws(Fault) {
        guard let identity = call.identity else {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .map,
                reason: "The mapping makes identifiers, and was not given what they are derived from."
            )
        }
        // Each piece is preceded by its length, so that no two sets of pieces are the same bytes.
        var input: [UInt8] = []
        append(identity.message, to: &input)
        append(Array(call.bytes[call.range(0)]), to: &input)
        append(Array(String(call.targetNumber).utf8), to: &input)
        append(Array(call.bytes[call.range(1)]), to: &input)
        let digest = identity.hash(input.span)
        let high = digest.high & ~0xF000 | 0x4000
        let low = digest.low & ~(0xC << 60) | 0x8 << 60
        for (number, byte) in Digest128(high: high, low: low).bytes.enumerated() {
            if number == 4 || number == 6 || number == 8 || number == 10 { call.output.append(UInt8(ascii: "-")) }
            call.output.append(hexadecimal(byte >> 4))
            call.output.append(hexadecimal(byte & 0xF))
        }
    }

    private static func append(_ piece: [UInt8], to input: inout [UInt8]) {
        input.append(digits: piece.count, count: 10)
        input += piece
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
