package import Canonical

/// Checks that a canonical type says what everybody relies on: a meaning and a data class for each member, and which
/// members there are.
///
/// Objects that take any member are allowed in one place only: under `carried`, in the shape of another format.
package struct CanonicalReview {
    /// The name of the member below which objects may be open.
    package static let carriedName = "carried"

    private let description: DocumentDescription
    private var findings = Findings()
    private var seen: Set<String> = []

    /// Reviews a type; each thing that is missing becomes a finding of severity error with its path.
    package static func review(_ description: DocumentDescription) -> Findings {
        var review = CanonicalReview(description)
        if description.dataClass == nil { review.note("schema.data-class", "", "The type has no data class.") }
        if description.summary.isEmpty { review.note("schema.description", "", "The type has no description.") }
        review.check(description.root, "", isCarried: false)
        return review.findings
    }

    private init(_ description: DocumentDescription) {
        self.description = description
    }

    private mutating func check(_ shape: DocumentShape, _ path: String, isCarried: Bool) {
        switch shape {
        case .part(let name):
            // A part is reviewed once for each way of being reached: within `carried` and outside of it.
            guard seen.insert("\(name) \(isCarried)").inserted else { return }
            check(description.resolved(shape), path, isCarried: isCarried)
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
