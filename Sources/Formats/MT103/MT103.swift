package import Canonical

/// A customer credit transfer (MT 103): its fields with their components.
///
/// Checked are the format of each field, that no field is unknown or repeated without leave, and that the mandatory
/// ones are there; the network rules between fields and the order of fields are not checked.
package struct MT103: Sendable, Hashable {
    /// Field 20.
    package var reference = ""
    /// Field 13C, in order.
    package var timeIndications: [TimeIndication] = []
    /// Field 23B.
    package var bankOperationCode = ""
    /// Field 23E, in order.
    package var instructions: [Instruction] = []
    /// Field 26T.
    package var transactionType: String?
    /// Field 32A, the date.
    package var valueDate = CivilDate(daysSinceEpoch: 0)
    /// Field 32A, currency and amount.
    package var settlementAmount = MTAmount(currency: "", digits: "")
    /// Field 33B.
    package var instructedAmount: MTAmount?
    /// Field 36, with a decimal point.
    package var exchangeRate: String?
    /// Field 50A, 50F or 50K.
    package var orderingCustomer = MTParty(option: .none)
    /// Field 51A.
    package var sendingInstitution: MTParty?
    /// Field 52a.
    package var orderingInstitution: MTParty?
    /// Field 53a.
    package var sendersCorrespondent: MTParty?
    /// Field 54a.
    package var receiversCorrespondent: MTParty?
    /// Field 55a.
    package var thirdReimbursementInstitution: MTParty?
    /// Field 56a.
    package var intermediary: MTParty?
    /// Field 57a.
    package var accountWithInstitution: MTParty?
    /// Field 59, 59A or 59F.
    package var beneficiary = MTParty(option: .none)
    /// Field 70, its lines.
    package var remittanceInformation: [String] = []
    /// Field 71A.
    package var detailsOfCharges = ""
    /// Field 71F, in order.
    package var sendersCharges: [MTAmount] = []
    /// Field 71G.
    package var receiversCharges: MTAmount?
    /// Field 72, its lines.
    package var senderToReceiver: [String] = []
    /// Field 77B, its lines.
    package var regulatoryReporting: [String] = []
    /// Field 77T, its lines.
    package var envelopeContents: [String] = []

    /// Field 13C.
    package struct TimeIndication: Sendable, Hashable {
        /// CLSTIME, RNCTIME or SNDTIME.
        package var code: String
        /// Hours and minutes.
        package var time: String
        /// `+` or `-` and hours and minutes from UTC.
        package var offset: String
    }

    /// Field 23E.
    package struct Instruction: Sendable, Hashable {
        /// Four letters.
        package var code: String
        /// What follows the slash.
        package var text: String?
    }
}

/// Currency and amount as a field has them, the comma turned into a decimal point.
package struct MTAmount: Sendable, Hashable {
    /// Three letters.
    package var currency: String
    /// Digits, with a point only if decimals follow: `1000,` is `1000`.
    package var digits: String
}

/// A party of a payment.
package struct MTParty: Sendable, Hashable {
    /// The option letter, which decides the format.
    package enum Option: String, Sendable, Hashable {
        case none = ""
        case a = "A"
        case b = "B"
        case c = "C"
        case d = "D"
        case f = "F"
        case k = "K"
    }

    /// The option letter.
    package var option: Option
    /// The code of a party identifier `/C/…` or `/D/…`.
    package var partyCode: String?
    /// Account or party identifier without the leading slash (a clearing code begins with one more); in option F the
    /// whole first line.
    package var party: String?
    /// The BIC of option A.
    package var bic: String?
    /// Name and address, or the location of option B; in option F with their numbers.
    package var lines: [String] = []

    /// Makes a party without components.
    package init(option: Option) {
        self.option = option
    }

    /// The account: what follows the slash, if it is neither a clearing code nor a coded identifier of option F.
    package var account: String? {
        guard let party, !party.isEmpty else { return nil }
        guard option == .f, hasIdentifierLine else { return party.utf8.first == UInt8(ascii: "/") ? nil : party }
        return party.utf8.first == UInt8(ascii: "/") ? String(party.dropFirst()) : nil
    }

    /// Set for 50F, whose first line is an account only if it begins with a slash.
    package var hasIdentifierLine = false
}
