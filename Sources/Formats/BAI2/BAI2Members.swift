/// The members that writers understand, by the kind of object.
enum BAI2Members {
    static let file = level(BAI2Names.file + BAI2Names.fileEnd, ["groups": .list, "fileLayout": .object])
    static let group = level(BAI2Names.group + BAI2Names.groupEnd, ["accounts": .list])
    /// What is beyond an account's two fields are its summaries.
    static let account = KnownMembers(
        texts: BAI2Names.account + BAI2Names.accountEnd,
        ["summaries": .list, "transactions": .list, "endExtra": .list, "layout": .object, "endLayout": .object]
    )
    static let distribution = KnownMembers(texts: BAI2Names.distribution)
    static let unknown = KnownMembers(["unknown": .text])
    static let loose = KnownMembers(["loose": .object])
    static let looseRecord = KnownMembers(["code": .text, "fields": .list, "layout": .object])
    static let layout = KnownMembers(["lines": .list, "ends": .list, "bareTextLines": .list])
    static let fileLayout = KnownMembers([
        "lineEnd": .text, "hasLastLineEnd": .boolean, "encoding": .text, "after": .list,
    ])

    /// A summary by its funds type, which brings members of its own.
    static func summary(_ fundsType: String?) -> KnownMembers {
        summaries[fundsType ?? ""] ?? summaryWithoutFunds
    }

    /// A transaction by its funds type.
    static func transaction(_ fundsType: String?) -> KnownMembers {
        transactions[fundsType ?? ""] ?? transactionWithoutFunds
    }

    private static let summaryWithoutFunds = KnownMembers(texts: BAI2Names.summary)
    private static let transactionWithoutFunds = KnownMembers(
        texts: BAI2Names.transaction + BAI2Names.references,
        ["layout": .object]
    )
    private static let summaries = funds.mapValues { summaryWithoutFunds.adding($0) }
    private static let transactions = funds.mapValues { transactionWithoutFunds.adding($0) }

    /// What each funds type brings.
    private static let funds: [String: [String: KnownMembers.Kind]] = [
        "V": ["valueDate": .text, "valueTime": .text],
        "S": ["immediateAvailability": .text, "oneDayAvailability": .text, "twoOrMoreDaysAvailability": .text],
        "D": ["distributionCount": .text, "distributions": .list],
    ]

    /// A level has what its first and last record have, and what no standard knows of them.
    private static func level(_ texts: [String], _ others: [String: KnownMembers.Kind]) -> KnownMembers {
        KnownMembers(texts: texts, others)
            .adding(["extra": .list, "endExtra": .list, "layout": .object, "endLayout": .object])
    }
}
