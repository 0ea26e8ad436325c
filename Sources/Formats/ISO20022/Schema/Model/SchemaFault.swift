import Canonical

/// The faults of schemas: what cannot be read, and what is not implemented, which is refused and never ignored.
enum SchemaFault {
    /// A construct that cannot be used, with its file and line.
    static func unusable(_ reason: String, at origin: SchemaOrigin, advice: String? = nil) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: origin.line > 0 ? origin.line : nil, field: origin.file.isEmpty ? nil : origin.file),
            reason: "The schema\(origin.file.isEmpty ? "" : " \(origin.file)") \(reason).",
            advice: advice
        )
    }

    /// A construct of XML Schema that this compiler leaves out.
    static func notImplemented(_ construct: String, at origin: SchemaOrigin) -> Fault {
        unusable(
            "uses \(construct), which is not implemented",
            at: origin,
            advice: "Schemas are read as far as ISO 20022 uses XML Schema."
        )
    }
}
