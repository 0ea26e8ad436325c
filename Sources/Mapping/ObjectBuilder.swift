import Canonical
import ReferenceData

/// Puts an object together and leaves out what is absent or empty.
struct ObjectBuilder {
    private var object: DocumentObject

    /// Begins an object with room for that many members.
    init(capacity: Int = 2) {
        object = DocumentObject(capacity: capacity)
    }

    mutating func add(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        object.appendUnchecked(name: name, value: .text(text))
    }

    mutating func add(_ name: String, _ document: DocumentValue?) {
        guard let document else { return }
        object.appendUnchecked(name: name, value: document)
    }

    mutating func add(_ name: String, lines: [String]) {
        guard !lines.isEmpty else { return }
        object.appendUnchecked(name: name, value: .list(lines.map(DocumentValue.text)))
    }

    mutating func add(_ name: String, list: [DocumentValue]) {
        guard !list.isEmpty else { return }
        object.appendUnchecked(name: name, value: .list(list))
    }

    var document: DocumentValue { .object(object) }

    /// An account: an IBAN if its check digits say so, else whatever it is.
    static func account(_ number: String?) -> DocumentValue? {
        guard let number, !number.isEmpty else { return nil }
        return [IBAN.check(number) == nil ? "iban" : "other": .text(number)]
    }
}
