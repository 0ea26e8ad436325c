/// Which of the guidelines of a message a document follows.
///
/// CBPR+ has several for one message: the business service of the header tells them apart (`swift.cbprplus.stp.03`),
/// and where there is no header, a cover payment is known by the customer transfer that it covers.
enum UsageVariant {
    private static let services: [(word: String, suffix: String)] = [
        (".stp.", "_stp"), (".adv.", "_adv"), (".cov.", "_cov"),
    ]

    /// The key of the rules for a document: the message's kind and, if there are rules for it, the variant.
    static func message(_ messageName: String, _ query: DocumentQuery, known: [String: MessageUsage]) -> String {
        let kind = messageName.split(separator: ".").prefix(2).joined(separator: ".")
        for variant in services where known[kind + variant.suffix] != nil {
            if hasService(variant.word, query) { return kind + variant.suffix }
        }
        let cover = RulePath("/Document/FICdtTrf/CdtTrfTxInf/UndrlygCstmrCdtTrf")
        let hasCover = cover.map { query.exists($0, from: 0) } ?? false
        return hasCover && known[kind + "_cov"] != nil ? kind + "_cov" : kind
    }

    private static func hasService(_ word: String, _ query: DocumentQuery) -> Bool {
        guard let path = RulePath("/AppHdr/BizSvc") else { return false }
        return query.values(path, from: 0).contains { ByteSearch.contains($0.text, Array(word.utf8)[...]) }
    }
}
