import Canonical

/// Reads the facets of a type of text: `length 1..35`, `totalDigits 18`, `codes A B C`, `pattern …`.
enum CompactFacets {
    /// The facets in the first line of a definition, behind name and base, and in the lines below it.
    static func read(_ block: [CompactLine]) throws(Fault) -> [SchemaFacet] {
        var facets: [SchemaFacet] = []
        var codes: [String]?
        for (number, line) in block.enumerated() {
            if number > 0, line.words[0] == "pattern" {
                facets.append(.pattern([String(line.text.dropFirst("pattern ".count))]))
                continue
            }
            var words = line.words[(number == 0 ? 2 : 0)...]
            while codes == nil, let name = words.popFirst() {
                if name == "codes" {
                    codes = []
                } else {
                    guard let value = words.popFirst() else {
                        throw SchemaFault.unusable("has a facet without a value", at: line.origin)
                    }
                    facets += try facet(name, value, at: line.origin)
                }
            }
            codes?.append(contentsOf: words)
        }
        guard let codes else { return facets }
        guard !codes.isEmpty else {
            throw SchemaFault.unusable("has no codes where some are expected", at: block[0].origin)
        }
        return facets + [.enumeration(codes)]
    }

    private static func facet(_ name: String, _ value: String, at origin: SchemaOrigin) throws(Fault) -> [SchemaFacet] {
        if name == "length", let range = CountRange(value) {
            return (range.min.map { [.lengthMin($0)] } ?? []) + (range.max.map { [.lengthMax($0)] } ?? [])
        }
        guard let facet = try SchemaFacet(name: name, value: value, at: origin) else {
            throw SchemaFault.unusable("has a facet \(name) that is none", at: origin)
        }
        return [facet]
    }
}
