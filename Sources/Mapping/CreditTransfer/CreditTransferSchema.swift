package import Canonical
import ReferenceData

/// The canonical credit transfer, `payment.credit-transfer.v1`.
///
/// Its JSON Schema is `schemas/canonical/payment.credit-transfer.v1.schema.json`.
package enum CreditTransferSchema {
    /// The canonical type's name.
    package static let typeName = "payment.credit-transfer.v1"

    /// Checks that a document is a credit transfer.
    ///
    /// - Parameters:
    ///   - document: the document.
    ///   - stage: the step that asks, for the fault.
    /// - Throws: `schema.violation` or `rule.C03` (more decimals than the currency has), with the path.
    package static func check(_ document: DocumentValue, stage: Stage = .validate) throws(Fault) {
        do throws(ShapeChecker.Violation) {
            try ShapeChecker.check(document, shape)
            try checkDecimals(document, "amount")
            try checkDecimals(document, "instructedAmount")
            for (number, charge) in (document["charges"]?.items ?? []).enumerated() {
                do throws(ShapeChecker.Violation) {
                    try checkDecimals(charge, "amount")
                } catch {
                    throw error.inside(String(number)).inside("charges")
                }
            }
        } catch {
            throw error.fault(stage: stage)
        }
    }

    /// SWIFT error code C03: no more decimals than the currency's minor unit has.
    private static func checkDecimals(_ document: DocumentValue, _ name: String) throws(ShapeChecker.Violation) {
        guard let value = document[name]?["value"]?.text, let code = document[name]?["currency"]?.text else { return }
        guard let units = Currency(code: code)?.minorUnits,
            let decimals = DecimalText(value, integersMax: 18, decimalsMax: 5)?.decimals, decimals > units
        else { return }
        throw ShapeChecker.Violation(
            path: ["value", name],
            reason: "The amount has more decimals than the currency, which has \(units).",
            code: FaultCode("rule.C03")
        )
    }

    /// What a credit transfer consists of.
    package static let shape = Shape.object([
        .required("paymentId", .text(.free(max: 35))),
        .optional("uetr", .text(.uetr)),
        .optional("endToEndId", .text(.free(max: 35))),
        .required(
            "amount",
            .object([.required("value", .text(.positiveAmount)), .required("currency", .text(.currency))])
        ),
        .optional("instructedAmount", amount),
        .optional("exchangeRate", .text(.rate)),
        .required("valueDate", .text(.date)),
        .required("chargeBearer", .text(.oneOf(["DEBT", "SHAR", "CRED"]))),
        .optional(
            "charges",
            .list(
                .object([.required("takenBy", .text(.oneOf(["sender", "receiver"]))), .required("amount", amount)]),
                max: 20
            )
        ),
        .required("debtor", party),
        .required("debtorAgent", agent),
        .optional("intermediaryAgent", agent),
        .optional("sendersCorrespondent", agent),
        .optional("receiversCorrespondent", agent),
        .optional("thirdReimbursementAgent", agent),
        .required("creditorAgent", agent),
        .required("creditor", party),
        .optional("remittanceInformation", .list(.text(.free(max: 9_000)), max: 20)),
        .optional("serviceCode", .text(.free(max: 4))),
        .optional("transactionType", .text(.free(max: 4))),
        .optional(
            "instructions",
            .list(
                .object([.required("code", .text(.free(max: 4))), .optional("text", .text(.free(max: 140)))]),
                max: 20
            )
        ),
        .optional(
            "timeIndications",
            .list(
                .object([
                    .required("code", .text(.free(max: 8))), .required("time", .text(.free(max: 4))),
                    .required("offset", .text(.free(max: 5))),
                ]),
                max: 20
            )
        ),
        .optional("bankToBankInformation", .list(.text(.free(max: 140)), max: 20)),
        .optional("regulatoryReporting", .list(.text(.free(max: 140)), max: 20)),
    ])

    private static let amount = Shape.object([
        .required("value", .text(.amount)), .required("currency", .text(.currency)),
    ])

    private static let account = Shape.choice([
        .optional("iban", .text(.iban)), .optional("other", .text(.free(max: 35))),
    ])

    private static let party = Shape.object([
        .optional("name", .text(.free(max: 150))),
        .optional("account", account),
        .optional("bic", .text(.bic)),
        .optional("addressLines", .list(.text(.free(max: 70)), max: 7)),
        .optional("country", .text(.country)),
        .optional("town", .text(.free(max: 35))),
        .optional("identifications", .list(.text(.free(max: 70)), max: 7)),
    ])

    private static let agent = Shape.object([
        .optional("bic", .text(.bic)),
        .optional("clearingCode", .text(.free(max: 35))),
        .optional("account", account),
        .optional("accountSide", .text(.free(max: 1))),
        .optional("name", .text(.free(max: 150))),
        .optional("addressLines", .list(.text(.free(max: 70)), max: 7)),
        .optional("location", .text(.free(max: 35))),
    ])
}
