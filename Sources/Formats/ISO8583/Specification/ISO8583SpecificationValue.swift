import Canonical

/// A value in a specification file, with where it is: so that what is not understood is refused with file and path.
struct ISO8583SpecificationValue: Sendable {
    let value: DocumentValue
    let path: String
    let file: String

    /// Reads a file; bytes that are not UTF-8 are replaced, since they can only stand in descriptions.
    init(_ file: DefinitionFile) throws(Fault) {
        do throws(Fault) {
            value = try DocumentValue(json: Array(String(decoding: file.bytes, as: UTF8.self).utf8))
        } catch {
            let reason = "The specification \(file.name) is not JSON: \(error.reason)"
            throw Fault(.programmer, .configurationInvalid, stage: .setup, place: error.place, reason: reason)
        }
        path = ""
        self.file = file.name
    }

    private init(_ value: DocumentValue, path: String, file: String) {
        self.value = value
        self.path = path
        self.file = file
    }

    /// The fault that something at this place cannot be used.
    func fault(_ reason: String, advice: String? = nil) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(path: path.isEmpty ? "/" : path),
            reason: "In the specification \(file): \(reason)",
            advice: advice
        )
    }

    /// The member of that name, if there is one.
    subscript(name: String) -> ISO8583SpecificationValue? {
        value[name].map { ISO8583SpecificationValue($0, path: "\(path)/\(name)", file: file) }
    }

    /// The member of that name, which must be there.
    func required(_ name: String) throws(Fault) -> ISO8583SpecificationValue {
        guard let member = self[name] else { throw fault("the member \(name) is missing.") }
        return member
    }

    /// The members, none of which may have another name than these; nil allows any.
    func members(_ known: Set<String>? = nil) throws(Fault) -> [(name: String, value: ISO8583SpecificationValue)] {
        guard case .object(let object) = value else { throw fault("an object is expected.") }
        var members: [(name: String, value: ISO8583SpecificationValue)] = []
        for member in object.members {
            let value = ISO8583SpecificationValue(member.value, path: "\(path)/\(member.name)", file: file)
            if let known, !known.contains(member.name) {
                let list = known.sorted().joined(separator: ", ")
                throw value.fault("this member is not known.", advice: "Known are: \(list).")
            }
            members.append((member.name, value))
        }
        return members
    }

    /// The text that this must be.
    func text() throws(Fault) -> String {
        guard case .text(let text) = value else { throw fault("a text is expected.") }
        return text
    }

    /// True or false, which this must be.
    func boolean() throws(Fault) -> Bool {
        guard case .boolean(let boolean) = value else { throw fault("true or false is expected.") }
        return boolean
    }

    /// The whole number in a range that this must be.
    func integer(_ range: ClosedRange<Int>) throws(Fault) -> Int {
        guard case .number(let number) = value, number.normalised.exponent == 0 || number.exponent == 0,
            let integer = Int(exactly: number.coefficient), number.exponent == 0, range.contains(integer)
        else { throw fault("a whole number from \(range.lowerBound) to \(range.upperBound) is expected.") }
        return integer
    }

    /// The one of these values whose name this must be.
    func choice<Value>(_ values: KeyValuePairs<String, Value>) throws(Fault) -> Value {
        let name = try text()
        if let pair = values.first(where: { $0.key == name }) { return pair.value }
        let list = values.map(\.key).joined(separator: ", ")
        throw fault("this value is not known.", advice: "Known are: \(list).")
    }
}
