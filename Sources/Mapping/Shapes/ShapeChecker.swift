import Canonical

/// Holds documents against shapes.
enum ShapeChecker {
    /// Why a document does not have its shape; the path is collected from the inside out.
    struct Violation: Error {
        var path: [String] = []
        let reason: String
        var code = FaultCode.schemaViolation

        func fault(stage: Stage) -> Fault {
            Fault(
                .message,
                code,
                stage: stage,
                place: Place(path: "/" + path.reversed().joined(separator: "/")),
                reason: reason,
                advice: "The sender has to correct the value."
            )
        }

        /// The path with one more step on its outer side.
        func inside(_ step: String) -> Violation {
            var outer = self
            outer.path.append(step)
            return outer
        }
    }

    static func check(_ document: DocumentValue, _ shape: Shape) throws(Violation) {
        switch shape {
        case .text(let rule): try check(document, rule)
        case .object(let members): try checkObject(document, members)
        case .choice(let members):
            try checkObject(document, members)
            guard document.object?.members.count == 1 else {
                throw Violation(reason: "The object has to have exactly one member.")
            }
        case .list(let item, let max): try checkList(document, item, max)
        }
    }

    private static func check(_ document: DocumentValue, _ rule: TextRule) throws(Violation) {
        guard case .text(let text) = document else { throw Violation(reason: "A text is expected.") }
        guard rule.accepts(text) else { throw Violation(reason: "Expected is \(rule.expectation).") }
    }

    private static func checkObject(_ document: DocumentValue, _ members: [Shape.Member]) throws(Violation) {
        guard case .object(let object) = document else { throw Violation(reason: "An object is expected.") }
        var found: UInt64 = 0
        // Most objects have their members in the order of the shape, so the search goes on where it has ended.
        var cursor = 0
        for index in object.members.indices {
            guard let position = position(of: object.members[index].name, in: members, from: cursor) else {
                // The name comes from the sender and is not shown.
                throw Violation(reason: "The object has a member that its type does not know.")
            }
            cursor = position + 1
            found |= 1 << UInt64(position)
            do throws(Violation) {
                try check(object.members[index].value, members[position].shape)
            } catch {
                throw error.inside(members[position].name)
            }
        }
        for position in members.indices where members[position].isRequired && found & 1 << UInt64(position) == 0 {
            throw Violation(path: [members[position].name], reason: "The member is missing.")
        }
    }

    private static func position(of name: String, in members: [Shape.Member], from cursor: Int) -> Int? {
        for position in cursor..<members.count where members[position].name == name { return position }
        for position in 0..<min(cursor, members.count) where members[position].name == name { return position }
        return nil
    }

    private static func checkList(_ document: DocumentValue, _ item: Shape, _ max: Int) throws(Violation) {
        guard case .list(let items) = document else { throw Violation(reason: "A list is expected.") }
        guard (1...max).contains(items.count) else { throw Violation(reason: "Expected are 1 to \(max) values.") }
        for (number, value) in items.enumerated() {
            do throws(Violation) {
                try check(value, item)
            } catch {
                throw error.inside(String(number))
            }
        }
    }
}
