import Canonical

/// Members of documents under the names of a definition.
///
/// A document has one table of names. The second part of a message brings a table of its own only if the names of the
/// first one lie at the same places in it; else its names are written into the document.
extension MessageParser {
    /// Opens a container under a name of the definition.
    @inline(__always)
    mutating func beginMember(_ kind: DocumentNode.Kind, _ name: DocumentName, _ definition: CompiledDefinition) {
        if usesOwnNames, name != .none {
            builder.begin(kind, ownName: ownName(name, definition).span)
        } else {
            builder.begin(kind, name)
        }
    }

    /// Adds a text under a name of the definition.
    @inline(__always)
    mutating func addMember(_ name: DocumentName, _ value: Span<UInt8>, _ definition: CompiledDefinition) {
        if usesOwnNames, name != .none {
            builder.text(ownName: ownName(name, definition).span, value)
        } else {
            builder.text(name, value)
        }
    }

    private func ownName(_ name: DocumentName, _ definition: CompiledDefinition) -> [UInt8] {
        Array(definition.names.bytes[Int(name.start)..<Int(name.start) + Int(name.length)])
    }
}
