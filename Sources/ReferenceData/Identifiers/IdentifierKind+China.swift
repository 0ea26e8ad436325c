import Canonical

extension IdentifierKind {
    /// The provinces, autonomous regions and municipalities by the first two digits of an area (GB/T 2260).
    private static let provinces: [String: String] = [
        "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
        "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省",
        "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省",
        "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
        "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区",
        "65": "新疆维吾尔自治区", "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区", "83": "台湾省",
    ]

    /// Number of a resident of China.
    package static let chineseResident = IdentifierKind("cn-resident", "Number of a resident of China (GB 11643).") {
        text throws(IdentifierReason) in
        try text.expectLength(18)
        try text.expectDigits(0..<17)
        guard text.isDigit(17) || text.text(17..<18) == "X" else {
            throw .characters("The last character is neither a digit nor X.")
        }
        guard let province = provinces[text.text(0..<2)] else {
            throw .part("area", "The first two digits are no province.")
        }
        guard let year = Int(text.text(6..<10)), let month = Int(text.text(10..<12)), let day = Int(text.text(12..<14)),
            year >= 1_800, CivilDate(year: year, month: month, day: day) != nil
        else { throw .part("birth-date", "The digits 7 to 14 are no date.") }
        guard CheckDigits.isPure(text.bytes, modulus: 11, extra: UInt8(ascii: "X")) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("area", text.text(0..<6)), IdentifierPart("province", province),
                IdentifierPart("birthDate", "\(text.text(6..<10))-\(text.text(10..<12))-\(text.text(12..<14))"),
                IdentifierPart("sequence", text.text(14..<17)),
                IdentifierPart("sex", text.value(16).isMultiple(of: 2) ? "female" : "male"),
            ]
        )
    }

    /// The characters of a social credit code in the order of their values: letters that look like digits are left out.
    private static let creditCharacters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    /// The departments that register, which is the first character.
    private static let creditDepartments = Set("123456789ANY")

    /// Unified social credit code of China.
    package static let uscc = IdentifierKind(
        "uscc",
        "Unified social credit code of an organisation in China (GB 32100)."
    ) {
        text throws(IdentifierReason) in
        try text.expectLength(18)
        guard creditDepartments.contains(Character(text.text(0..<1))) else {
            throw .part("department", "The first character is no department that registers.")
        }
        try text.expectDigits(2..<8)
        guard provinces[text.text(2..<4)] != nil || text.text(2..<4) == "10" else {
            throw .part("area", "The third and fourth digit are no province.")
        }
        var sum = 0
        var weight = 1
        for (index, byte) in text.bytes.enumerated() {
            guard let value = creditCharacters.firstIndex(of: byte) else {
                throw .characters("Character \(index + 1) is a letter that these codes do not use.")
            }
            sum += value * weight
            // The check character itself has weight 1.
            weight = index == 16 ? 1 : weight * 3 % 31
        }
        guard sum % 31 == 0 else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("department", text.text(0..<1)), IdentifierPart("category", text.text(1..<2)),
                IdentifierPart("area", text.text(2..<8)), IdentifierPart("organisation", text.text(8..<17)),
                IdentifierPart("checkCharacter", text.text(17..<18)),
            ]
        )
    }
}
