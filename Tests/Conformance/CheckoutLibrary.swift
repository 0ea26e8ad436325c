package import Canonical
import Foundation
package import Formats

/// The definitions in the folder `schemas` of this checkout.
package struct CheckoutLibrary: DefinitionLibrary {
    /// The checkout's folder `schemas`.
    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "schemas").path(percentEncoded: false)

    package init() {}

    package func file(_ path: String) throws(Fault) -> DefinitionFile {
        do {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(Self.folder)/\(path)")))
            return DefinitionFile(name: URL(filePath: path).lastPathComponent, bytes: bytes)
        } catch {
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "There is no definition \(path).")
        }
    }

    package func files(in folder: String) throws(Fault) -> [String] {
        // A folder that is not there has no files.
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(folder)")) ?? []).sorted()
    }
}
