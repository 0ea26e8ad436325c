import Canonical
import Testing

/// What a fault says, and what the bus decides by it.
@Suite struct FaultTests {
    @Test func `the description holds code, place, stage, reason and advice`() {
        let place = Place(byteOffset: 118, line: 5, field: "32A", path: "/block4/2")
        let fault = Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: place,
            reason: "It is broken.",
            advice: "Mend it."
        )
        #expect(
            fault.description
                == "format.syntax at field 32A, path /block4/2, line 5, byte 118 (decode): It is broken. Mend it."
        )
        let short = Fault(.transient, .brokerUnavailable, stage: .publish, reason: "Gone.")
        #expect(short.description == "broker.unavailable (publish): Gone.")
        #expect(Place().description.isEmpty)
    }

    @Test func `only transient faults are tried again`() {
        for family in Fault.Family.allCases {
            let fault = Fault(family, .invariantBroken, stage: .settle, reason: "")
            #expect(fault.isRetriable == (family == .transient))
        }
    }

    @Test func `codes are told apart by their names`() {
        #expect(FaultCode("format.syntax") == .formatSyntax && FaultCode.formatLimit != .formatSyntax)
        #expect("\(FaultCode.schemaViolation)" == "schema.violation")
    }
}
