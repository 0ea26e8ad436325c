package import Canonical

/// What generated identifiers are derived from: a keyed hash, and the identity of the message.
///
/// A retry of the same message derives the same identifiers, and without the key nobody can foretell them.
package struct MessageIdentity: Sendable {
    /// Hashes bytes under a key that only the bus has, such as HMAC-SHA-256.
    package typealias KeyedHash = @Sendable (Span<UInt8>) -> Digest128

    /// The keyed hash.
    package var hash: KeyedHash
    /// What names the message, equal on every retry: its digest or business key.
    package var message: [UInt8]

    /// Makes it.
    package init(message: [UInt8], hash: @escaping KeyedHash) {
        self.message = message
        self.hash = hash
    }
}
