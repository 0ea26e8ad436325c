import Canonical
import Mapping

/// A note of an old system in two versions, with objects in between, and the memo that it is as a canonical type.
enum InventedNotes {
    private static func text(_ max: Int?) -> DocumentShape { .text(TextShape(lengthMax: max)) }

    private static func object(_ members: DocumentMember...) -> DocumentShape { .object(members, isOpen: false) }

    private static func needed(_ name: String, _ shape: DocumentShape) -> DocumentMember {
        DocumentMember(name, shape, isRequired: true)
    }

    static func note(isNew: Bool) -> DocumentDescription {
        var extra: [DocumentMember] = []
        if isNew { extra.append(DocumentMember("Extra", .part("extra"))) }
        let inst =
            isNew
            ? object(DocumentMember("Bic", text(11)), DocumentMember("Name", text(70)))
            : object(DocumentMember("Bei", text(11)), DocumentMember("Name", text(70)))
        let service = DocumentShape.part("service")
        let root = object(
            needed(
                "Note",
                .object(
                    [
                        needed("Head", .part("head")),
                        DocumentMember("Owner", .part("owner")),
                        DocumentMember("Kind", .part("kind")),
                        DocumentMember("Service", isNew ? .list(service, min: 1, max: nil) : service),
                        DocumentMember("Type", isNew ? .part("type") : text(4)),
                    ] + extra,
                    isOpen: false
                )
            )
        )
        return DocumentDescription(
            name: isNew ? "note.v2" : "note.v1",
            summary: "A note.",
            root: root,
            parts: [
                "head": object(needed("Id", text(16)), DocumentMember("When", .text(TextShape(.date)))),
                "owner": object(needed("Inst", .part("inst")), DocumentMember("Branch", .part("branch"))),
                "inst": inst,
                "branch": object(DocumentMember("Id", text(35))),
                "kind": object(needed("Choice", .part("kindChoice")), DocumentMember("Issuer", text(35))),
                "kindChoice": object(DocumentMember("Code", text(4)), DocumentMember("Own", text(35))),
                "service": object(DocumentMember("Code", text(4))),
                "type": object(DocumentMember("Code", text(4)), DocumentMember("Own", text(35))),
                "extra": object(DocumentMember("Text", text(35))),
            ]
        )
    }

    private static let carried = DocumentMember("carried", object(DocumentMember("old", .object([], isOpen: true))))

    static let memo = DocumentDescription(
        name: "memo.v1",
        summary: "A memo.",
        root: object(
            DocumentMember("head", .part("memoHead")),
            DocumentMember("owner", .part("memoOwner")),
            DocumentMember("kind", .part("memoKind")),
            DocumentMember("services", .list(.part("memoService"), min: 0, max: nil)),
            DocumentMember("type", .part("memoType")),
            carried
        ),
        parts: [
            "memoHead": object(DocumentMember("id", text(16)), DocumentMember("when", .text(TextShape(.date)))),
            "memoOwner": object(
                DocumentMember("bic", text(11)),
                DocumentMember("name", text(70)),
                DocumentMember("branch", .part("memoBranch"))
            ),
            "memoBranch": object(DocumentMember("id", text(35))),
            "memoKind": object(
                DocumentMember("code", text(4)),
                DocumentMember("own", text(35)),
                DocumentMember("issuer", text(35))
            ),
            "memoService": object(DocumentMember("code", text(4))),
            "memoType": object(DocumentMember("code", text(4)), DocumentMember("own", text(35))),
        ]
    )

    /// Parts for both versions, as a library has them.
    static let library = """
        library note-parts version 1
        "What notes consist of."
        part head: old:head <-> new:memoHead {
            Id   <-> id, refuse
            When <-> when
        }
        part branch: old:branch <-> new:memoBranch { Id <-> id }
        part owner: old:owner <-> new:memoOwner {
            Inst.Bic?  <-> bic
            Inst.Bei?  <-> bic
            Inst.Name  <-> name
            Branch     <-> branch : branch
        }
        part kind: old:kind <-> new:memoKind {
            Choice.Code <-> code
            Choice.Own  <-> own
            Issuer      <-> issuer
        }
        part service: old:service <-> new:memoService { Code <-> code }
        part type: old:type <-> new:memoType { Code <-> code; Own <-> own }
        """

    /// The mapping of both versions.
    static let mapping = """
        mapping note-memo version 1
        "Notes as memos, both ways."
        between n: note.v1 | note.v2 and m: memo.v1
        use note-parts

        n.Note.Head    <-> m.head : head, refuse
        n.Note.Owner   <-> m.owner : owner
        n.Note.Kind    <-> m.kind : kind
        n.Note.Service <-> m.services : service
        n.Note.Type?   <-> m.type.code
        n.Note.Type?   <-> m.type : type
        carry n.Note.Extra?
        """
}
