/// A path to elements of a document, seen from an element.
///
/// `PmtId/InstrId` begins at the element, `.` is the element itself, `/AppHdr/BizMsgIdr` begins at the message, and
/// `//BICFI` is every element of that name in it. `*` is any element; `@Ccy` an attribute. A path leads through lists
/// to all that is in them.
struct RulePath: Sendable, Hashable {
    /// Where a path begins.
    enum Start: Sendable, Hashable {
        case element
        case message
        case anywhere
    }

    /// A step of a path.
    enum Step: Sendable, Hashable {
        case any
        case name([UInt8])
    }

    /// Where it begins.
    let start: Start
    /// Its steps.
    let steps: [Step]

    /// Reads a path; nil if the text is none.
    init?(_ text: String) {
        var rest = Substring(text)
        if rest.hasPrefix("//") {
            start = .anywhere
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("/") {
            start = .message
            rest = rest.dropFirst()
        } else {
            start = .element
        }
        guard text != "." else {
            steps = []
            return
        }
        var steps: [Step] = []
        for part in rest.split(separator: "/", omittingEmptySubsequences: false) {
            let name = part.hasPrefix("@") ? part.dropFirst() : part
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) || part == "*" else { return nil }
            steps.append(part == "*" ? .any : .name(Array(name.utf8)))
        }
        // A search needs a name to begin with.
        if start == .anywhere, steps.first == .any { return nil }
        self.steps = steps
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_")
    }
}

extension RulePath {
    /// The path of a message's root element.
    init(root: [UInt8]) {
        start = .message
        steps = [.name(Array("Document".utf8)), .name(root)]
    }
}
