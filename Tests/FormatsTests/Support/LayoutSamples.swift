import Canonical
import Conformance
import Formats
import Testing

/// Layouts and files of our own for the tests of fixed width and delimited formats.
enum LayoutSamples {
    static func format(_ kind: FormatKind, shipped name: String) throws -> any Format {
        try kind.format(FormatSettings(options: ["layout": name], library: CheckoutLibrary()))
    }

    static func format(_ kind: FormatKind, _ layout: String) throws -> any Format {
        let file = DefinitionFile(name: "test.layout", bytes: Array(layout.utf8))
        return try kind.format(FormatSettings(definition: [file], library: CheckoutLibrary()))
    }

    static func bytes(_ text: String, _ encoding: TextEncoding = .utf8) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try #require(encoding.encode(text.utf8.span, into: &bytes) == nil)
        return bytes
    }

    /// The documents as they come back from JSON.
    static func throughJSON(_ documents: [Document]) throws -> [Document] {
        try documents.map { try Document(json: $0.jsonBytes()) }
    }

    /// A file for the layout `cn-batch-payment`, with invented names.
    static func batchPayment() throws -> [UInt8] {
        let encoding = TextEncoding.gb18030
        func padded(_ text: String, _ width: Int) throws -> [UInt8] {
            let bytes = try bytes(text, encoding)
            return bytes + [UInt8](repeating: 0x20, count: width - bytes.count)
        }
        let remark = try bytes("　　　　　　　　", encoding)
        let end: [UInt8] = [0x0D, 0x0A]
        let empty = try padded("", 159)
        let header =
            try padded("HBATCH-0001      20261126", 25) + padded("6200000000000000017", 32)
            + padded("上海示例贸易有限公司", 60) + bytes("CNY0000020000000000123456") + padded("", 58)
        let first =
            try bytes("D000001") + padded("6200000000000000025", 32) + padded("张示例", 60) + bytes("102100099996")
            + bytes("0000000100000") + padded("十一月工资", 60) + remark
        let second =
            try bytes("D000002") + padded("6200000000000000033", 32) + padded("李䶮", 60) + bytes("104100000004")
            + bytes("0000000023456") + padded("", 60) + bytes("备注", encoding) + remark[4...]
        let trailer = try bytes("T0000020000000000123456400000000000000058") + empty
        return header + end + first + end + second + end + trailer + end
    }
}
