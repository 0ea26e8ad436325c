import Testing

/// A message of our own invention, and the codes of exactly those rules that it breaks.
struct RuleSample: Sendable, CustomTestStringConvertible {
    /// The message type.
    let type: String
    /// What the sample shows.
    let name: String
    /// How the message differs from the type's base; see ``fields``.
    let edits: [String]
    /// The codes of the findings that it gives, sorted; empty where it keeps all rules.
    let codes: [String]
    /// The validation flag in field 119 of block 3, such as `STP`.
    let flag: String?
    /// The countries of sender and receiver.
    let countries: (sender: String, receiver: String)

    init(
        _ type: String,
        _ name: String,
        _ edits: [String] = [],
        breaks codes: String...,
        flag: String? = nil,
        countries: (sender: String, receiver: String) = ("US", "JP")
    ) {
        self.type = type
        self.name = name
        self.edits = edits
        self.codes = codes.sorted()
        self.flag = flag
        self.countries = countries
    }

    var testDescription: String {
        let variant = flag.map { " \($0)" } ?? ""
        return "\(type)\(variant): \(name)\(codes.isEmpty ? "" : " breaks \(codes.joined(separator: ", "))")"
    }

    /// The message's fields after the edits.
    ///
    /// An edit is `33B:value` (replaces the first 33B), `33B#2:value` (the second), `-33B` (removes all), `-33B#2`, or
    /// `32A>33B:value` (puts 33B behind the last 32A; with a number behind that one). A dollar sign is a line end.
    private var fields: [(tag: String, value: String)] {
        var fields = RuleBases.fields(ofType: type)
        for edit in edits { Self.apply(edit, to: &fields) }
        return fields
    }

    private static func apply(_ edit: String, to fields: inout [(tag: String, value: String)]) {
        if edit.hasPrefix("-") {
            let place = Place(edit.dropFirst())
            let indices = fields.indices.filter { fields[$0].tag == place.tag }
            for index in indices.reversed() where place.number.map({ indices[$0 - 1] == index }) ?? true {
                fields.remove(at: index)
            }
            return
        }
        let parts = edit.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = String(parts[1])
        let places = parts[0].split(separator: ">")
        let place = Place(places[0])
        let indices = fields.indices.filter { fields[$0].tag == place.tag }
        precondition(!indices.isEmpty, "the edit \(edit) finds no field")
        if places.count == 2 {
            let index = place.number.map { indices[$0 - 1] } ?? indices[indices.count - 1]
            fields.insert((String(places[1]), value), at: index + 1)
        } else {
            fields[indices[(place.number ?? 1) - 1]].value = value
        }
    }

    private struct Place {
        let tag: String
        let number: Int?

        init(_ text: Substring) {
            let parts = text.split(separator: "#")
            tag = String(parts[0])
            number = parts.count > 1 ? Int(parts[1]) : nil
        }
    }

    /// The message as it goes over the network.
    var bytes: [UInt8] {
        var text = "{1:F01ALFA\(countries.sender)2LAXXX0001000001}{2:I\(type)BETA\(countries.receiver)2LXXXXN}"
        if let flag { text += "{3:{119:\(flag)}}" }
        text += "{4:\r\n"
        for field in fields {
            let value = field.value.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "\r\n")
            text += ":\(field.tag):\(value)\r\n"
        }
        return Array((text + "-}").utf8)
    }
}
