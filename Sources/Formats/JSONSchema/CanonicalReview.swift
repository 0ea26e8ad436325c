package import Canonical

/// Checks that a canonical type says what everybody relies on: a meaning for each member, a data class that it has of its
/// own or from what is around it, and which members there are.
///
/// Objects that take any member are allowed in one place only: under `carried`, in the shape of another format.
package struct CanonicalReview {
    /// The name of the member below which objects may be open.
    package static let carriedName = "carried"

    private let description: DocumentDescription
    private var findings = Findings()
    private var met: Set<Part> = []
    private var waiting: [Part] = []

    /// A part, at one of the paths that lead to it; it is reviewed once within `carried` and once outside of it.
    private struct Part: Hashable {
        var name: String
        var isCarried: Bool
        var path: String

        static func == (left: Part, right: Part) -> Bool {
            left.name == right.name && left.isCarried == right.isCarried
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(isCarried)
        }
    }

    /// Reviews a type; each thing that is missing becomes a finding of severity error with its path.
    package static func review(_ description: DocumentDescription) -> Findings {
        var review = CanonicalReview(description)
        if description.dataClass == nil { review.note("schema.data-class", "", "The type has no data class.") }
        if description.summary.isEmpty { review.note("schema.description", "", "The type has no description.") }
        review.check(description.root, "", isCarried: false)
        while let part = review.waiting.popLast() {
            review.check(description.resolved(.part(part.name)), part.path, isCarried: part.isCarried)
        }
        return review.findings
    }

    private init(_ description: DocumentDescription) {
        self.description = description
    }

    private mutating func check(_ shape: DocumentShape, _ path: String, isCarried: Bool) {
        switch shape {
        case .part(let name):
            let part = Part(name: name, isCarried: isCarried, path: path)
            if met.insert(part).inserted { waiting.append(part) }
        case .object(let members, let isOpen):
            if isOpen, !isCarried { note("schema.open", path, "It takes members that are not described.") }
            for member in members { check(member, "\(path)/\(member.name)", isCarried: isCarried) }
        case .list(let item, _, _): check(item, "\(path)/*", isCarried: isCarried)
        case .map(let value):
            if !isCarried { note("schema.open", path, "It takes members that are not described.") }
            check(value, "\(path)/*", isCarried: isCarried)
        case .choice(let shapes): for shape in shapes { check(shape, path, isCarried: isCarried) }
        case .any: note("schema.any", path, "It takes any value.")
        default: break
        }
    }

    private mutating func check(_ member: DocumentMember, _ path: String, isCarried: Bool) {
        if member.summary.isEmpty { note("schema.description", path, "The member has no description.") }
        check(member.shape, path, isCarried: isCarried || member.name == Self.carriedName)
    }

    private mutating func note(_ code: String, _ path: String, _ message: String) {
        findings.add(Finding(.error, code, at: Place(path: path.isEmpty ? "/" : path), message))
    }
}
