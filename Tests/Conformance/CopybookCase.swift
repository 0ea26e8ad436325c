/// One of Cobrix's cases, with its options in our words.
///
/// Cobrix reads control characters, and those that are not the same in all code pages, as blanks, trims both sides and reads LOW-VALUES as empty text unless told otherwise;
/// its record descriptor words are little-endian and do not count themselves.
struct CopybookCase: Sendable {
    var copybook: String
    var data: String
    var expected: String
    var options: [String: String] = [:]
    /// Whether a row holds the record under its name.
    var keepsRoot = false
    var isExpectedUTF8 = false
    /// Whether control characters count as blanks in texts: Cobrix's tables for them are its own (LF and CR change
    /// places, those from U+0080 are blanks), not IBM's.
    var comparesPrintable = false
    /// Why rows are not as expected, by their number, where that is right.
    var explanations: [Int: String] = [:]

    private static let usual = [
        "code-page": "common", "trim": "both", "control-characters": "blank", "low-values": "empty",
    ]
    private static let words = ["record-format": "V", "rdw-endian": "little", "rdw-adjustment": "0"]
    private static let bigWords = ["record-format": "V", "rdw-endian": "big", "rdw-adjustment": "0"]
    private static let segments = [
        "segment-field": "SEGMENT-ID", "segment-map": "STATIC-DETAILS=C,D;CONTACTS=P",
    ]

    /// The cases of cases.json, and three more sets of the same folder that have data and rows but no entry there.
    static let all: [CopybookCase] = listed + codePages

    private static let listed: [CopybookCase] = [
        make(
            "test16_fix_len_segments.cob",
            "test16_data/ENTITY.DB.AUG12.DATA.FIX.LEN.dat",
            "test16_expected/test16.txt",
            [
                "segment-field": "SEGMENT-ID", "segment-map": "COMPANY=C;PERSON=P;PO-BOX=B",
            ]
        ),
        make("test1_copybook.cob", "test1_data/example.bin", "test1_expected/test1.txt"),
        make("test1_copybook.cob", "test1_data/example.bin", "test1b_expected/test1b.txt"),
        make(
            "test21_copybook.cob",
            "test21_data/data.dat",
            "test21_expected/test21.txt",
            [
                "code-page": "ascii", "variable-occurs": "yes",
            ],
            keepsRoot: true
        ),
        make(
            "test1a_copybook.cob",
            "test1_data/example.bin",
            "test1a_expected/test1a.txt",
            [
                "record-start-offset": "2", "record-end-offset": "27",
            ]
        ),
        make("test5_copybook.cob", details, "test5_expected/test5.txt", words),
        make("test5_copybook.cob", details, "test5_expected/test5a.txt", words),
        make(
            "test5_copybook.cob",
            details,
            "test5_expected/test5c.txt",
            words.merging(segments) { $1 },
            lowValues: "null"
        ),
        make("test5_copybook.cob", bigDetails, "test5_expected/test5b.txt", bigWords),
        make(
            "test5d_copybook.cob",
            bigDetails,
            "test5_expected/test5d.txt",
            [
                "record-length-field": "RECORD-LENGTH", "record-length-adjustment": "4",
            ]
        ),
    ]

    private static let details = "test5_data/COMP.DETAILS.SEP30.DATA.dat"
    private static let bigDetails = "test5b_data/COMP.DETAILS.FEB02.DATA.RDW.BE.dat"

    private static let codePages: [CopybookCase] = [
        displayNumbers,
        make("test8_copybook.cob", "test8_data/TRAN2.MAR14.DATA.dat", "test8_expected/test8_printable.txt"),
        page("037", "test9_cp037", controls: "blank"), page("037", "test9_cp037_ext"), page("273", "test9_cp273"),
        page("500", "test9_cp500"), page("1140", "test9_cp1140"), page("1141", "test9_cp1141"),
        page("1148", "test9_cp1148"),
    ]

    private static let displayNumbers: CopybookCase = {
        var testCase = make(
            "test19_display_num.cob",
            "test19_display_num/data.dat",
            "test19_display_num_expected/test19.txt"
        )
        testCase.explanations[5] =
            "Blanks in PIC 9(8)V99 are no number and so null, as in the row's PIC 9(10); expected is 0.00."
        return testCase
    }()

    /// The same data by several code pages, with or without control characters.
    private static func page(_ page: String, _ name: String, controls: String = "keep") -> CopybookCase {
        CopybookCase(
            copybook: "test9_copybook.cob",
            data: "test9_data/TRAN.APR14.NPT.DATA.dat",
            expected: "test9_expected/\(name).txt",
            options: [
                "code-page": page, "control-characters": controls, "low-values": "empty",
                "trim": controls == "keep" ? "none" : "both",
            ],
            isExpectedUTF8: true,
            comparesPrintable: true
        )
    }

    private static func make(
        _ copybook: String,
        _ data: String,
        _ expected: String,
        _ options: [String: String] = [:],
        keepsRoot: Bool = false,
        lowValues: String = "empty"
    ) -> CopybookCase {
        var all = usual.merging(options) { $1 }
        all["low-values"] = lowValues
        return CopybookCase(copybook: copybook, data: data, expected: expected, options: all, keepsRoot: keepsRoot)
    }
}
