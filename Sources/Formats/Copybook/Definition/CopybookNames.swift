import Canonical

/// Gives every item the name of its member in documents.
///
/// Names stay as the copybook has them. Items without one are `FILLER-1`, `FILLER-2` … within their group, so that each
/// has a path. A name that occurs twice in one group could not be told apart in a document and is refused.
enum CopybookNames {
    static func assign(_ items: inout [CopybookItem], roots: [Int]) throws(Fault) {
        try assign(roots, &items)
        for index in items.indices { try assign(items[index].children, &items) }
    }

    private static func assign(_ siblings: [Int], _ items: inout [CopybookItem]) throws(Fault) {
        var fillers = 0
        var names: Set<String> = []
        for index in siblings {
            if let name = items[index].name {
                items[index].memberName = name
            } else {
                fillers += 1
                items[index].memberName = "FILLER-\(fillers)"
            }
            guard names.insert(items[index].memberName).inserted else {
                throw CopybookFault.definition(
                    items[index].place,
                    "The name \(items[index].memberName) occurs twice in one group.",
                    "Give one of the fields another name."
                )
            }
        }
    }
}
