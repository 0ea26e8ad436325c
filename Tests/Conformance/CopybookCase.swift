/// One of Cobrix's cases, with its options in our words.
///
/// Cobrix reads control characters as blanks, trims both sides and reads LOW-VALUES as empty text unless told otherwise;
/// its record descriptor words are little-endian and do not count themselves.
struct CopybookCase: Sendable {
    var copybook: String
    var data: String
    var expected: String
    var options: [String: String] = [:]
    /// Whether a row holds the record under its name.
    var keepsRoot = false
    var isExpectedUTF8 = false

    private static let usual = ["trim": "both", "control-characters": "blank", "low-values": "empty"]
    private static let words = ["record-format": "V", "rdw-endian": "little", "rdw-adjustment": "0"]
    private static let bigWords = ["record-format": "V", "rdw-endian": "big", "rdw-adjustment": "0"]
    private static let segments = [
        "segment-field": "SEGMENT-ID", "segment-map": "STATIC-DETAILS=C,D;CONTACTS=P",
    ]

    /// The cases of cases.json, and three more sets of the same folder that have data and rows but no entry there.
    static let all: [CopybookCase] = listed + codePages

    private static let listed: [CopybookCase] = [
        make("test16_fix_len_segments.cob", "test16_data/ENTITY.DB.AUG12.DATA.FIX.LEN.dat", "test16_expected/test16.txt", [
            "segment-field": "SEGMENT-ID", "segment-map": "COMPANY=C;PERSON=P;PO-BOX=B",
        ]),
        make("test1_copybook.cob", "test1_data/example.bin", "test1_expected/test1.txt"),
        make("test1_copybook.cob", "test1_data/example.bin", "test1b_expected/test1b.txt"),
        make("test21_copybook.cob", "test21_data/data.dat", "test21_expected/test21.txt", [
            "code-page": "ascii", "variable-occurs": "yes",
        ], keepsRoot: true),
        make("test1a_copybook.cob", "test1_data/example.bin", "test1a_expected/test1a.txt", [
            "record-start-offset": "2", "record-end-offset": "27",
        ]),
        make("test5_copybook.cob", details, "test5_expected/test5.txt", words),
        make("test5_copybook.cob", details, "test5_expected/test5a.txt", words),
        make("test5_copybook.cob", details, "test5_expected/test5c.txt", words.merging(segments) { $1 }, lowValues: "null"),
        make("test5_copybook.cob", bigDetails, "test5_expected/test5b.txt", bigWords),
        make("test5d_copybook.cob", bigDetails, "test5_expected/test5d.txt", [
            "record-length-field": "RECORD-LENGTH", "record-length-adjustment": "4",
        ]),
    ]

    private static let details = "test5_data/COMP.DETAILS.SEP30.DATA.dat"
    private static let bigDetails = "test5b_data/COMP.DETAILS.FEB02.DATA.RDW.BE.dat"

    private static let codePages: [CopybookCase] = [
        make("test19_display_num.cob", "test19_display_num/data.dat", "test19_display_num_expected/test19.txt"),
        make("test8_copybook.cob", "test8_data/TRAN2.MAR14.DATA.dat", "test8_expected/test8_printable.txt"),
    ]

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
