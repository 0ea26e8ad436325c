import Canonical
import ReferenceData

extension CorpusSets {
    /// Valid and invalid identifiers of many kinds; a case is one value.
    package static let identifiers = CorpusSet("stdnum-identifiers") { folder in
        var result = CorpusResult()
        for file in try folder.files(below: "stdnum-identifiers", suffix: ".json") {
            let list = try folder.json(file)
            guard let kinds = kindsByList[list["kind"]?.text ?? ""] else {
                result.fail(file, "there is no kind for this list")
                continue
            }
            for entry in (list["valid"]?.items ?? []) + (list["details"]?["valid"]?.items ?? []) {
                result.enter(try name(file, entry), difference: try differenceOfValid(entry, kinds))
            }
            for entry in list["invalid"]?.items ?? [] {
                let isValid = try kinds.contains { try Identifiers.check($0, entry["value"]?.text ?? "").isValid }
                result.enter(try name(file, entry), difference: isValid ? "is taken" : nil)
            }
        }
        return result
    }

    /// The kinds by the names of the lists; the list of ISO 7064 does not say which of its systems each value follows.
    private static let kindsByList: [String: [String]] = [
        "ar_cbu": ["ar-cbu"], "bic": ["bic"], "cfi": ["cfi"], "ch_esr": ["ch-reference"], "cn_ric": ["cn-resident"],
        "cn_uscc": ["uscc"], "cusip": ["cusip"], "cz_bankaccount": ["cz-account"], "damm": ["damm"], "figi": ["figi"],
        "gb_sedol": ["sedol"], "iban": ["iban"], "isin": ["isin"], "iso11649": ["iso11649"], "lei": ["lei"],
        "iso7064": ["mod11-2", "mod11-10", "mod37-2", "mod37-36", "mod97-10"], "luhn": ["luhn"],
        "nz_bankaccount": ["nz-account"], "verhoeff": ["verhoeff"],
    ]

    private static func name(_ file: String, _ entry: DocumentValue) throws -> String {
        "\(file): \(entry["value"]?.text ?? "")"
    }

    private static func differenceOfValid(_ entry: DocumentValue, _ kinds: [String]) throws -> String? {
        let verdicts = try kinds.map { try Identifiers.check($0, entry["value"]?.text ?? "") }
        guard let verdict = verdicts.first(where: \.isValid) else {
            return "is refused: \(verdicts.first?.reason?.sentence ?? "")"
        }
        if let canonical = entry["canonical"]?.text, !isNormal(verdict, canonical) { return "has another normal form" }
        if let province = entry["birth_place"]?.items?.first?.text {
            return verdict.parts.contains(IdentifierPart("province", province)) ? nil : "has another province"
        }
        return nil
    }

    /// Czech normal forms here have prefix and number in full, so that equal accounts are equal texts.
    private static func isNormal(_ verdict: IdentifierVerdict, _ canonical: String) -> Bool {
        guard verdict.kind == "cz-account" else { return verdict.normalForm == canonical }
        return (try? Identifiers.check("cz-account", canonical))?.normalForm == verdict.normalForm  // the kind exists
    }

    /// Account numbers and bank codes of another library's tests; a case is one value.
    package static let ibans = CorpusSet("schwifty-iban") { folder in
        var result = CorpusResult()
        let ibans = try folder.json("schwifty-iban/iban.json")
        for list in ["valid", "experimental_valid", "invalid"] {
            for entry in ibans[list]?.items ?? [] {
                let verdict = try Identifiers.check("iban", entry["value"]?.text ?? "")
                let isExpected = verdict.isValid == (list != "invalid")
                result.enter(
                    "\(list): \(entry["note"]?.text ?? "")",
                    difference: isExpected ? nil : "is told otherwise"
                )
            }
        }
        for entry in ibans["generate"]?.items ?? [] {
            result.enter("generate: \(entry["iban"]?.text ?? "")", difference: differenceOfMade(entry))
        }
        for entry in ibans["properties"]?.items ?? [] {
            result.enter("properties: \(entry["iban"]?.text ?? "")", difference: try differenceOfParts(entry))
        }
        try checkBankCodes(try folder.json("schwifty-iban/bic.json"), &result)
        return result
    }

    private static func differenceOfMade(_ entry: DocumentValue) -> String? {
        let parts = entry["components"]?.items?.compactMap(\.text) ?? []
        guard parts.count >= 3 else { return "has no components" }
        do throws(IdentifierReason) {
            let made = try IBAN.make(
                country: parts[0],
                bank: parts[1],
                branch: parts.count > 3 ? parts[3] : "",
                account: parts[2]
            )
            return made == entry["iban"]?.text ? nil : "is made otherwise"
        } catch {
            return error.sentence
        }
    }

    private static func differenceOfParts(_ entry: DocumentValue) throws -> String? {
        let verdict = try Identifiers.check("iban", entry["iban"]?.text ?? "")
        let names = [
            "bank": "bank_code", "account": "account_code", "country": "country_code",
            "nationalCheckDigits": "national_checksum_digits",
        ]
        for (name, property) in names.sorted(by: { $0.key < $1.key }) {
            let seen = verdict.parts.first { $0.name == name }?.value
            if seen != entry["properties"]?[property]?.text { return "the part \(name) is another" }
        }
        return nil
    }

    private static func checkBankCodes(_ bics: DocumentValue, _ result: inout CorpusResult) throws {
        for (list, isValid) in [("types", true), ("invalid", false)] {
            for entry in bics[list]?.items ?? [] {
                let text = entry["bic"]?.text ?? ""
                let isExpected = try Identifiers.check("bic", text).isValid == isValid
                result.enter("bic \(list): \(text)", difference: isExpected ? nil : "is told otherwise")
            }
        }
        for entry in bics["from_bank_code"]?.items ?? [] {
            let isValid = try Identifiers.check("bic", entry["bic"]?.text ?? "").isValid
            result.enter(
                "from_bank_code: \(entry["bic"]?.text ?? "")",
                difference: isValid ? "is not found from the bank code" : "is refused",
                explanation: isValid
                    ? "which bank has which code is in a directory that changes every month and does not come with the bus"
                    : nil
            )
        }
    }

    /// Bank codes of the Chinese payment system; a case is one code.
    package static let cnapsCodes = CorpusSet("cnaps-codes") { folder in
        var result = CorpusResult()
        for code in try folder.json("cnaps-codes/codes.json")["valid"]?.items ?? [] {
            let verdict = try Identifiers.check("cnaps", code.text ?? code["value"]?.text ?? "")
            result.enter(verdict.normalForm ?? "a code", difference: verdict.isValid ? nil : "is refused")
        }
        return result
    }

    /// Our table of account structures against another one's reading of the registry; a case is one country.
    package static let ibanRegistry = CorpusSet("iban-registry") { folder in
        var result = CorpusResult()
        let registry = try folder.json("iban-registry/generated.json")
        for member in registry.object?.members ?? [] {
            let structure = IBAN.structure(of: member.name)
            let expected = member.value["bban_spec"]?.text?.replacing("!", with: "")
            result.enter(member.name, difference: structure == expected ? nil : "the structure is another")
        }
        return result
    }
}
