import Canonical
import Conformance
import Formats

/// Messages of our own invention in all forms that the format reads.
enum MTSamples {
    /// The shipped tables.
    static let library = CheckoutLibrary()

    /// The format with them.
    static func format(_ options: [String: String] = [:], rules: Set<String> = []) throws -> any Format {
        try FormatKind.mt.format(FormatSettings(options: options, library: library, ruleSets: rules))
    }

    /// A credit transfer with all kinds of fields.
    static let mt103 = message(
        "{1:F01ALFAGB2LAXXX0001000001}{2:I103BETAUS33XXXXN}{3:{108:MUR-1}{121:0b51c9d0-2f34-4c5e-9d20-6a1f0c3e7a11}}",
        """
        :20:REF-0001
        :13C:/SNDTIME/1200+0100
        :23B:CRED
        :32A:261126EUR1000,00
        :33B:USD1100,
        :36:0,909
        :50F:/1234567890
        1/HOLLOW OAK LTD
        2/ELM ROAD 1
        3/GB/LONDON
        :52A:GAMAGB2LXXX
        :57D:/C/98765
        DELTA BANK
        NEW YORK
        :59:/9876543210
        GREEN RIVER INC
        :70:INVOICE 1
        AND 2
        :71A:SHA
        :71F:USD5,
        :72:/ACC/CALL FIRST
        //AND WAIT
        /INS/GAMAGB2LXXX
        """,
        "{5:{CHK:0123456789AB}}"
    )

    /// The same kind of message as it comes out of the network, acknowledged.
    static let acknowledged =
        Array("{1:F21ALFAGB2LAXXX0001000001}{4:{177:2611261200}{451:0}{108:MUR-1}}".utf8) + mt103

    static let cover = message(
        "{1:F01BETAUS33AXXX0001000002}{2:O2021200261126ALFAGB2LAXXX00010000012611261201N}{3:{119:COV}}",
        """
        :20:REF-0002
        :21:REF-0001
        :32A:261126EUR1000,
        :58A:BETAUS33XXX
        :50K:/1234567890
        HOLLOW OAK LTD
        :59:/9876543210
        GREEN RIVER INC
        """
    )

    static let statement = message(
        "{1:F01ALFAGB2LAXXX0001000003}{2:I940BETAUS33XXXXN}",
        """
        :20:STATEMENT-0001
        :25:1234567890
        :28C:1/1
        :60F:C261125EUR1000,
        :61:2611261126CR10,NTRFREF-0001//BANK-1
        RENT
        :86:166?00CREDIT?20EREF+E-1?30ALFAGB2L?32HOLLOW OAK
        LTD
        :61:261126D5,NCHGNONREF
        :62F:C261126EUR1005,
        :64:C261126EUR1005,
        :86:THANK YOU
        """
    )

    /// Category 5, whose messages have no table: blocks of 16R and 16S.
    static let settlement = message(
        "{1:F01ALFAGB2LAXXX0001000004}{2:I541BETAUS33XXXXN}",
        """
        :16R:GENL
        :20C::SEME//REF-0004
        :23G:NEWM
        :98A::PREP//20261126
        :16S:GENL
        :16R:TRADDET
        :35B:ISIN XX0000000001
        BOND
        :16S:TRADDET
        """
    )

    static let system = Array("{1:L02ALFAGB2LAXXX0000000001}{4:{501:1}{110:001}{329:N}}".utf8)

    /// A statement as some banks send it, without blocks, in lines of LF.
    static let bare =
        Array(
            ":20:STATEMENT-1\n:25:1234567890\n:28C:1\n:60F:C261125EUR1000,\n:61:2611261126C10,NTRFNONREF\n:86:RENT\n"
                .utf8
        ) + Array(":62F:C261126EUR1010,\n-\n".utf8)

    static let all = [mt103, acknowledged, cover, statement, settlement, system, bare]

    /// Messages in their surroundings: RJE, DOS-PCC, an Alliance DataPDU, several of them, LF, and ISO 8859-1.
    static let surroundings: [(name: String, bytes: [UInt8])] = [
        ("RJE", mt103 + Array("$".utf8) + cover),
        ("messages in lines", mt103 + Array("\r\n".utf8) + statement + Array("\r\n".utf8)),
        ("DOS-PCC", sector(mt103) + sector(cover)),
        ("LF", mt103.filter { $0 != 0x0D }),
        ("some LF", mixed(mt103)),
        ("bare bodies", bare + bare),
        ("ISO 8859-1", replaced(mt103, "HOLLOW", with: [0x48, 0xD6, 0x4C, 0x4C, 0x4F, 0x57])),
        ("a byte order mark", [0xEF, 0xBB, 0xBF] + mt103),
        ("DataPDU", dataPDU(mt103Body)),
    ]

    private static func message(_ headers: String, _ text: String, _ trailer: String = "") -> [UInt8] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return Array("\(headers){4:\r\n\(lines)\r\n-}\(trailer)".utf8)
    }

    private static func sector(_ message: [UInt8]) -> [UInt8] {
        let used = message.count + 2
        return [0x01] + message + [0x03] + [UInt8](repeating: 0x20, count: (512 - used % 512) % 512)
    }

    /// Every third line end without its carriage return.
    private static func mixed(_ message: [UInt8]) -> [UInt8] {
        var returns = 0
        return message.filter { byte in
            if byte == 0x0D { returns += 1 }
            return byte != 0x0D || returns % 3 != 0
        }
    }

    private static func replaced(_ message: [UInt8], _ text: String, with bytes: [UInt8]) -> [UInt8] {
        let wanted = Array(text.utf8)
        let start = message.indices.first { message[$0...].starts(with: wanted) } ?? 0
        return Array(message[..<start]) + bytes + Array(message[(start + wanted.count)...])
    }

    private static let mt103Body = Array(":20:REF-0001\r\n:23B:CRED\r\n".utf8)

    private static func dataPDU(_ body: [UInt8]) -> [UInt8] {
        let text = String(decoding: body, as: UTF8.self)
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Saa:DataPDU xmlns:Saa="urn:swift:saa:xsd:saa.2.0"><Saa:Revision>2.0.7</Saa:Revision><Saa:Header><Saa:Message>\
            <Saa:MessageIdentifier>fin.103</Saa:MessageIdentifier></Saa:Message></Saa:Header><Saa:Body>\(text)</Saa:Body>\
            </Saa:DataPDU>
            """
            .utf8
        )
    }
}
