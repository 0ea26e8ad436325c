import Formats

/// Makes files for the layout `cn-batch-payment`, with invented names.
enum BatchPaymentFile {
    /// The length of a record with its line end.
    static let recordLength = 202

    private static let encoding = TextEncoding.gb18030
    private static let names = [
        "上海示例国际贸易股份有限公司浦东新区第一分公司", "张示例与王样本合伙经营的北京东城区便民商店",
        "北京样本科技发展有限责任公司海淀区研发中心", "广东省深圳市范例电子元器件制造有限公司李䶮",
    ]
    private static let purposes = [
        "二〇二六年十一月份第三批原材料采购款项及运输费用", "二〇二六年十一月份职工工资及岗位津贴",
        "技术服务费（含税）依据合同第十七号第二期付款",
    ]

    /// A whole file of payments of one yuan.
    static func bytes(payments: Int) -> [UInt8] {
        var bytes = header(payments: payments)
        for number in 1...payments { append(payment: number, into: &bytes) }
        return bytes + trailer(payments: payments)
    }

    static func header(payments: Int) -> [UInt8] {
        text("HBATCH-0001      20261126", 25) + text("6200000000000000017", 32) + text("上海示例贸易有限公司", 60)
            + text("CNY\(digits(payments, 6))\(digits(payments * 100, 16))", 83) + [0x0D, 0x0A]
    }

    static func append(payment number: Int, into bytes: inout [UInt8]) {
        bytes += text("D\(digits(number % 1_000_000, 6))\(digits(number, 19))", 39)
        bytes += text(names[number % names.count], 60)
        bytes += text("1021000999960000000000100", 25)
        bytes += text(purposes[number % purposes.count], 60)
        bytes += text("备注　　　　　　", 16)
        bytes += [0x0D, 0x0A]
    }

    static func trailer(payments: Int) -> [UInt8] {
        let hash = payments * (payments + 1) / 2
        return text("T\(digits(payments, 6))\(digits(payments * 100, 16))\(digits(hash, 18))", 200) + [0x0D, 0x0A]
    }

    /// The share of bytes in two-byte characters, in percent.
    static func chineseShare(_ bytes: [UInt8]) -> Int {
        var index = 0
        var share = 0
        while index < bytes.count {
            let length = encoding.characterLength(in: bytes.span, at: index)
            if length > 1 { share += length }
            index += length
        }
        return share * 100 / bytes.count
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    private static func text(_ text: String, _ width: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let problem = encoding.encode(text.utf8.span, into: &bytes)
        precondition(problem == nil && bytes.count <= width, "the sample fits its layout")
        return bytes + [UInt8](repeating: 0x20, count: width - bytes.count)
    }
}
