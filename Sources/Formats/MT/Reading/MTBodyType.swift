/// Which message type a body without blocks is, by its surroundings or else by its fields.
enum MTBodyType {
    static func guess(_ bytes: Span<UInt8>, _ scan: MTScan, _ frame: MTFrame, _ options: MTOptions) -> Int? {
        if let type = options.bodyType ?? frame.type { return type }
        guard frame.container == .body else { return nil }
        return headerType(bytes, frame.before) ?? typeByFields(scan)
    }

    /// A line before the first field that begins with three digits, as `940` in the headers of some banks.
    private static func headerType(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var lines = MTLines(range.lowerBound, range.upperBound)
        while let line = lines.next(in: bytes) {
            var number = 0
            var index = line.start
            while index < line.end, index - line.start < 4, bytes[index] &- 0x30 <= 9 {
                number = number * 10 + Int(bytes[index] &- 0x30)
                index += 1
            }
            let isWhole = index == line.end || bytes[index] == 0x20
            if index - line.start == 3, isWhole, number >= 100 { return number }
        }
        return nil
    }

    /// The statements have fields that no other message has; payments are told by theirs.
    private static func typeByFields(_ scan: MTScan) -> Int {
        let has = { (tag: String) in
            guard let key = MTTag(tag)?.key else { return false }
            return scan.fields.contains { $0.key == key }
        }
        if has("34F") || has("90D") || has("90C") { return 942 }
        if has("23B") { return 103 }
        if has("58A") || has("58D") { return 202 }
        return 940
    }
}
