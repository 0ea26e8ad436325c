import Canonical

/// Which message type a body without blocks is, by its surroundings or else by its fields.
enum MTBodyType {
    static func guess(_ bytes: Span<UInt8>, _ scan: borrowing MTScan, _ frame: MTFrame, _ options: MTOptions) -> Int? {
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
    private static func typeByFields(_ scan: borrowing MTScan) -> Int {
        if has(["34F", "90D", "90C"], scan) { return 942 }
        if has(["23B"], scan) { return 103 }
        if has(["58A", "58D"], scan) { return 202 }
        return 940
    }

    private static func has(_ tags: [String], _ scan: borrowing MTScan) -> Bool {
        let keys = tags.compactMap { MTTag($0)?.key }
        for index in scan.fields.indices where keys.contains(scan.fields[index].key) { return true }
        return false
    }
}
