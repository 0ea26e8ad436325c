/// Mapping files of our own invention that use every construct of the language.
enum MappingSyntaxSample {
    /// A mapping in one direction.
    static let oneWay = #"""
        # How a transfer of the old bank becomes one of the new.
        mapping old-transfer-to-new version 3
        "A transfer of the \"old\" bank."
        from mt: mt.103 | mt.103.stp  # the message
        from original: pain.001.001.09 by mt.block4.20.reference missing default
        from pacs: pacs.008.001.08..13 by mt.block3.121 missing wait
        to payment.credit-transfer.v2
        use mt-parties, mt-codes
        given ownBIC: text 8..11 in x
        given rate: decimal?
        given days: list of date

        let f = mt.block4

        # References.
        references.instruction = f.20.reference else fault "MISSING" "Field 20 names the message."
        references.uetr = mt.block3.121 else generated-uuid("uetr")
        references.other = f.21.reference else f.21R.reference else f.20.reference default "NOTPROVIDED"
        settlement.amount = amount(f.32A) | rounded(scale: 2, mode: "half-even")
        chargeBearer = f.71A.code through details-of-charges or fault
        block4.51A? = f.51A.bic
        block4.B? { local = f.72 }
        service = f.23B.code through mt-codes or default "NORM"
        local = f.23B.code through mt-codes or keep | trim
        purpose = f.26T.code through mt-codes
        debtor = customer(f.50a)
        charges = each c in f.71F where c.amount > 0 => { amount = amount(c); agent.name = "NOTPROVIDED" }
        instructions = f.23E where .code is "INS" or .code is "TELB" and .text is present
        first = (f.23E where .code in ["HOLD", "PHOB"])[1].text
        last = f.23E[last].text | cut
        sole = only f.72.line where . is not "x" | overflow to remittance.further
        total = fold c in f.71F up to 1000 with sum = 0 => sum + c.amount * 2 - 1.50
        kind = table settlement-method("none", rate is present)
        names = [f.50a.name, f.59a.name & " " & (f.59a.surname | upper)]
        isLarge = f.32A.amount >= 1000000.00 and not (f.32A.currency is "JPY" or f.32A.currency is null)
        note = if f.72 is absent then "none" else if f.72.lines[1] < "M" then "first" else "second"
        risky = (if f.77B is not null then f.77B.text) else fault "RR"
        code = match f.23B.code { "CRED", "SSTD" => "A"; "SPAY" => "B"; else => "C" }
        wide = match f.23B.code {
            "CRED" => f.70.narrative | split
            else => f.72.narrative
                | join-lines
                | replace "."
        }
        "Kunden-Nr." = original."Kunden-Nr.".value | transliterate
        "filter"."Straße" = -5
        empty = { }
        settlement {
            date = date-of-six(f.32A.date) else fault "DT01" "The value date does not exist."
            place.town = f.57a.lines[4] | refuse  # by hand
        }

        if f.33B is present {
            instructed = amount(f.33B)
        } else if f.36 is present and f.36.rate <= 1 {
            instructed = f.32A.amount * f.36.rate
        } else {
            instructed = f.32A.amount
        }
        match f.23B.code {
            "CRED", "SSTD" => { priority = "NORM" }
            else => {
                priority = "HIGH"
            }
        }
        drop mt.block1.sessionNumber, mt.block1.sequenceNumber
            because "They count what the terminal sent, not payments."
        carry f.13C, f.77T?
        check f.32A.amount > 0 else fault "AM01" "The amount is zero."
        filter when f.23B.code is "TEST" because "Tests are not booked."
        yield each t in mt.transactions where t.amount is present {
            amount = t.amount
            yield each d in t.details { text = d.text }
        }

        part customer(p: mt:50a | mt:59a) gives canonical:party {
            name = p.name | cut
            account.number = p.account
        }

        part first-line(p: mt:20) gives text 35? {
            result = p.lines[1]
        }

        codes details-of-charges version "2025" {
            "OUR" <-> "DEBT"
            "SHA" <-> "SHAR"; "BEN" => "CRED"
        }

        table settlement-method(account: "none" | "own" | "other", correspondent: boolean) gives text {
            "none", - => "INDA"
            "own" | "other", false => "INDA"
            -, true => "IN" & "GA"
        }

        example "a payment with charges to be shared"
            given ownBIC = "BANKDEFFXXX"
            given rate = -1.25
            to payment.credit-transfer.v2
            input "mt103-shared.fin"
            input original: "original.xml"
            output "mt103-shared.json", "second.json"

        example "no value date"
            input "mt103-no-date.fin"
            fault "DT01"

        example "a test"
            input "test.fin"
            filtered

        """#

    /// A mapping in both directions.
    static let twoWay = """
        mapping new-transfer-and-back version 1
        "In both directions."
        between iso: pacs.008.001.08..13 and canonical: payment.credit-transfer.v2
        use iso-parties

        CdtTrfTxInf {
            a = b
        }
        PmtId.EndToEndId <-> references.endToEnd
        PmtId.UETR? <-> references.uetr
        Dbtr <-> debtor : party, cut, transliterate
        RmtInf.Ustrd <-> remittance.text?, overflow to remittance.more, replace "."
        -> settlement.method = "INDA"
        <- GrpHdr.NbOfTxs = "1"
        -> if a is present { b = c }

        part address: iso:PostalAddress <-> canonical:address {
            StrtNm <-> street, split
            TwnNm <-> town, refuse
        }
        """

    /// Declarations for others.
    static let library = """
        library mt-codes version 12
        "Codes of FIN."
        use base
        codes purposes version "1" { "A" <-> "B"; "C" <-> "D" }
        """

    static let all = [oneWay, twoWay, library]
}
