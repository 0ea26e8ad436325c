/// Reports of an invented bank.
enum BAI2Sample {
    static let plain = lines(
        "01,122099999,123456789,261126,0200,1,80,1,2/",
        "02,031001234,122099999,1,261125,2359,USD,2/",
        "03,0123456789,USD,010,+4350000,,,040,2830000,,/",
        "88,072,1020000,,,074,500000,,/",
        "16,115,450000,S,100000,200000,150000,,,/",
        "16,165,1500000,1,REF1620, ,SAMPLE PAYMENTS",
        "16,475,-2500,V,261127,1200,BANKREF,CUSTREF,CHECK 1, 2 AND 3",
        "88,SECOND LINE/WITH SLASH",
        "16,699,900000,D,3,0,100000,1,300000,2,500000,R,C,/",
        "49,11547500,8/",
        "98,11547500,1,10/",
        "99,11547500,1,12/"
    )

    /// With what real files do: CR LF, blanks behind the slash, a missing slash, empty lines, no last line end.
    static let awkward = lines(
        "01,122099999,123456789,261126,,2,,,2/  ",
        "02,031001234,122099999,1,261125/",
        "03,0123456789,,,,,/",
        "16,115,450000,Z,,,TEXT/",
        "88/",
        "88,/",
        "49,450000,5",
        "03,9876543210/",
        "49,0,2/",
        "98,450000,2,9/",
        "99,450000,1,11/",
        "",
        end: "\r\n"
    )

    static func lines(_ lines: String..., end: String = "\n") -> [UInt8] {
        Array((lines.joined(separator: end) + (end == "\n" ? end : "")).utf8)
    }
}
