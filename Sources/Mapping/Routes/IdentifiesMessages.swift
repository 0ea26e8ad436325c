package import Canonical

/// Tells messages of a source type apart: by what key, and by which content.
///
/// A route's idempotency key is the business key where there is one; the fingerprint (SHA-256 of
/// ``fingerprintDocument(of:)`` as canonical JSON) then tells a copy (suppressed) from a conflict (dead letter).
package protocol IdentifiesMessages: Sendable {
    /// The key that the sender gives each message once and keeps when it sends the message again.
    ///
    /// - Parameter document: the source as decoded, not yet checked.
    /// - Returns: the key, or nil if the document lacks a part of it.
    func businessKey(of document: DocumentValue) -> String?

    /// The decoded source without what changes when the same message is sent or delivered again.
    ///
    /// - Parameter document: the source as decoded.
    /// - Returns: what the fingerprint is computed from.
    func fingerprintDocument(of document: DocumentValue) -> DocumentValue
}
