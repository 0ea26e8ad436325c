import Canonical

extension SchemaCompiler {
    func text(_ value: DocumentValue, _ keyword: String, _ location: Location) throws(Fault) -> String {
        guard let text = value.text else { throw fault(location, keyword, "A text is expected.") }
        return text
    }

    func items(_ value: DocumentValue, _ keyword: String, _ location: Location) throws(Fault) -> [DocumentValue] {
        guard let items = value.items else { throw fault(location, keyword, "A list is expected.") }
        return items
    }

    func members(
        _ value: DocumentValue,
        _ keyword: String,
        _ location: Location
    ) throws(Fault) -> [DocumentObject.Member] {
        guard let object = value.object else { throw fault(location, keyword, "An object is expected.") }
        return object.members
    }

    mutating func names(_ value: DocumentValue, _ keyword: String, _ location: Location) throws(Fault) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for item in try items(value, keyword, location) { names.append(Array(try text(item, keyword, location).utf8)) }
        program.memberNames.formUnion(names)
        return names
    }

    func number(_ value: DocumentValue, _ keyword: String, _ location: Location) throws(Fault) -> Number {
        guard case .number(let number) = value else { throw fault(location, keyword, "A number is expected.") }
        return number
    }

    /// A whole number from 0; one beyond what can be counted is as good as no bound.
    func count(_ value: DocumentValue, _ keyword: String, _ location: Location) throws(Fault) -> Int {
        let number = try number(value, keyword, location).normalised
        guard number.exponent >= 0, number.coefficient >= 0 else {
            throw fault(location, keyword, "A whole number from 0 is expected.")
        }
        return Int(number.description) ?? .max
    }

    func pattern(_ text: String, _ keyword: String, _ location: Location) throws(Fault) -> ECMAPattern {
        do throws(ECMAPatternError) {
            return try ECMAPattern(text)
        } catch {
            throw fault(location, keyword, error.reason)
        }
    }
}
