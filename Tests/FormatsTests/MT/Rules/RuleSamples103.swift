/// MT 103 and its variants: what keeps and what breaks each rule.
enum RuleSamples103 {
    static let all: [RuleSample] = amounts + countries + services + agents + charges + instructions + parties + formats

    private static let euroForDollar = ["32A>33B:USD1100,", "33B>36:0,909"]

    private static let amounts = [
        RuleSample("103", "the base"),
        RuleSample("103", "two currencies and a rate", euroForDollar),
        RuleSample("103", "two currencies without a rate", ["32A>33B:USD1100,"], breaks: "D75"),
        RuleSample("103", "one currency and a rate", ["32A>33B:EUR1000,", "33B>36:1,"], breaks: "D75"),
        RuleSample("103", "a rate without an instructed amount", ["32A>36:1,"], breaks: "D75"),
        RuleSample("103", "gold", ["32A:261126XAU1000,"], breaks: "C08"),
        RuleSample("103", "yen with decimals", ["32A:261126JPY1000,5"], breaks: "C03"),
        RuleSample("103", "an unknown currency", ["32A:261126QQQ1000,"], breaks: "T52"),
        RuleSample("103", "30 February", ["32A:260230EUR1000,"], breaks: "T50"),
    ]

    private static let countries = [
        RuleSample("103", "both in the list", ["32A>33B:EUR1000,"], countries: ("DE", "FR")),
        RuleSample("103", "both in the list", breaks: "D49", countries: ("DE", "FR")),
        RuleSample("103", "one of them in the list", countries: ("DE", "US")),
    ]

    private static let services = [
        RuleSample("103", "SPRI with SDVA", ["23B:SPRI", "23B>23E:SDVA"]),
        RuleSample("103", "SPRI with HOLD", ["23B:SPRI", "23B>23E:HOLD"], breaks: "E01"),
        RuleSample("103", "SSTD without 23E", ["23B:SSTD"]),
        RuleSample("103", "SSTD with SDVA", ["23B:SSTD", "23B>23E:SDVA"], breaks: "E02"),
        RuleSample("103", "SPAY with 53A", ["23B:SPAY", "50K>53A:GAMAGB2LXXX"]),
        RuleSample("103", "SPAY with 53D", ["23B:SPAY", "50K>53D:GAMMA BANK"], breaks: "E03"),
        RuleSample("103", "CRED with 53D", ["50K>53D:GAMMA BANK"]),
        RuleSample("103", "SPRI with 53B and its account", ["23B:SPRI", "50K>53B:/123$LONDON"]),
        RuleSample("103", "SPRI with 53B without account", ["23B:SPRI", "50K>53B:LONDON"], breaks: "E04"),
        RuleSample("103", "SPRI with 54A", ["23B:SPRI", "50K>54A:GAMAGB2LXXX"]),
        RuleSample("103", "SPRI with 54B", ["23B:SPRI", "50K>54B:/123$LONDON"], breaks: "E05"),
        RuleSample(
            "103",
            "SPRI with 55B",
            ["23B:SPRI", "50K>53A:GAMAGB2LXXX", "53A>54A:DELTGB2LXXX", "54A>55B:/123$LONDON"],
            breaks: "E07"
        ),
        RuleSample("103", "SPRI with 56A", ["23B:SPRI", "50K>56A:GAMAGB2LXXX", "56A>57A:DELTGB2LXXX"], breaks: "E16"),
        RuleSample("103", "SSTD with 56A", ["23B:SSTD", "50K>56A:GAMAGB2LXXX", "56A>57A:DELTGB2LXXX"]),
        RuleSample("103", "SSTD with 56D", ["23B:SSTD", "50K>56D:GAMMA BANK", "56D>57A:DELTGB2LXXX"], breaks: "E17"),
        RuleSample("103", "SSTD with 57D and its account", ["23B:SSTD", "50K>57D:/123$DELTA BANK"]),
        RuleSample("103", "SSTD with 57D without account", ["23B:SSTD", "50K>57D:DELTA BANK"], breaks: "E09"),
        RuleSample("103", "SSTD with 57B", ["23B:SSTD", "50K>57B:/123$LONDON"], breaks: "E09"),
        RuleSample("103", "SPRI without account", ["23B:SPRI", "59:GREEN RIVER INC"], breaks: "E10"),
        RuleSample("103", "an unknown service", ["23B:SLOW"], breaks: "T36"),
    ]

