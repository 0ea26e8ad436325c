/// The built-in types of XML Schema part 2 that definitions know.
enum BuiltInTypes {
    /// The built-in type of a key such as `xs:token`; nil if it is none or not implemented.
    static func type(_ key: String) -> SimpleType? {
        if let base = bases[key] { return SimpleType(name: String(key.dropFirst(3)), base: base) }
        if let bounds = integers[key] {
            var type = SimpleType(name: String(key.dropFirst(3)), base: .integer)
            type.minInclusive = bounds.min
            type.maxInclusive = bounds.max
            return type
        }
        return strings[key].map { SimpleType(name: String(key.dropFirst(3)), base: .string, whiteSpace: $0) }
    }

    /// The patterns of built-in types that have one (XML Schema part 2, section 3.3).
    static func pattern(_ key: String) -> String? {
        switch key {
        case "xs:language": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"
        case "xs:NMTOKEN": "\\c+"
        case "xs:Name": "\\i\\c*"
        case "xs:NCName": "[\\i-[:]][\\c-[:]]*"
        default: nil
        }
    }

    private static let bases: [String: SimpleType.Base] = [
        "xs:string": .string, "xs:anyURI": .anyURI, "xs:boolean": .boolean, "xs:decimal": .decimal,
        "xs:integer": .integer, "xs:date": .date, "xs:dateTime": .dateTime, "xs:time": .time, "xs:gYear": .gYear,
        "xs:gYearMonth": .gYearMonth, "xs:gMonth": .gMonth, "xs:gMonthDay": .gMonthDay, "xs:gDay": .gDay,
        "xs:base64Binary": .base64Binary, "xs:hexBinary": .hexBinary,
    ]

    private static let strings: [String: SimpleType.WhiteSpace] = [
        "xs:normalizedString": .replace, "xs:token": .collapse, "xs:language": .collapse, "xs:NMTOKEN": .collapse,
        "xs:Name": .collapse, "xs:NCName": .collapse,
    ]

    private static let integers: [String: (min: String?, max: String?)] = [
        "xs:nonPositiveInteger": (nil, "0"), "xs:negativeInteger": (nil, "-1"), "xs:nonNegativeInteger": ("0", nil),
        "xs:positiveInteger": ("1", nil), "xs:long": ("-9223372036854775808", "9223372036854775807"),
        "xs:int": ("-2147483648", "2147483647"), "xs:short": ("-32768", "32767"), "xs:byte": ("-128", "127"),
        "xs:unsignedLong": ("0", "18446744073709551615"), "xs:unsignedInt": ("0", "4294967295"),
        "xs:unsignedShort": ("0", "65535"), "xs:unsignedByte": ("0", "255"),
    ]
}
