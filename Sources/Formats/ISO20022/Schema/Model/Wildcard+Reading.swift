extension Wildcard {
    /// Reads the values of `namespace` and `processContents`; nil if one of them is none.
    init?(namespaces: [String], _ processing: String) {
        switch processing {
        case "strict": self.processing = .strict
        case "lax": self.processing = .lax
        case "skip": self.processing = .skip
        default: return nil
        }
        switch namespaces {
        case ["##any"]: self.namespaces = .any
        case ["##other"]: self.namespaces = .other
        default:
            guard !namespaces.isEmpty, !namespaces.contains(where: { $0.hasPrefix("##") && $0 != "##local" }) else {
                return nil
            }
            self.namespaces = .listed(namespaces.map { $0 == "##local" ? "" : $0 })
        }
    }
}
