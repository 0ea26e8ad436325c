import Canonical

/// Makes the document of one file.
///
/// A record that is missing leaves its members out; a line that is no record stays as it is, in the list in which it
/// stands, as an object with the one member `unknown`.
struct BAI2FileReader {
    /// Where the file begins in the input.
    let position: InputPosition
    var file = DocumentObject()
    var groups: [DocumentValue] = []
    var group: DocumentObject?
    var accounts: [DocumentValue] = []
    var account: DocumentObject?
    var transactions: [DocumentValue] = []
    /// The sums and counts that control records are compared with.
    var controls = BAI2Controls()
    /// What ends the file's lines.
    var lineEnd = "\n"
    private var fileLayout = DocumentObject()
    /// The lines behind the record 99.
    private var after: [DocumentValue] = []
    /// Whether the record 99 was read.
    var isEnded = false

    /// The greatest number of values in a document.
    private let valuesMax: Int
    /// How many there are at the least.
    private var values = 0

    init(position: InputPosition, valuesMax: Int) {
        self.position = position
        self.valuesMax = valuesMax
    }

    /// Reads all records.
    ///
    /// - Throws: `format.limit` where the document would have too many values.
    mutating func read(_ bytes: Span<UInt8>, findings: inout Findings) throws(Fault) -> Document {
        let lines = split(decoded(bytes, &findings))
        lineEnd = lines.first.map(\.lineEnd).flatMap { $0.isEmpty ? nil : $0 } ?? "\n"
        if lineEnd != "\n" { fileLayout["lineEnd"] = "CRLF" }
        if lines.last?.lineEnd.isEmpty == true { fileLayout["hasLastLineEnd"] = .boolean(false) }
        var record: BAI2Record?
        for line in lines {
            // Before the line becomes part of the document: what is too large is never held.
            values += 1 + line.fieldsCount
            guard values <= valuesMax else { throw tooManyValues(line) }
            if line.code == "88", record != nil {
                record?.append(line, fileLineEnd: lineEnd)
                continue
            }
            if let record { read(record, &findings) }
            record = nil
            if ["01", "02", "03", "16", "49", "98", "99"].contains(line.code), !isEnded {
                record = BAI2Record(line, fileLineEnd: lineEnd)
            } else {
                keep(line, &findings)
            }
        }
        if let record { read(record, &findings) }
        close(&findings, at: lines.last)
        if !after.isEmpty { fileLayout["after"] = .list(after) }
        if !fileLayout.members.isEmpty { file["fileLayout"] = .object(fileLayout) }
        let document = Document(.object(file))
        guard document.nodes.count <= valuesMax else { throw tooManyValues(lines.last) }
        return document
    }

    private func tooManyValues(_ line: BAI2Line?) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: place(line?.offset ?? 0, line?.number ?? 1),
            reason: "A BAI2 file has more than \(valuesMax) values, which is the limit of one document."
        )
    }

    /// The file in UTF-8: as it is, or from ISO 8859-1 where it is not UTF-8.
    private mutating func decoded(_ bytes: Span<UInt8>, _ findings: inout Findings) -> [UInt8] {
        let copy = bytes.withUnsafeBufferPointer { Array($0) }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes)
            return copy
        } catch {
            let place = Place(byteOffset: position.byteOffset + error.byteOffsets.lowerBound)
            findings.add(.note, BAI2Code.encoding, at: place, "The text is not UTF-8 and is taken as ISO 8859-1.")
            fileLayout["encoding"] = "ISO-8859-1"
            return Array(String(String.UnicodeScalarView(copy.map { UnicodeScalar($0) })).utf8)
        }
    }

    private func split(_ bytes: [UInt8]) -> [BAI2Line] {
        var lines: [BAI2Line] = []
        var start = 0
        while start < bytes.count {
            let feed = bytes[start...].firstIndex(of: 0x0A)
            var end = feed ?? bytes.count
            var lineEnd = feed == nil ? "" : "\n"
            if feed != nil, end > start, bytes[end - 1] == 0x0D {
                end -= 1
                lineEnd = "\r\n"
            }
            lines.append(BAI2Line(bytes[start..<end], lineEnd: lineEnd, offset: start, number: lines.count + 1))
            start = (feed ?? bytes.count - 1) + 1
        }
        return lines
    }

    /// The place of a line or record, for findings.
    func place(_ offset: Int, _ number: Int, _ field: String? = nil) -> Place {
        Place(byteOffset: position.byteOffset + offset, line: position.lines + number, field: field)
    }

    /// Keeps a line that is no record where it stands.
    private mutating func keep(_ line: BAI2Line, _ findings: inout Findings) {
        let isEmpty = line.text.isEmpty
        findings.add(
            isEmpty ? .note : .error,
            BAI2Code.record,
            at: place(line.offset, line.number),
            isEmpty ? "The line is empty." : "There is no record with this code here; the line is kept as it is."
        )
        controls.countRecord()
        let hasOtherEnd = line.lineEnd != lineEnd && !line.lineEnd.isEmpty
        let item: DocumentValue = ["unknown": .text(hasOtherEnd ? line.text + line.lineEnd : line.text)]
        if account != nil {
            transactions.append(item)
        } else if group != nil {
            accounts.append(item)
        } else if isEnded {
            after.append(item)
        } else {
            groups.append(item)
        }
    }
}
