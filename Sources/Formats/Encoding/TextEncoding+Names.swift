extension TextEncoding {
    /// The names of all encodings as layouts write them, for messages and lists.
    package static let names = [
        "us-ascii", "utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "gbk", "gbk-euro", "gb18030", "gb18030-2000",
        "gb18030-2005", "gb18030-2022", "utf-16be", "utf-16le",
    ]

    /// The encoding of that name, in any case and with its usual other names; nil if there is none.
    ///
    /// `gb18030` is the edition in force, that of 2022. `utf-16` is big-endian, as the Unicode standard has it where
    /// nothing else says so.
    package init?(named name: String) {
        switch name.lowercased() {
        case "us-ascii", "ascii": self = .ascii
        case "utf-8", "utf8": self = .utf8
        case "iso-8859-1", "latin1": self = .latin1
        case "iso-8859-15", "latin9": self = .latin9
        case "windows-1252", "cp1252": self = .windows1252
        case "gbk": self = .gbk
        case "gbk-euro", "cp936", "windows-936": self = .gbkWithEuro
        case "gb18030", "gb18030-2022": self = .gb18030
        case "gb18030-2005": self = .gb18030Edition2005
        case "gb18030-2000": self = .gb18030Edition2000
        case "utf-16be", "utf-16": self = .utf16BigEndian
        case "utf-16le": self = .utf16LittleEndian
        default:
            guard let plugged = Self.plugged(named: name) else { return nil }
            self = plugged
        }
    }

    /// US-ASCII.
    package static let ascii = TextEncoding(name: "us-ascii", coding: .ascii)
    /// UTF-8.
    package static let utf8 = TextEncoding(name: "utf-8", coding: .utf8)
    /// ISO/IEC 8859-1.
    package static let latin1 = TextEncoding(name: "iso-8859-1", coding: .singleByte(.latin1))
    /// ISO/IEC 8859-15.
    package static let latin9 = TextEncoding(name: "iso-8859-15", coding: .singleByte(.latin9))
    /// Windows code page 1252.
    package static let windows1252 = TextEncoding(name: "windows-1252", coding: .singleByte(.windows1252))
    /// GBK; see ``GB18030Edition``.
    package static let gbk = chinese(.gbk)
    /// GBK with the euro sign at 0x80.
    package static let gbkWithEuro = chinese(.gbkWithEuro)
    /// GB 18030-2000.
    package static let gb18030Edition2000 = chinese(.edition2000)
    /// GB 18030-2005.
    package static let gb18030Edition2005 = chinese(.edition2005)
    /// GB 18030-2022.
    package static let gb18030 = chinese(.edition2022)
    /// UTF-16, the higher byte first.
    package static let utf16BigEndian = TextEncoding(name: "utf-16be", coding: .utf16(.bigEndian))
    /// UTF-16, the lower byte first.
    package static let utf16LittleEndian = TextEncoding(name: "utf-16le", coding: .utf16(.littleEndian))

    private static func chinese(_ edition: GB18030Edition) -> TextEncoding {
        TextEncoding(name: edition.rawValue, coding: .gb18030(GB18030Table(edition)))
    }
}
