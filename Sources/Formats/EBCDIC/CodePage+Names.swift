extension CodePage {
    /// The names of all pages, sorted as people look for them.
    package static let names = [
        "037", "273", "500", "1047", "1140", "1141", "1142", "1143", "1144", "1145", "1146", "1147", "1148",
        "935", "1388", "common", "ascii", "iso-8859-1",
    ]

    /// The page of that name; a prefix `cp`, `ibm` or `ccsid`, hyphens and leading zeros do not matter.
    package static func named(_ name: String) -> CodePage? {
        var key = name.lowercased()
        for prefix in ["ccsid", "ibm", "cp"] where key.hasPrefix(prefix) { key.removeFirst(prefix.count) }
        if key.hasPrefix("-") { key.removeFirst() }
        if key == "37" { key = "037" }
        return pages[key]
    }

    private static let pages: [String: CodePage] = {
        let ebcdic: [(String, String)] = [
            ("037", CodePageTables.ibm037), ("273", CodePageTables.ibm273), ("500", CodePageTables.ibm500),
            ("1047", CodePageTables.ibm1047), ("1140", CodePageTables.ibm1140), ("1141", CodePageTables.ibm1141),
            ("1142", CodePageTables.ibm1142), ("1143", CodePageTables.ibm1143), ("1144", CodePageTables.ibm1144),
            ("1145", CodePageTables.ibm1145), ("1146", CodePageTables.ibm1146), ("1147", CodePageTables.ibm1147),
            ("1148", CodePageTables.ibm1148),
        ]
        var pages: [String: CodePage] = [:]
        for (name, table) in ebcdic { pages[name] = CodePage(ebcdic: name, table) }
        pages["1388"] = CodePage(ebcdic: "1388", CodePageTables.ibm836, .ibm1388)
        pages["935"] = CodePage(ebcdic: "935", CodePageTables.ibm836, .ibm935)
        // What 037 has of ASCII: the characters that a file of unknown country surely means.
        let common = (pages["037"]?.scalars ?? []).map { $0 < 0x80 ? $0 : 0xFFFF }
        pages["common"] = CodePage("common", blank: 0x40, isEBCDIC: true, scalars: common)
        let latin = (0..<0x100).map { UInt16($0) }
        pages["iso-8859-1"] = CodePage("iso-8859-1", blank: 0x20, isEBCDIC: false, scalars: latin)
        let ascii = latin.map { $0 < 0x80 ? $0 : 0xFFFF }
        pages["ascii"] = CodePage("ascii", blank: 0x20, isEBCDIC: false, scalars: ascii)
        return pages
    }()

    private convenience init(ebcdic name: String, _ table: String, _ doubleBytes: DoubleByteTable? = nil) {
        var scalars = CodePageTables.controls.map { UInt16($0) }
        if doubleBytes != nil {
            scalars[Int(DoubleByteTable.shiftOut)] = 0xFFFF
            scalars[Int(DoubleByteTable.shiftIn)] = 0xFFFF
        }
        for scalar in table.unicodeScalars {
            scalars.append(scalar.value == 0xFFFD ? 0xFFFF : UInt16(truncatingIfNeeded: scalar.value))
        }
        scalars.append(0x9F)
        precondition(scalars.count == 0x100, "a code page has 256 bytes")
        self.init(name, blank: 0x40, isEBCDIC: true, scalars: scalars, doubleBytes: doubleBytes)
    }
}
