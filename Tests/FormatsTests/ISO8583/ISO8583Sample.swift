import Canonical
import Conformance
import Formats

/// Messages with an invented card, merchant and banks, in every shipped specification.
enum ISO8583Sample {
    /// A card number that no scheme has issued, and what must never be seen of it.
    static let cardNumber = "5412345678901236"
    static let track = "5412345678901236=29121011234567890"
    static let pin = "0A1B2C3D4E5F6071"

    static let specifications = [
        "1987-ascii", "1987-ascii-emv", "1987-binary", "1987-ebcdic", "1993-ascii", "1993-binary", "1993-ebcdic",
    ]

    static func format(_ specification: String, options: [String: String] = [:]) throws -> any Format {
        var options = options
        options["specification"] = specification
        return try FormatKind.iso8583.format(FormatSettings(options: options, library: CheckoutLibrary()))
    }

    /// An authorization request as a document.
    static func document(_ specification: String) -> Document {
        let is1993 = specification.hasPrefix("1993")
        var fields = DocumentObject()
        fields["2"] = .text(cardNumber)
        fields["3"] = "000000"
        fields["4"] = "000000012345"
        fields["7"] = "1126123456"
        fields["11"] = "004711"
        fields["12"] = is1993 ? "261126123456" : "123456"
        fields["13"] = is1993 ? "2611" : "1126"
        fields["14"] = "2912"
        fields["22"] = is1993 ? "A10101B00000" : "051"
        fields["28"] = is1993 ? "261126" : "D00000150"
        fields["32"] = "12345"
        fields["35"] = .text(track)
        fields["37"] = "REF000004711"
        fields["41"] = "TERM0001"
        fields["42"] = "SHOP 4711"
        fields["43"] = "SAMPLE SHOP            TOWN          DE"
        fields["49"] = "978"
        fields["52"] = .text(pin)
        if specification == "1987-ascii" { fields["55"] = "CHIP" } else { fields["55"] = chip }
        fields["90"] =
            is1993
            ? "0000000001"
            : ["1": "0100", "2": "004710", "3": "1126123400", "4": "00000012345", "5": "00000000000"]
        fields["102"] = "ACCOUNT-1"
        return Document(["mti": is1993 ? "1100" : "0100", "fields": .object(fields)])
    }

    private static let chip: DocumentValue = [
        "9F26": "0102030405060708", "9F27": "80", "5A": .text(cardNumber), "57": .text(track), "9F02": "000000012345",
        "71": [["9F18": "01020304", "86": ["84240000", "8424000001"]]], "DF8101": ["AA"],
    ]

    static func message(_ specification: String) throws -> [UInt8] {
        try format(specification).encodeAll([document(specification)], mode: .strict).bytes
    }
}
