/// Tells ISO 20022 from other inputs by its first bytes.
enum BeginningOfXML {
    static func recognise(_ beginning: Span<UInt8>) -> Recognition {
        guard let encoding = try? XMLEncoding.of(beginning) else { return .possible }
        let even = encoding == .utf8 || encoding == .latin1 ? beginning.count : beginning.count / 2 * 2
        guard let text = encoding.decode(beginning.extracting(0..<even)) else { return .no }
        let bytes = text.span
        var index = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count, XMLCharacters.isBlank(bytes[index]) { index += 1 }
        if has("urn:iso:std:iso:20022:", bytes) { return .certain }
        let hasParts = has("AppHdr", bytes) || has("Document", bytes)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "<") else { return hasParts ? .possible : .no }
        return hasParts ? .likely : .possible
    }

    private static func has(_ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        for start in 0...bytes.count - length where XMLScanner.equal(bytes.extracting(start..<start + length), text) {
            return true
        }
        return false
    }
}
