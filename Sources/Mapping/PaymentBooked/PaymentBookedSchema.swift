package import Canonical

/// The event "payment booked" of a core-banking system, `payment-booked.v1`.
///
/// Its JSON Schema is `schemas/events/payment-booked.v1.schema.json`.
package enum PaymentBookedSchema {
    /// Checks that a document is such an event.
    ///
    /// - Parameter document: the document.
    /// - Throws: `schema.violation` with the path.
    package static func check(_ document: DocumentValue) throws(Fault) {
        do throws(ShapeChecker.Violation) {
            try ShapeChecker.check(document, shape)
        } catch {
            throw error.fault(stage: .validate)
        }
    }

    /// What an event consists of.
    package static let shape = Shape.object([
        .required("eventId", .text(.free(max: 64))),
        .optional("bookedAt", .text(.timestamp)),
        .required(
            "payment",
            .object([
                .required("reference", .text(.free(max: 35))),
                .optional("endToEndId", .text(.free(max: 35))),
                .optional("uetr", .text(.uetr)),
                .required("amount", .text(.positiveAmount)),
                .required("currency", .text(.currency)),
                .required("valueDate", .text(.date)),
                .required("chargeBearer", .text(.oneOf(["DEBT", "SHAR", "CRED"]))),
            ])
        ),
        .required("debtor", party),
        .required("creditor", party),
        .optional("text", .text(.free(max: 140))),
    ])

    private static let party = Shape.object([
        .required("name", .text(.free(max: 140))),
        .required("account", .text(.free(max: 34))),
        .required("bankBic", .text(.bic)),
        .optional("addressLines", .list(.text(.free(max: 70)), max: 7)),
    ])
}
