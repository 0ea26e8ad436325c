import Canonical

/// The format's options, read once.
struct CopybookOptions: Sendable {
    enum RecordFormat: String, Sendable {
        /// Records of one length, one behind the other; F and FB.
        case fixed = "F"
        /// A record descriptor word before each record; V.
        case variable = "V"
        /// The same in blocks with a block descriptor word; VB.
        case blocked = "VB"
        /// Lines of text; D.
        case lines = "D"
    }

    enum Trim: String, Sendable {
        case right, left, both, none
    }

    var recordFormat = RecordFormat.fixed
    var codePage: CodePage
    var recordLength: Int?
    var isRecordWordLittleEndian = false
    var recordWordAdjustment = -4
    var isBlockWordLittleEndian = false
    var blockWordAdjustment = -4
    var lengthField: String?
    var lengthAdjustment = 0
    var head = 0
    var tail = 0
    var fileHeader = 0
    var fileTrailer = 0
    var segmentField: String?
    /// The values of the segment field by the group or record that they stand for.
    var segmentMap: [(name: String, values: [String])] = []
    /// The segments below a segment.
    var segmentChildren: [String: [String]] = [:]
    /// Rules for alternatives: which field has which values.
    var alternatives: [(name: String, field: String, values: [String])] = []
    var occursMap: [(name: String, counts: [(String, Int)])] = []
    var isVariableOccurs: Bool
    var trim = Trim.right
    var readsControlsAsBlanks = false
    var readsLowValuesAsNull = true
    var floatingPoint = FloatingPoint.ibm
    var isBinaryRangeFull = false
    var isNativeLittleEndian = false
    var isDecimalComma = false
    var showsFillers = false
    var blockSize = 32_760
    /// Greatest size of a record.
    var recordBytesMax: Int
    /// Greatest number of values in a document.
    var valuesMax: Int
    /// Greatest number of records below one in a document.
    static let childrenMax = 100_000

    init(_ settings: FormatSettings) throws(Fault) {
        var reader = OptionReader(settings.options)
        recordBytesMax = settings.limits.bodyBytesMax
        valuesMax = settings.limits.documentValuesMax
        if let name = reader.text("record-format")?.uppercased(), ["VBS", "VS", "U"].contains(name) {
            throw CopybookFault.setting(
                "Records of format \(name), which are spanned over blocks or have no form, are not read.",
                "Copy the data set to one of format VB, V or FB, for example with IEBGENER, and transfer that one."
            )
        }
        let format = try reader.code("record-format", ["F", "FB", "V", "VB", "D"]) ?? "F"
        recordFormat = RecordFormat(rawValue: format == "FB" ? "F" : format) ?? .fixed
        let pageName = reader.text("code-page") ?? (recordFormat == .lines ? "ascii" : "037")
        guard let page = CodePage.named(pageName) else {
            throw CopybookFault.setting(
                "There is no code page \(pageName).",
                "The code pages are: \(CodePage.names.joined(separator: ", "))."
            )
        }
        codePage = page
        isVariableOccurs = recordFormat != .fixed
        try readFraming(&reader)
        try readSegments(&reader)
        try readValues(&reader)
    }

    private mutating func readFraming(_ reader: inout OptionReader) throws(Fault) {
        let sizes = 0...recordBytesMax
        recordLength = try reader.number("record-length", in: 1...max(1, recordBytesMax))
        isRecordWordLittleEndian = try reader.code("rdw-endian", ["big", "little"]) == "little"
        recordWordAdjustment = try reader.number("rdw-adjustment", in: -65_535...65_535) ?? -4
        isBlockWordLittleEndian = try reader.code("bdw-endian", ["big", "little"]) == "little"
        blockWordAdjustment = try reader.number("bdw-adjustment", in: -65_535...65_535) ?? -4
        blockSize = try reader.number("block-size", in: 8...32_760) ?? 32_760
        lengthField = reader.text("record-length-field")?.uppercased()
        lengthAdjustment = try reader.number("record-length-adjustment", in: -65_535...65_535) ?? 0
        head = try reader.number("record-start-offset", in: sizes) ?? 0
        tail = try reader.number("record-end-offset", in: sizes) ?? 0
        fileHeader = try reader.number("file-header-length", in: sizes) ?? 0
        fileTrailer = try reader.number("file-trailer-length", in: sizes) ?? 0
        if lengthField != nil {
            isVariableOccurs = true
            guard recordFormat == .fixed else {
                throw CopybookFault.setting("The option record-length-field is for record-format F only.")
            }
        }
        if let isVariable = try reader.code("variable-occurs", ["yes", "no"]) {
            isVariableOccurs = isVariable == "yes"
        }
    }

    private mutating func readSegments(_ reader: inout OptionReader) throws(Fault) {
        segmentField = reader.text("segment-field")?.uppercased()
        segmentMap = try reader.lists("segment-map").map { ($0.name.uppercased(), $0.values) }
        for entry in try reader.lists("segment-children") {
            segmentChildren[entry.name.uppercased()] = entry.values.map { $0.uppercased() }
        }
        guard segmentMap.isEmpty && segmentChildren.isEmpty || segmentField != nil else {
            throw CopybookFault.setting(
                "The options segment-map and segment-children need segment-field.",
                "Name the field that tells the segments apart."
            )
        }
        for entry in try reader.lists("alternatives") {
            guard let colon = entry.values.first?.firstIndex(of: ":"), let first = entry.values.first else {
                throw CopybookFault.setting(
                    "The option alternatives names no field.",
                    "Write alternatives=GROUP=FIELD:A,B;OTHER=FIELD:C."
                )
            }
            let values = [String(first[first.index(after: colon)...])] + entry.values.dropFirst()
            alternatives.append((entry.name.uppercased(), first[..<colon].uppercased(), values))
        }
        for entry in try reader.lists("occurs-map") {
            var counts: [(String, Int)] = []
            for value in entry.values {
                let parts = value.split(separator: ":")
                guard parts.count == 2, let count = Int(parts[1]), count >= 0 else {
                    throw CopybookFault.setting(
                        "The option occurs-map has a value without its count.",
                        "Write occurs-map=TABLE=A:1,B:2."
                    )
                }
                counts.append((String(parts[0]), count))
            }
            occursMap.append((entry.name.uppercased(), counts))
        }
    }

    private mutating func readValues(_ reader: inout OptionReader) throws(Fault) {
        trim = Trim(rawValue: try reader.code("trim", ["right", "left", "both", "none"]) ?? "right") ?? .right
        readsControlsAsBlanks = try reader.code("control-characters", ["keep", "blank"]) == "blank"
        readsLowValuesAsNull = try reader.code("low-values", ["null", "empty"]) != "empty"
        let floating = try reader.code("floating-point", ["ibm", "ieee", "ieee-little"])
        floatingPoint = floating.flatMap { FloatingPoint(rawValue: $0) } ?? .ibm
        isBinaryRangeFull = try reader.code("binary-range", ["picture", "full"]) == "full"
        isNativeLittleEndian = try reader.code("native-endian", ["big", "little"]) == "little"
        isDecimalComma = try reader.code("decimal-point", ["point", "comma"]) == "comma"
        showsFillers = try reader.code("filler", ["layout", "value"]) == "value"
    }
}
