/// `1..35`, `1..` or `..35`.
struct CountRange {
    let min: Int?
    let max: Int?

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].isEmpty else { return nil }
        guard !parts[0].hasPrefix("-"), !parts[2].hasPrefix("-"), parts[0].isEmpty || Int(parts[0]) != nil,
            parts[2].isEmpty || Int(parts[2]) != nil
        else { return nil }
        min = Int(parts[0])
        max = Int(parts[2])
    }
}
