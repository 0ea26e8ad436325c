import Canonical

/// Writes records as lines: the opposite of ``BAI2Record``.
struct BAI2LineWriter {
    let mode: WriteMode
    let lineEnd: String
    /// The greatest number in layout facts.
    let valuesMax: Int
    /// The length of lines that the file tells of itself, which strict writing keeps to.
    let lengthMax: Int?
    /// The lines so far, in UTF-8.
    private(set) var bytes: [UInt8] = []
    /// Where in the document each line comes from.
    private(set) var paths: [String] = []

    init(mode: WriteMode, lineEnd: String, lengthMax: Int?, valuesMax: Int) {
        self.mode = mode
        self.lineEnd = lineEnd
        self.lengthMax = lengthMax
        self.valuesMax = valuesMax
    }

    /// One line: what stands behind the code's comma, if there is one, and whether it ends with text.
    private struct Line {
        var body: String?
        var isText: Bool
    }

    /// Appends a line as it stands.
    mutating func appendKept(_ line: String, _ path: String) {
        bytes += line.utf8
        if line.utf8.last != 0x0A { bytes += lineEnd.utf8 }
        paths.append(path)
    }

    /// Appends a record, on as many lines as its layout and its text have.
    mutating func append(
        _ code: String,
        _ fields: [String],
        _ layout: DocumentView?,
        _ path: String,
        layoutPath: String
    ) throws(Fault) {
        let layout = try BAI2Layout(layout, layoutPath, valuesMax: valuesMax)
        var fields = fields
        var textLines: [Substring] = []
        if code == "16", let last = fields.last, last.utf8.contains(0x0A) {
            // By scalars: CR and LF are one character.
            textLines = last.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                .map { Substring($0) }
            fields[fields.count - 1] = String(textLines.removeFirst())
        }
        var lines: [Line] = []
        for range in try fitted(layout.ranges(fields.count), fields, path) {
            let isText =
                code == "16" && range.upperBound == fields.count && !range.isEmpty
                && !(fields.last ?? "").isEmpty && Self.hasText(fields)
            lines.append(Line(body: range.isEmpty ? nil : fields[range].joined(separator: ","), isText: isText))
        }
        for line in textLines {
            let isBare = line.isEmpty && layout.bareTextLines.contains(lines.count)
            lines.append(Line(body: isBare ? nil : String(line), isText: !line.isEmpty))
        }
        for (number, line) in lines.enumerated() {
            let told = mode == .faithful && number < layout.ends.count ? layout.ends[number] : nil
            try append(number == 0 ? code : "88", line, told ?? (line.isText ? "" : "/"), path)
        }
    }

    private mutating func append(_ code: String, _ line: Line, _ end: String, _ path: String) throws(Fault) {
        let content = code + (line.body.map { "," + $0 } ?? "")
        // What looks like the end of the line in a value needs another one behind it.
        let visible = content.utf8.last { $0 != 0x20 }
        let end = visible == UInt8(ascii: "/") && !end.hasPrefix("/") ? "/" + end : end
        if let lengthMax, content.unicodeScalars.count + end.unicodeScalars.count > lengthMax {
            throw .unwritable(path, "A field or a line of text does not fit into a record of \(lengthMax) characters.")
        }
        bytes += content.utf8
        bytes += end.utf8
        if end.utf8.last != 0x0A { bytes += lineEnd.utf8 }
        paths.append(path)
    }

    /// Continues lines that are too long on records 88, where the file tells a length and writing is strict.
    private func fitted(_ ranges: [Range<Int>], _ fields: [String], _ path: String) throws(Fault) -> [Range<Int>] {
        guard let lengthMax else { return ranges }
        var fitted: [Range<Int>] = []
        for range in ranges {
            var start = range.lowerBound
            // The code, and the slash at the end.
            var length = 3
            for index in range {
                let added = 1 + fields[index].unicodeScalars.count
                if length + added > lengthMax, index > start {
                    fitted.append(start..<index)
                    (start, length) = (index, 3)
                }
                length += added
            }
            fitted.append(start..<range.upperBound)
        }
        return fitted
    }

    /// Whether the last field of a record 16 is its text.
    private static func hasText(_ fields: [String]) -> Bool {
        fields.count > 5 && fields.count == 6 + BAI2FundsType.extraFields(fields[2], fields.dropFirst(3))
    }
}
