/// Which table of the Chinese national standard a file is written by.
///
/// Every edition is the two-byte table of 2000 and the four-byte algorithm, with a few scalars that have exchanged their
/// codes, so that each edition has each scalar once:
///
/// | edition | what differs |
/// |---|---|
/// | 2000 | the table itself: 0xA8BC is U+E7C7, and U+1E3F (ḿ) is 0x8135F437 |
/// | 2005 | U+1E3F and U+E7C7 exchanged: 0xA8BC is ḿ |
/// | 2022 | as 2005, and eighteen characters that had private-use codes in two bytes have exchanged them with their own: ten vertical forms (0xA6D9 to 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3) and eight ideographs (0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0) |
/// | GBK | two bytes only, and without the 255 codes that code page 936 does not have (among them 0xA2E3 €, 0xA8BF ǹ and 0xFE50 to 0xFEA0); the user-defined zones are kept as private-use characters |
///
/// Six ideographs keep private-use scalars in two bytes in all editions (0xFE51, 0xFE52, 0xFE53, 0xFE6C, 0xFE76, 0xFE91);
/// the C library's `iconv` differs there: it reads them as U+20087 and others, which the standard has in four bytes.
enum GB18030Edition: String, Sendable, Hashable, CaseIterable {
    case edition2000 = "gb18030-2000"
    case edition2005 = "gb18030-2005"
    case edition2022 = "gb18030-2022"
    /// GBK in which 0x80 is no character.
    case gbk
    /// GBK as Windows writes it, in which 0x80 is the euro sign.
    case gbkWithEuro = "gbk-euro"

    /// The pairs of scalars that have exchanged their codes since 2000.
    var exchanges: [(UInt32, UInt32)] {
        switch self {
        case .edition2000, .gbk, .gbkWithEuro: []
        case .edition2005: Self.exchanges2005
        case .edition2022: Self.exchanges2005 + Self.exchanges2022
        }
    }

    private static let exchanges2005: [(UInt32, UInt32)] = [(0xE7C7, 0x1E3F)]

    private static let exchanges2022: [(UInt32, UInt32)] = [
        (0xE78D, 0xFE10), (0xE78E, 0xFE12), (0xE78F, 0xFE11), (0xE790, 0xFE13), (0xE791, 0xFE14), (0xE792, 0xFE15),
        (0xE793, 0xFE16), (0xE794, 0xFE17), (0xE795, 0xFE18), (0xE796, 0xFE19), (0xE81E, 0x9FB4), (0xE826, 0x9FB5),
        (0xE82B, 0x9FB6), (0xE82C, 0x9FB7), (0xE832, 0x9FB8), (0xE843, 0x9FB9), (0xE854, 0x9FBA), (0xE864, 0x9FBB),
    ]

    /// The two-byte codes that GBK does not have.
    static let codesNotInGBK: [ClosedRange<Int>] = [
        0xA2AB...0xA2B0, 0xA2E3...0xA2E4, 0xA2EF...0xA2F0, 0xA2FD...0xA2FE, 0xA4F4...0xA4FE, 0xA5F7...0xA5FE,
        0xA6B9...0xA6C0, 0xA6D9...0xA6DF, 0xA6EC...0xA6ED, 0xA6F3...0xA6F3, 0xA6F6...0xA6FE, 0xA7C2...0xA7D0,
        0xA7F2...0xA7FE, 0xA896...0xA8A0, 0xA8BC...0xA8BC, 0xA8BF...0xA8BF, 0xA8C1...0xA8C4, 0xA8EA...0xA8FE,
        0xA958...0xA958, 0xA95B...0xA95B, 0xA95D...0xA95F, 0xA989...0xA995, 0xA997...0xA9A3, 0xA9F0...0xA9FE,
        0xD7FA...0xD7FE, 0xFE50...0xFEA0,
    ]
}
