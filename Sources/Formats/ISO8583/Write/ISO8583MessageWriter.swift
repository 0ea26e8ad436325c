import Canonical

/// Writes one message: the opposite of ``ISO8583DocumentReader``.
struct ISO8583MessageWriter {
    let program: ISO8583Program
    let headerBytes: Int
    let mode: WriteMode
    /// How many bytes a message may have.
    let bytesMax: Int
    let root: DocumentView
    /// What the member `layout` tells of fields: by field and fact.
    private var facts: [String: String] = [:]

    private static let members: Set = ["header", "mti", "fields", "undecoded", "rest", "layout"]

    init(
        _ program: ISO8583Program,
        _ options: ISO8583Options,
        _ mode: WriteMode,
        bytesMax: Int,
        _ root: DocumentView
    ) throws(Fault) {
        self.program = program
        headerBytes = options.headerBytes
        self.mode = mode
        self.bytesMax = bytesMax
        self.root = root
        guard root.kind == .object else { throw fault("", "A message is an object.") }
        for member in root.children where !Self.members.contains(member.name) {
            throw fault("", "A message has no other members than \(Self.members.sorted().joined(separator: ", ")).")
        }
        for deviation in mode == .faithful ? root["layout"]?["deviations"]?.children.map({ $0 }) ?? [] : [] {
            guard let field = deviation["field"]?.text, let fact = deviation["fact"]?.text,
                let value = deviation["value"]?.text
            else { throw fault("/layout/deviations", "A deviation has the texts field, fact and value.") }
            facts[Self.key(field, fact)] = value
        }
    }

    private static func key(_ field: String, _ fact: String) -> String { "\(fact) \(field)" }

    /// What the layout tells of a field.
    func fact(_ fact: ISO8583Fact, of field: String) -> String? {
        facts.isEmpty ? nil : facts[Self.key(field, fact.rawValue)]
    }

    /// The fault that the document cannot be written; the path names no values of it.
    func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }

    /// Refuses more bytes than a message may have: facts can ask for many.
    func checkSize(_ count: Int, _ path: String) throws(Fault) {
        guard count > bytesMax else { return }
        var fault = fault(path, "The message would have more than \(bytesMax) bytes.")
        fault.code = .formatLimit
        throw fault
    }

    /// Writes the message without what frames it.
    func write() throws(Fault) -> [UInt8] {
        if mode == .strict {
            for name in ["undecoded", "rest"] where root[name] != nil {
                throw fault("/\(name)", "Bytes that were not understood are not written in strict mode.")
            }
        }
        var output = try header()
        let rest = try self.rest()
        guard let type = root["mti"] else {
            guard root["fields"] == nil, root["undecoded"] == nil, rest.numbers.isEmpty else {
                throw fault("/mti", "The message type is missing.")
            }
            return output + rest.bytes
        }
        output += try self.type(type)
        if root["fields"] == nil, root["undecoded"] == nil, rest.numbers.isEmpty, root["rest"] != nil {
            return output + rest.bytes
        }
        let fields = try self.fields()
        output += try bitmaps(fields.map(\.number) + rest.numbers)
        for field in fields { output += field.bytes }
        return output + rest.bytes
    }

    // MARK: - The head

    private func header() throws(Fault) -> [UInt8] {
        guard let header = root["header"] else {
            guard headerBytes == 0 || root["mti"] == nil else { throw fault("/header", "The header is missing.") }
            return []
        }
        let bytes = try hexBytes(header, "/header")
        guard bytes.count == headerBytes else {
            throw fault("/header", "The header has another number of bytes than the option header-bytes says.")
        }
        return bytes
    }

    private func type(_ type: DocumentView) throws(Fault) -> [UInt8] {
        let digits = Array((type.text ?? "").utf8)
        guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw fault("/mti", "A message type is four digits.")
        }
        if mode == .strict, !(0x31...0x38).contains(digits[1]) {
            throw fault("/mti", "There is no message class of this number.")
        }
        let numbers = digits.map { $0 - 0x30 }
        return switch program.specification.encodings.type {
        case .bcd, .bcdLeft: [numbers[0] << 4 | numbers[1], numbers[2] << 4 | numbers[3]]
        case .ebcdic: numbers.map { 0xF0 + $0 }
        case .ascii, .binary, .hex, .hexEBCDIC: digits
        }
    }

    private func bitmaps(_ numbers: [Int]) throws(Fault) -> [UInt8] {
        var words = [UInt64](repeating: 0, count: 3)
        for number in numbers { words[(number - 1) / 64] |= 1 << UInt64(63 - (number - 1) % 64) }
        var count = 1 + (words.lastIndex { $0 != 0 } ?? 0)
        let layout = mode == .faithful ? root["layout"] : nil
        if let told = layout?["bitmaps"]?.number.flatMap({ Int(exactly: $0.coefficient) }) {
            count = max(count, min(told, 3))
        }
        guard count <= program.specification.bitmapsMax else {
            throw fault("/fields", "The specification has fewer bitmaps than the fields need.")
        }
        for index in 0..<count - 1 { words[index] |= 1 << 63 }
        let bytes = words.prefix(count)
            .flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
            }
        return hexText(bytes, program.specification.encodings.bitmap, letterCase: layout?["bitmapCase"]?.text)
    }

    // MARK: - What was not understood

    private func rest() throws(Fault) -> (numbers: [Int], bytes: [UInt8]) {
        guard let rest = root["rest"] else { return ([], []) }
        guard rest.kind == .object else { throw fault("/rest", "The rest has the members fields and bytes.") }
        var numbers: [Int] = []
        for number in rest["fields"]?.children.map({ $0 }) ?? [] {
            numbers.append(try fieldNumber(number.text ?? "", "/rest/fields"))
        }
        guard let bytes = rest["bytes"] else { return (numbers, []) }
        return (numbers, try hexBytes(bytes, "/rest/bytes"))
    }

    func fieldNumber(_ text: String, _ path: String) throws(Fault) -> Int {
        guard let number = Int(text), (1...ISO8583Specification.fieldNumberMax).contains(number),
            number != 1, number != 65, program.numbers[number] == text
        else { throw fault(path, "A field is named by its number, from 2 to 192.") }
        return number
    }

    /// The bytes that a text of hexadecimal digits stands for.
    func hexBytes(_ view: DocumentView, _ path: String) throws(Fault) -> [UInt8] {
        guard view.kind == .text, let bytes = ISO8583Digits.bytes(hex: view.document.bytes[view.node.textRange]) else {
            throw fault(path, "An even number of hexadecimal digits is expected.")
        }
        return bytes
    }
}
