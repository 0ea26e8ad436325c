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
        KnownMembers(texts: BAI2Names.summary).adding(funds(fundsType))
    }

    /// A transaction by its funds type.
    static func transaction(_ fundsType: String?) -> KnownMembers {
        KnownMembers(texts: BAI2Names.transaction + BAI2Names.references, ["layout": .object])
            .adding(funds(fundsType))
    }

    private static func funds(_ type: String?) -> [String: KnownMembers.Kind] {
        switch type {
        case "V": ["valueDate": .text, "valueTime": .text]
        case "S":
            ["immediateAvailability": .text, "oneDayAvailability": .text, "twoOrMoreDaysAvailability": .text]
        case "D": ["distributionCount": .text, "distributions": .list]
        default: [:]
        }
    }

    /// A level has what its first and last record have, and what no standard knows of them.
    private static func level(_ texts: [String], _ others: [String: KnownMembers.Kind]) -> KnownMembers {
        KnownMembers(texts: texts, others)
            .adding(["extra": .list, "endExtra": .list, "layout": .object, "endLayout": .object])
    }
}
