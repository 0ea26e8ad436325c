package import Canonical

/// Where the descriptions of document types come from: the formats and the canonical schemas.
package protocol DocumentTypes: Sendable {
    /// The names of all document types, for suggestions.
    var names: [String] { get }

    /// The description of a document type such as `mt.103`, `pacs.008.001.08` or `payment.credit-transfer.v2`.
    ///
    /// - Throws: `reference.unknown`.
    func description(of type: String) throws(Fault) -> DocumentDescription

    /// The types that a component's name stands for, each as a description whose root is the component.
    ///
    /// `iso:PostalAddress` is every version of that ISO 20022 type, `mt:50a` every form of that field of FIN,
    /// `canonical:party` the component of the canonical schemas.
    ///
    /// - Throws: `reference.unknown`.
    func components(system: String, name: String) throws(Fault) -> [DocumentDescription]

    /// Whether a shape is what a component's name stands for, so that a part for it can be called.
    ///
    /// The shape is as a description names it, a part by its name, or the alternatives that are left of a choice; the
    /// parts are the description's.
    func isComponent(_ shape: DocumentShape, _ parts: ShapeParts, system: String, name: String) -> Bool

    /// The format of a document type or component, as `carried.FORMAT` names it: `mt`, `iso20022`, `canonical`; nil if
    /// there is no such type.
    func format(of type: String) -> String?

    /// Whether an object of a shape that needs no members can be written without any.
    ///
    /// A choice cannot: one of its members has to be there, which descriptions say of none of them.
    func admitsEmpty(_ shape: DocumentShape) -> Bool
}

extension DocumentTypes {
    package func admitsEmpty(_ shape: DocumentShape) -> Bool { true }
}
