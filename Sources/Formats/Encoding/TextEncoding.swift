/// A character encoding of files: bytes to UTF-8 and back, and where characters begin and end.
///
/// Reading and writing are exact: every byte sequence is either one character, which is written back as the same bytes,
/// or is reported as not in the encoding. The 256 scalars of ``ByteEscape`` are never read as characters, so that bytes
/// that are not in the encoding can be kept among the text and come back as they were.
package struct TextEncoding: Sendable {
    /// The name as layouts write it, such as `gb18030-2022`.
    package let name: String
    let coding: Coding
    /// The table of Chinese encodings once more, so that the inner loop takes it without a look at the others.
    private let chinese: GB18030Table?

    /// How the bytes are read.
    enum Coding: Sendable {
        case ascii
        case utf8
        case singleByte(SingleByteTable)
        case gb18030(GB18030Table)
        case utf16(UTF16Form)
        case plugged(any TextCoding)
    }

    init(name: String, coding: Coding) {
        self.name = name
        self.coding = coding
        if case .gb18030(let table) = coding { chinese = table } else { chinese = nil }
    }

    /// Appends the text of bytes as UTF-8.
    ///
    /// - Returns: nil, or the offset of the first byte sequence that is not in the encoding; what lies before it has
    ///   been appended.
    package func decode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        if let chinese { return chinese.decode(bytes, into: &utf8) }
        if case .plugged(let coding) = coding { return coding.decode(bytes, into: &utf8) }
        let capacity = bytes.count * expansion + DecodingStep.slack
        // On the stack for fields, which are short.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { target in
            bytes.withUnsafeBufferPointer { source in
                let step = decode(source, into: target)
                utf8.append(contentsOf: UnsafeBufferPointer(rebasing: target[..<step.written]))
                return step.read < source.count ? step.read : nil
            }
        }
    }

    /// Appends the bytes of a text in UTF-8.
    ///
    /// - Returns: nil, or the offset in the text of the first character that the encoding does not have; what lies
    ///   before it has been appended.
    package func encode(_ utf8: Span<UInt8>, into bytes: inout [UInt8]) -> Int? {
        if case .plugged(let coding) = coding { return coding.encode(utf8, into: &bytes) }
        var index = utf8.appendASCIIRun(from: 0, into: &bytes, isASCII: isASCIICompatible)
        while index < utf8.count {
            let (scalar, length) = utf8.scalar(at: index)
            guard !ByteEscape.contains(scalar), append(scalar, into: &bytes) else { return index }
            index += length
            index = utf8.appendASCIIRun(from: index, into: &bytes, isASCII: isASCIICompatible)
        }
        return nil
    }

    /// The length in bytes of the character that begins at an offset, or of the sequence that has the form of one; what
    /// has no such form, or is cut off by the end, counts as one byte.
    package func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        switch coding {
        case .ascii, .singleByte: return 1
        case .utf8: return UTF8Form.characterLength(in: bytes, at: offset) ?? 1
        case .gb18030: return GB18030Table.characterLength(in: bytes, at: offset)
        case .utf16(let form): return form.characterLength(in: bytes, at: offset)
        case .plugged(let coding): return coding.characterLength(in: bytes, at: offset)
        }
    }

    /// The greatest number of bytes up to a limit that end with a whole character: where a text is cut.
    package func cut(_ bytes: Span<UInt8>, to limit: Int) -> Int {
        guard bytes.count > limit else { return bytes.count }
        var end = 0
        while end < limit {
            let next = end + characterLength(in: bytes, at: end)
            guard next <= limit else { break }
            end = next
        }
        return end
    }

    /// Whether the bytes 0x00 to 0x7F mean ASCII wherever a character begins.
    package var isASCIICompatible: Bool {
        switch coding {
        case .ascii, .utf8, .gb18030: true
        case .singleByte(let table): table.isASCIICompatible
        case .utf16, .plugged: false
        }
    }

    /// Whether a character may have bytes after its first that are also ASCII characters, as `|` in GBK.
    package var hasASCIITrailBytes: Bool {
        if case .gb18030 = coding { return true }
        return false
    }

    /// How many bytes the smallest character has, and so the distance at which line ends are looked for.
    package var unitWidth: Int {
        if case .utf16 = coding { return 2 }
        return 1
    }

    /// The byte order mark with which files of the encoding may begin; empty for those that have none.
    package var byteOrderMark: [UInt8] {
        switch coding {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16(.bigEndian): [0xFE, 0xFF]
        case .utf16(.littleEndian): [0xFF, 0xFE]
        case .gb18030(let table) where table.hasFourBytes: [0x84, 0x31, 0x95, 0x33]
        default: []
        }
    }

    /// How many bytes of UTF-8 one byte can become.
    private var expansion: Int {
        switch coding {
        case .ascii, .utf8: 1
        case .utf16: 2
        case .singleByte, .gb18030, .plugged: 3
        }
    }

    private func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) -> DecodingStep {
        var step = DecodingStep()
        switch coding {
        case .ascii: step.copyASCII(source, into: target)
        case .utf8: UTF8Form.decode(source, into: target, &step)
        case .singleByte(let table): table.decode(source, into: target, &step)
        case .gb18030(let table): table.decode(source, into: target, &step)
        case .utf16(let form): form.decode(source, into: target, &step)
        case .plugged: break
        }
        return step
    }

    /// Appends one scalar; false if the encoding does not have it.
    private func append(_ scalar: UInt32, into bytes: inout [UInt8]) -> Bool {
        switch coding {
        case .ascii:
            guard scalar < 0x80 else { return false }
            bytes.append(UInt8(scalar))
        case .utf8: bytes.appendScalar(scalar)
        case .singleByte(let table): return table.append(scalar, into: &bytes)
        case .gb18030(let table): return table.append(scalar, into: &bytes)
        case .utf16(let form): form.append(scalar, into: &bytes)
        case .plugged: return false
        }
        return true
    }
}
