import Canonical

extension FormatKind {
    /// Records described by a COBOL copybook.
    package static let copybook = FormatKind(
        name: "copybook",
        summary: "Records of mainframe files, described by a COBOL copybook (--definition FILE).",
        options: framingOptions + segmentOptions + valueOptions,
        make: { (settings) throws(Fault) in try CopybookFormat(settings) }
    )

    private static let framingOptions = [
        FormatOption(
            "record-format",
            values: "F|FB|V|VB|D",
            standard: "F",
            "How records follow each other: of one length, with record descriptor words, in blocks, or as lines of text."
        ),
        FormatOption(
            "record-length",
            values: "bytes",
            standard: "as the copybook",
            "The length of records of format F."
        ),
        FormatOption("rdw-endian", values: "big|little", standard: "big", "The byte order of record descriptor words."),
        FormatOption(
            "rdw-adjustment",
            values: "bytes",
            standard: "-4",
            "What is added to a record descriptor word's length: -4 where it counts itself, 0 where not."
        ),
        FormatOption("bdw-endian", values: "big|little", standard: "big", "The byte order of block descriptor words."),
        FormatOption(
            "bdw-adjustment",
            values: "bytes",
            standard: "-4",
            "What is added to a block descriptor word's length."
        ),
        FormatOption("block-size", values: "bytes", standard: "32760", "The greatest size of a block that is written."),
        FormatOption(
            "record-length-field",
            values: "field",
            standard: "none",
            "The field that holds the record's length, for format F with records of many lengths."
        ),
        FormatOption(
            "record-length-adjustment",
            values: "bytes",
            standard: "0",
            "What is added to the length in record-length-field."
        ),
        FormatOption(
            "record-start-offset",
            values: "bytes",
            standard: "0",
            "Bytes before each record to be kept only."
        ),
        FormatOption("record-end-offset", values: "bytes", standard: "0", "Bytes behind each record to be kept only."),
        FormatOption("file-header-length", values: "bytes", standard: "0", "Bytes before the first record."),
        FormatOption("file-trailer-length", values: "bytes", standard: "0", "Bytes behind the last record."),
    ]

    private static let segmentOptions = [
        FormatOption(
            "segment-field",
            values: "field",
            standard: "none",
            "The field by which records are told apart."
        ),
        FormatOption(
            "segment-map",
            values: "GROUP=A,B;OTHER=C",
            standard: "none",
            "Which group or level-01 record the segment field's values stand for; the others are left out."
        ),
        FormatOption(
            "segment-children",
            values: "GROUP=BELOW,BELOW2",
            standard: "none",
            "Which segments lie below which: they become the list `children` of its document."
        ),
        FormatOption(
            "alternatives",
            values: "GROUP=FIELD:A,B;OTHER=FIELD:C",
            standard: "none",
            "Which of the fields that redefine each other is meant, by the values of a field before them."
        ),
        FormatOption(
            "variable-occurs",
            values: "yes|no",
            standard: "no for format F, else yes",
            "Whether tables with DEPENDING ON take only their elements' bytes, or always their greatest size."
        ),
        FormatOption(
            "occurs-map",
            values: "TABLE=A:1,B:2",
            standard: "none",
            "How many elements a table has for the values of a counter that is no number."
        ),
    ]

    private static let valueOptions = [
        FormatOption(
            "code-page",
            values: CodePage.names.joined(separator: "|"),
            standard: "037, and ascii for format D",
            "The character set of the file."
        ),
        FormatOption("trim", values: "right|left|both|none", standard: "right", "Which blanks of texts are left out."),
        FormatOption(
            "control-characters",
            values: "keep|blank",
            standard: "keep",
            "Whether control characters in texts are read as blanks."
        ),
        FormatOption(
            "low-values",
            values: "null|empty",
            standard: "null",
            "What a text of LOW-VALUES is: null or an empty text."
        ),
        FormatOption(
            "floating-point",
            values: "ibm|ieee|ieee-little",
            standard: "ibm",
            "How COMP-1 and COMP-2 are stored."
        ),
        FormatOption(
            "binary-range",
            values: "picture|full",
            standard: "picture",
            "Whether COMP may hold only the digits of its picture or all that its bytes can."
        ),
        FormatOption("native-endian", values: "big|little", standard: "big", "The byte order of COMP-5."),
        FormatOption(
            "decimal-point",
            values: "point|comma",
            standard: "point",
            "Whether the copybook's program has DECIMAL-POINT IS COMMA."
        ),
        FormatOption(
            "filler",
            values: "layout|value",
            standard: "layout",
            "Whether FILLER is kept in the layout, where it is not blank, or shown as a value."
        ),
    ]
}
