/// Parties of MT 103 by their numbered lines, and what the variant STP asks of them.
extension RuleSamples103 {
    static let parties = [
        RuleSample("103", "numbered lines", ["-50K", "32A>50F:/1234567890$1/HOLLOW OAK LTD$2/ELM ROAD 1$3/GB/LONDON"]),
        RuleSample("103", "line 1 missing", ["-50K", "32A>50F:/1234567890$2/ELM ROAD 1$3/GB/LONDON"], breaks: "T56"),
        RuleSample(
            "103",
            "lines out of order",
            ["-50K", "32A>50F:/1234567890$1/HOLLOW OAK LTD$3/GB/LONDON$2/ELM ROAD 1"],
            breaks: "T56"
        ),
        RuleSample(
            "103",
            "an unknown country",
            ["-50K", "32A>50F:/1234567890$1/HOLLOW OAK LTD$3/QQ/LONDON"],
            breaks: "T73"
        ),
        RuleSample("103", "name and country", ["-59", "50K>59F:/9876543210$1/GREEN RIVER INC$3/US/BOSTON"]),
        RuleSample("103", "STP without account", ["59:GREEN RIVER INC"], breaks: "E10", flag: "STP"),
        RuleSample("103", "STP that is a return", ["71A>72:/RETN/99$/AC01/"], breaks: "T81", flag: "STP"),
        RuleSample("103", "a return", ["71A>72:/RETN/99$/AC01/"]),
        RuleSample("103", "STP with an agent's BIC", ["71A>72:/INS/GAMAGB2L"], flag: "STP"),
        RuleSample("103", "STP with an agent's name", ["71A>72:/INS/GAMMA BANK"], breaks: "T27", flag: "STP"),
        RuleSample("103", "an agent's name", ["71A>72:/INS/GAMMA BANK"]),
        RuleSample(
            "103",
            "an address without town",
            ["-59", "50K>59F:/1$1/GREEN RIVER INC$2/ELM 1$3/US"],
            breaks: "T56"
        ),
        RuleSample("103", "a birth date of 59F", ["-59", "50K>59F:/1$1/GREEN RIVER$4/19700101"], breaks: "T56"),
        RuleSample("103", "birth", ["-50K", "32A>50F:/1$1/HOLLOW OAK$4/19700101$5/GB/LONDON"]),
        RuleSample("103", "birth without place", ["-50K", "32A>50F:/1$1/HOLLOW OAK$4/19700101"], breaks: "T56"),
        RuleSample("103", "an impossible birth", ["-50K", "32A>50F:/1$1/OAK$4/20301301$5/GB/LONDON"], breaks: "T50"),
        RuleSample("103", "an identifier", ["-50K", "32A>50F:NIDN/GB/123456$1/HOLLOW OAK$6/GB/AUTHORITY/1"]),
        RuleSample("103", "no identifier", ["-50K", "32A>50F:JUNK$1/HOLLOW OAK"], breaks: "T54"),
        RuleSample("103", "an unknown identifier", ["-50K", "32A>50F:ABCD/GB/1234$1/HOLLOW OAK"], breaks: "T55"),
        RuleSample("103", "an identifier of no country", ["-50K", "32A>50F:CCPT/QX/1234$1/HOLLOW OAK"], breaks: "T73"),
    ]
}
