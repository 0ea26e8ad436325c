/// Category 2: what keeps and what breaks each rule.
enum RuleSamples2 {
    static let all: [RuleSample] = [
        RuleSample("200", "the base"),
        RuleSample("200", "silver", ["32A:261126XAG1000,"], breaks: "C08"),
        RuleSample("202", "the base"),
        RuleSample("202", "an intermediary with 57a", ["32A>56A:GAMAGB2LXXX", "56A>57A:DELTGB2LXXX"]),
        RuleSample("202", "an intermediary without 57a", ["32A>56A:GAMAGB2LXXX"], breaks: "C81"),
        RuleSample("202", "platinum", ["32A:261126XPT1000,"], breaks: "C08"),
        RuleSample(
            "202",
            "a cover",
            ["58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC"],
            flag: "COV"
        ),
        RuleSample(
            "202",
            "a cover with an intermediary and 57a",
            [
                "58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC", "50K>56A:GAMAGB2LXXX",
                "56A>57A:DELTGB2LXXX",
            ],
            flag: "COV"
        ),
        RuleSample(
            "202",
            "a cover with an intermediary without 57a",
            ["58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC", "50K>56A:GAMAGB2LXXX"],
            breaks: "C68",
            flag: "COV"
        ),
        RuleSample("205", "the base"),
        RuleSample("205", "an intermediary with 57a", ["52A>56A:GAMAGB2LXXX", "56A>57A:DELTGB2LXXX"]),
        RuleSample("205", "an intermediary without 57a", ["52A>56A:GAMAGB2LXXX"], breaks: "C81"),
        RuleSample("205", "platinum", ["32A:261126XPT1000,"], breaks: "C08"),
        RuleSample(
            "205",
            "a cover",
            ["58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC"],
            flag: "COV"
        ),
        RuleSample(
            "205",
            "a cover with an intermediary and 57a",
            [
                "58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC", "50K>56A:GAMAGB2LXXX",
                "56A>57A:DELTGB2LXXX",
            ],
            flag: "COV"
        ),
        RuleSample(
            "205",
            "a cover with an intermediary without 57a",
            ["58A>50K:/1234567890$HOLLOW OAK LTD", "50K>59:/9876543210$GREEN RIVER INC", "50K>56A:GAMAGB2LXXX"],
            breaks: "C68",
            flag: "COV"
        ),
        RuleSample("204", "the base"),
        RuleSample("204", "a wrong sum", ["19:151,"], breaks: "C01"),
        RuleSample("204", "two currencies", ["32B#2:USD50,5"], breaks: "C02"),
        RuleSample(
            "204",
            "eleven debits",
            [
                "19:105,", "32B#1:EUR50,", "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X",
                "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX",
                "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X", "20>32B:EUR0,5",
                "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X",
                "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX", "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX",
                "53A>20:DEBIT-X", "20>32B:EUR0,5", "32B>53A:DELTGB2LXXX",
            ],
            breaks: "T10"
        ),
        RuleSample("210", "the base"),
        RuleSample("210", "both senders", ["32B#1>50C:EPSIGB2LXXX"], breaks: "C06"),
        RuleSample("210", "no sender", ["-52A"], breaks: "C06"),
        RuleSample("210", "two currencies", ["32B#2:USD200,"], breaks: "C02"),
        RuleSample(
            "210",
            "eleven notices",
            [
                "50C>21:REF-X", "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX", "52A>21:REF-X", "21>32B:EUR1,",
                "32B>52A:GAMAGB2LXXX", "52A>21:REF-X", "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX", "52A>21:REF-X",
                "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX", "52A>21:REF-X", "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX",
                "52A>21:REF-X", "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX", "52A>21:REF-X", "21>32B:EUR1,",
                "32B>52A:GAMAGB2LXXX", "52A>21:REF-X", "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX", "52A>21:REF-X",
                "21>32B:EUR1,", "32B>52A:GAMAGB2LXXX",
            ],
            breaks: "T10"
        ),
    ]
}
