package import Canonical

/// The types in which messages travel within the bus: the JSON Schemas in `schemas/canonical/`.
///
/// A type is named after its file, such as `payment.credit-transfer.v2`. The files whose names begin with `parts.` hold
/// components that types share, and are no types; types refer to them and not to each other. All files are read when this
/// is made; types are compiled when they are asked for.
package struct CanonicalTypes: Sendable {
    /// The folder of the types below `schemas/`.
    package static let folder = "canonical"
    /// The folder of the events in JSON that other systems send.
    package static let eventFolder = "events"
    private static let suffix = ".schema.json"
    private static let partsPrefix = "parts."

    /// The names of the types, sorted.
    package let names: [String]
    private let schemas: [String: DocumentValue]

    /// Reads the schemas of a library.
    ///
    /// - Throws: what the library throws, and `configuration.invalid` for a file that is no JSON.
    package init(_ library: any DefinitionLibrary, folder: String = folder) throws(Fault) {
        var files: [DefinitionFile] = []
        for name in try library.files(in: folder) where name.hasSuffix(Self.suffix) {
            files.append(try library.file("\(folder)/\(name)"))
        }
        try self.init(files)
    }

    /// Takes schemas from files, such as those of a user.
    ///
    /// - Throws: `configuration.invalid` for a file that is no JSON.
    package init(_ files: [DefinitionFile]) throws(Fault) {
        var schemas: [String: DocumentValue] = [:]
        for file in files { schemas[Self.typeName(file.name)] = try Self.value(of: file) }
        self.schemas = schemas
        names = schemas.keys.filter { !$0.hasPrefix(Self.partsPrefix) }.sorted()
    }

    /// The types with some more files, which replace those of the same name.
    package func adding(_ files: [DefinitionFile]) throws(Fault) -> CanonicalTypes {
        var schemas = schemas
        for file in files { schemas[Self.typeName(file.name)] = try Self.value(of: file) }
        return CanonicalTypes(schemas)
    }

    private init(_ schemas: [String: DocumentValue]) {
        self.schemas = schemas
        names = schemas.keys.filter { !$0.hasPrefix(Self.partsPrefix) }.sorted()
    }

    /// The name of the type that a file describes.
    package static func typeName(_ fileName: String) -> String {
        fileName.hasSuffix(suffix) ? String(fileName.dropLast(suffix.count)) : fileName
    }

    /// The schema as written.
    ///
    /// - Throws: `reference.unknown` with the names there are.
    package func document(ofType type: String) throws(Fault) -> DocumentValue {
        guard let schema = schemas[type] else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "There is no canonical type of this name.",
                advice: "There are: \(names.joined(separator: ", "))."
            )
        }
        return schema
    }

    /// The schema, compiled so that documents can be checked against it.
    ///
    /// - Throws: `reference.unknown` for a name that is none, `configuration.invalid` for a schema that cannot be used.
    package func schema(ofType type: String) throws(Fault) -> JSONSchema {
        try JSONSchema(try document(ofType: type), definitions: parts)
    }

    /// What documents of the type look like, for mappings to be checked against.
    ///
    /// - Throws: `reference.unknown` for a name that is none, `configuration.invalid` for a schema that cannot be used.
    package func description(ofType type: String) throws(Fault) -> DocumentDescription {
        try DocumentDescription(jsonSchema: try document(ofType: type), definitions: parts)
    }

    /// The newest version of the type that comes after this one; nil if there is none.
    package func successor(of type: String) -> String? {
        guard let version = CanonicalVersion(type) else { return nil }
        var newest: (name: String, version: CanonicalVersion)?
        for name in names {
            guard let other = CanonicalVersion(name), other.supersedes(newest?.version ?? version) else { continue }
            newest = (name, other)
        }
        return newest?.name
    }

    private var parts: [String: DocumentValue] { schemas.filter { $0.key.hasPrefix(Self.partsPrefix) } }

    private static func value(of file: DefinitionFile) throws(Fault) -> DocumentValue {
        do throws(Fault) {
            return try DocumentValue(json: file.bytes)
        } catch {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                place: error.place,
                reason: "The schema \(file.name) is no JSON. \(error.reason)"
            )
        }
    }
}
