import Canonical
import Formats

/// A document with each of its values in turn replaced by what no writer expects there.
struct DocumentVariants {
    /// One changed document: where, and what it is now.
    struct Variant {
        let path: String
        /// What stands at the path now.
        let stranger: DocumentValue
        /// The whole document.
        let value: DocumentValue
    }

    private(set) var all: [Variant] = []

    init(of document: DocumentValue) {
        change(document, path: "") { $0 }
    }

    /// Makes the variants of a value; `whole` puts a changed value back into the document.
    private mutating func change(
        _ value: DocumentValue,
        path: String,
        _ whole: @escaping (DocumentValue) -> DocumentValue
    ) {
        for stranger: DocumentValue in [.number(Number(9_999_999)), .null, [:], [[:]]] where stranger != value {
            all.append(Variant(path: path, stranger: stranger, value: whole(stranger)))
        }
        switch value {
        case .object(let object):
            var more = object
            more["unexpected"] = "x"
            all.append(Variant(path: path + "/unexpected", stranger: "x", value: whole(.object(more))))
            for member in object.members {
                change(member.value, path: "\(path)/\(member.name)") { changed in
                    var object = object
                    object[member.name] = changed
                    return whole(.object(object))
                }
            }
        case .list(let items):
            for index in items.indices {
                change(items[index], path: "\(path)/\(index)") { changed in
                    var items = items
                    items[index] = changed
                    return whole(.list(items))
                }
            }
        case .text, .number, .boolean, .null: break
        }
    }

    /// The paths of the variants that a format writes in such a way that the change is lost.
    ///
    /// Each variant has to be refused with a path, or to be what is read again; an empty object or list of layout facts
    /// or parts says the same as none.
    static func lost(in documents: [DocumentValue], format: any Format) -> [String] {
        var lost: [String] = []
        for (index, document) in documents.enumerated() {
            for variant in DocumentVariants(of: document).all {
                var changed = documents
                changed[index] = variant.value
                do throws(Fault) {
                    let bytes = try format.encodeAll(changed.map { Document($0) }).bytes
                    let again = try format.decodeAll(bytes).documents.map { plain($0.value) }
                    guard again != changed.map({ plain($0) }) else { continue }
                    let isWithoutFacts = variant.path.hasSuffix("/layout") && variant.stranger == [:]
                    let without = try format.encodeAll(changed.map { Document(plain($0)) }).bytes
                    if !isWithoutFacts || without != bytes {
                        lost.append("\(index)\(variant.path): \(variant.stranger)")
                    }
                } catch {
                    if error.stage == .encode, error.place?.path != nil { continue }
                    lost.append("\(index)\(variant.path): \(error)")
                }
            }
        }
        return lost
    }

    /// Without empty objects and lists as members.
    private static func plain(_ value: DocumentValue) -> DocumentValue {
        switch value {
        case .object(let object):
            var plainObject = DocumentObject()
            for member in object.members {
                let value = plain(member.value)
                if value != [:] && value != [] { plainObject[member.name] = value }
            }
            return .object(plainObject)
        case .list(let items): return .list(items.map { plain($0) })
        case .text, .number, .boolean, .null: return value
        }
    }
}
