/// One message of each type that keeps all rules; the samples are edits of these.
enum RuleBases {
    /// The fields of a type's base, in order.
    static func fields(ofType type: String) -> [(tag: String, value: String)] {
        guard let text = texts[type] else { preconditionFailure("there is no base for MT\(type)") }
        return text.split(separator: "\n")
            .map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts[1]))
            }
    }

    private static let texts: [String: String] = [
        "101": """
        20:ORDER-0001
        28D:1/1
        50H:/1234567890$HOLLOW OAK LTD
        30:261126
        21:PAY-1
        32B:USD1000,
        59:/9876543210$GREEN RIVER INC
        71A:SHA
        21:PAY-2
        32B:USD250,50
        59:/9876543211$BLUE HILL INC
        71A:SHA
        """,
        "103": """
        20:REF-0001
        23B:CRED
        32A:261126EUR1000,00
        50K:/1234567890$HOLLOW OAK LTD
        59:/9876543210$GREEN RIVER INC
        71A:SHA
        """,
        "104": """
        20:DEBITS-0001
        23E:OTHR
        30:261126
        50K:/1234567890$HOLLOW OAK LTD
        21:DEBIT-1
        32B:EUR100,
        59:/9876543210$GREEN RIVER INC
        21:DEBIT-2
        32B:EUR50,5
        59:/9876543211$BLUE HILL INC
        32B:EUR150,5
        """,
        "107": """
        20:DEBITS-0001
        23E:OTHR
        30:261126
        50K:/1234567890$HOLLOW OAK LTD
        21:DEBIT-1
        32B:EUR100,
        59:/9876543210$GREEN RIVER INC
        21:DEBIT-2
        32B:EUR50,5
        59:/9876543211$BLUE HILL INC
        32B:EUR150,5
        """,
        "110": """
        20:CHEQUES-0001
        21:CHEQUE-1
        30:261125
        32A:261126EUR100,
        59:GREEN RIVER INC
        21:CHEQUE-2
        30:261125
        32A:261126EUR50,
        59:BLUE HILL INC
        """,
        "192": """
        20:CANCEL-0001
        21:REF-0001
        11S:103$261125
        79:PLEASE CANCEL
        """,
        "195": """
        20:QUERY-0001
        21:REF-0001
        75:/1/
        """,
        "196": """
        20:ANSWER-0001
        21:REF-0001
        76:/3/
        """,
        "200": """
        20:REF-0002
        32A:261126EUR1000,
        57A:GAMAGB2LXXX
        """,
        "202": """
        20:REF-0003
        21:REF-0001
        32A:261126EUR1000,
        58A:GAMAGB2LXXX
        """,
        "204": """
        20:REF-0004
        19:150,5
        30:261126
        20:DEBIT-1
        32B:EUR100,
        53A:GAMAGB2LXXX
        20:DEBIT-2
        32B:EUR50,5
        53A:DELTGB2LXXX
        """,
        "205": """
        20:REF-0005
        21:REF-0001
        32A:261126EUR1000,
        52A:GAMAGB2LXXX
        58A:DELTGB2LXXX
        """,
        "210": """
        20:NOTICE-0001
        30:261126
        21:REF-0001
        32B:EUR100,
        52A:GAMAGB2LXXX
        21:REF-0002
        32B:EUR200,
        50C:DELTGB2LXXX
        """,
        "910": """
        20:CREDIT-0001
        21:REF-0001
        25:1234567890
        32A:261126EUR1000,
        52A:GAMAGB2LXXX
        """,
        "920": """
        20:REQUEST-0001
        12:942
        25:1234567890
        34F:EUR100,
        """,
        "940": """
        20:STATEMENT-0001
        25:1234567890
        28C:1/1
        60F:C261125EUR1000,
        61:2611261126C10,NTRFREF-0001//BANK-1
        86:RENT
        62F:C261126EUR1010,
        64:C261126EUR1010,
        """,
        "941": """
        20:REPORT-0001
        25:1234567890
        28:1
        60F:C261125EUR1000,
        90D:1EUR10,
        90C:2EUR20,
        62F:C261126EUR1010,
        """,
        "942": """
        20:INTERIM-0001
        25:1234567890
        28C:1/1
        34F:EUR100,
        13D:2611261200+0100
        61:2611261126C10,NTRFREF-0001//BANK-1
        90C:1EUR10,
        """,
        "950": """
        20:STATEMENT-0001
        25:1234567890
        28C:1/1
        60F:C261125EUR1000,
        61:2611261126C10,NTRFREF-0001//BANK-1
        62F:C261126EUR1010,
        """,
    ]
}
