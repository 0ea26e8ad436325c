import Canonical

extension Finding {
    /// The finding on one line: `error D75 at field 36, line 7, byte 190: …`.
    var line: String {
        let place = place.description
        return "\(severity.rawValue) \(code)\(place.isEmpty ? "" : " at \(place)"): \(message)"
    }

    /// The finding as JSON, as `validate --json` prints it.
    var document: DocumentValue {
        var object = DocumentObject()
        object["severity"] = .text(severity.rawValue)
        object["code"] = .text(code)
        object["place"] = (place.path ?? place.field).map { .text($0) }
        object["line"] = place.line.map { .number(Number(Int64($0))) }
        object["byte"] = place.byteOffset.map { .number(Number(Int64($0))) }
        object["message"] = .text(message)
        return .object(object)
    }
}

extension Finding {
    /// A fault that ended the reading, as the finding that it is for the reader of a report.
    init(_ fault: Fault) {
        let message = [fault.reason, fault.advice].compactMap { $0 }.joined(separator: " ")
        self.init(.error, fault.code.name, at: fault.place ?? Place(), message)
    }
}