    private static let agents = [
        RuleSample(
            "103",
            "55a with 53a and 54a",
            ["50K>53A:GAMAGB2LXXX", "53A>54A:DELTGB2LXXX", "54A>55A:EPSIGB2LXXX"]
        ),
        RuleSample("103", "55a without 54a", ["50K>53A:GAMAGB2LXXX", "53A>55A:EPSIGB2LXXX"], breaks: "E06"),
        RuleSample("103", "56a with 57a", ["50K>56A:GAMAGB2LXXX", "56A>57A:DELTGB2LXXX"]),
        RuleSample("103", "56a without 57a", ["50K>56A:GAMAGB2LXXX"], breaks: "C81"),
        RuleSample("103", "a BIC with a digit in its country", ["50K>57A:DELTG12LXXX"], breaks: "T27"),
        RuleSample("103", "a BIC of 5 characters", ["50K>57A:DELTA"], breaks: "T28"),
        RuleSample("103", "a BIC of no country", ["50K>57A:DELTQQ2LXXX"], breaks: "T45"),
    ]

    private static let charges = [
        RuleSample("103", "OUR with 71G", ["71A:OUR", "71A>71G:EUR5,", "32A>33B:EUR1000,"]),
        RuleSample("103", "OUR with 71F", ["71A:OUR", "71A>71F:EUR5,", "32A>33B:EUR1000,"], breaks: "E13"),
        RuleSample("103", "SHA with 71F", ["71A>71F:EUR5,", "32A>33B:EUR1000,"]),
        RuleSample("103", "SHA with 71G", ["71A>71G:EUR5,", "32A>33B:EUR1000,"], breaks: "D50"),
        RuleSample("103", "BEN with 71F", ["71A:BEN", "71A>71F:EUR5,", "32A>33B:EUR1000,"]),
        RuleSample("103", "BEN without 71F", ["71A:BEN"], breaks: "E15"),
        RuleSample("103", "71F without 33B", ["71A>71F:EUR5,"], breaks: "D51"),
        RuleSample("103", "71G in another currency", ["71A:OUR", "71A>71G:USD5,", "32A>33B:EUR1000,"], breaks: "C02"),
        RuleSample("103", "71G of zero", ["71A:OUR", "71A>71G:EUR0,", "32A>33B:EUR1000,"], breaks: "D57"),
        RuleSample("103", "an unknown bearer", ["71A:ALL"], breaks: "T08"),
    ]

    private static let instructions = [
        RuleSample("103", "two in order", ["23B>23E:SDVA", "23E>23E:INTC"]),
        RuleSample("103", "two out of order", ["23B>23E:INTC", "23E>23E:SDVA"], breaks: "D98"),
        RuleSample("103", "the same twice", ["23B>23E:SDVA", "23E>23E:SDVA"], breaks: "E46"),
        RuleSample("103", "two that do not go together", ["23B>23E:SDVA", "23E>23E:HOLD"], breaks: "D67"),
        RuleSample("103", "further information with PHOB", ["23B>23E:PHOB/5550100"]),
        RuleSample("103", "further information with SDVA", ["23B>23E:SDVA/TODAY"], breaks: "D97"),
        RuleSample("103", "an unknown code", ["23B>23E:FAST"], breaks: "T48"),
        RuleSample("103", "CHQB without account", ["23B>23E:CHQB", "59:GREEN RIVER INC"]),
        RuleSample("103", "CHQB with account", ["23B>23E:CHQB"], breaks: "E18"),
        RuleSample("103", "TELE with 57a", ["23B>23E:TELE", "50K>57A:DELTGB2LXXX"]),
        RuleSample("103", "TELE without 57a", ["23B>23E:TELE"], breaks: "E45"),
        RuleSample("103", "PHOI without 56a", ["23B>23E:PHOI"], breaks: "E44"),
        RuleSample("103", "STP with REPA", ["23B>23E:REPA"], flag: "STP"),
        RuleSample("103", "STP with HOLD", ["23B>23E:HOLD"], breaks: "T48", flag: "STP"),
    ]

    private static let formats = [
        RuleSample("103", "a reference that begins with a slash", ["20:/REF-0001"], breaks: "T26"),
        RuleSample("103", "a reference with two slashes", ["20:REF//0001"], breaks: "T26"),
        RuleSample("103", "a time", ["20>13C:/SNDTIME/1200+0100"]),
        RuleSample("103", "25 o'clock", ["20>13C:/SNDTIME/2500+0100"], breaks: "T38"),
        RuleSample("103", "a sign that is none", ["20>13C:/SNDTIME/1200:0100"], breaks: "T15"),
        RuleSample("103", "an offset of 15 hours", ["20>13C:/SNDTIME/1200+1500"], breaks: "T16"),
    ]
}
