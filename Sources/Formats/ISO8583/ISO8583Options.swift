import Canonical

/// The options of the format `iso8583`, read from their texts.
struct ISO8583Options: Sendable {
    /// The shipped specification that reads messages where no definition is given.
    var specification = "1987-ascii"
    var framing = ISO8583Framing.none
    /// How many bytes stand between the length and the message type, such as the five of a TPDU.
    var headerBytes = 0
    var encodings = ISO8583EncodingOverrides()

    static let headerBytesMax = 256

    init(_ options: [String: String]) throws(Fault) {
        for (name, value) in options.sorted(by: { $0.key < $1.key }) { try set(name, value) }
        if case .length(var length) = framing, let counts = options["framing-counts"] {
            guard let countsItself = ["message": false, "all": true][counts] else {
                throw Self.invalid("framing-counts", "It is message or all.")
            }
            length.countsItself = countsItself
            framing = .length(length)
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(Fault) {
        switch name {
        case "specification": specification = value
        case "framing":
            guard let framing = ISO8583Framing(value) else {
                throw Self.invalid(name, "It is none, line, or such as binary2, ascii4, bcd2, hex4, ebcdic4.")
            }
            self.framing = framing
        case "header-bytes":
            guard let count = Int(value), (0...Self.headerBytesMax).contains(count) else {
                throw Self.invalid(name, "It is a number from 0 to \(Self.headerBytesMax).")
            }
            headerBytes = count
        case "code-page": encodings.names[name] = value
        default:
            if name.hasSuffix("-encoding") { encodings.names[String(name.dropLast(9))] = value }
        }
    }

    /// The fault that an option has a value that it cannot have.
    static func invalid(_ name: String, _ advice: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The option \(name) of iso8583 has a value that it cannot have.",
            advice: advice
        )
    }

    /// The options, for `formats describe`.
    static let all: [FormatOption] = [
        FormatOption(
            "specification",
            values: "1987-ascii|1987-ascii-emv|1987-binary|1987-ebcdic|1993-ascii|1993-binary|1993-ebcdic",
            standard: "1987-ascii",
            "The shipped specification, where no definition is given."
        ),
        FormatOption(
            "framing",
            values: "none|line|binaryN|asciiN|bcdN|hexN|ebcdicN",
            standard: "none",
            "How messages are told apart: not at all, by line ends, or by a length of N bytes in front of each."
        ),
        FormatOption(
            "framing-counts",
            values: "message|all",
            standard: "message",
            "Whether the length in front counts its own bytes too."
        ),
        FormatOption(
            "header-bytes",
            values: "number",
            standard: "0",
            "How many bytes stand before the message type, such as the five of a TPDU; they are kept as they are."
        ),
        encoding("mti", "ascii|ebcdic|bcd", "the message type"),
        encoding("bitmap", "binary|hex|hex-ebcdic", "the bitmaps"),
        encoding("length", "ascii|ebcdic|bcd|binary|hex", "the lengths of variable fields"),
        encoding("digits", "ascii|ebcdic|bcd|bcd-left", "fields n and x+n"),
        encoding("text", "ascii|ebcdic", "fields a, an and ans"),
        encoding("binary", "binary|hex|hex-ebcdic", "fields b"),
        encoding("track", "ascii|ebcdic|bcd|bcd-left", "fields z"),
        FormatOption(
            "code-page",
            values: "037|1047",
            standard: "as specified",
            "The code page of what is EBCDIC."
        ),
    ]

    private static func encoding(_ part: String, _ values: String, _ what: String) -> FormatOption {
        FormatOption(
            "\(part)-encoding",
            values: values,
            standard: "as specified",
            "The encoding of \(what), where the specification of a field says nothing else."
        )
    }
}
