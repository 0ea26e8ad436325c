/// How a scanner goes from one character to the next.
protocol RowStep {
    /// The unit of the character at an offset that is within the bytes, and its length; characters of several bytes have
    /// a unit that nothing else has.
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int)

    /// Where the next character stands from an offset on that may have a meaning, and whether all before it are known to
    /// be ASCII.
    func skip(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> (index: Int, isASCII: Bool)
}

/// Steps over encodings in which no character holds the bytes of those with a meaning.
struct ByteStep: RowStep {
    let stops: RowStops

    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        (UInt32(bytes[index]), 1)
    }

    @inline(__always)
    func skip(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> (index: Int, isASCII: Bool) {
        stops.find(bytes, from: index)
    }
}

/// Steps over GBK and GB 18030, in which `|` and others may be the second byte of a character.
struct ChineseStep: RowStep {
    let stops: RowStops

    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        let byte = bytes[index]
        if byte < 0x80 { return (UInt32(byte), 1) }
        return (.max, GB18030Table.characterLength(in: Span(_unsafeElements: bytes), at: index))
    }

    @inline(__always)
    func skip(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> (index: Int, isASCII: Bool) {
        stops.find(bytes, from: index)
    }
}

/// Steps over UTF-16.
struct UTF16Step: RowStep {
    let form: UTF16Form

    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        guard index + 2 <= bytes.count else { return (.max, 1) }
        return (form.unit(bytes[index], bytes[index + 1]), 2)
    }

    @inline(__always)
    func skip(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> (index: Int, isASCII: Bool) {
        (index, false)
    }
}
