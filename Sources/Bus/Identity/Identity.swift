package import Canonical
import Crypto

/// Names for messages, units, keys and outputs, each a SHA-256 over length-prefixed parts.
///
/// They depend on nothing but the message and the place that it is at: whoever computes one again, after a crash or on
/// another host, gets the same.
package enum Identity {
    /// Names what a sender sent: message id and content.
    ///
    /// Content is the fingerprint of the input for messages that the bus made (a repaired mapping may write other bytes),
    /// else the body.
    package static func edge(messageID: String?, fingerprint: String?, body: [UInt8]) -> Digest128 {
        let content = fingerprint.map { Array($0.utf8) } ?? sha256(body)
        return digest(Array((messageID ?? "").utf8), content)
    }

    /// Names the unit of the books: what was sent, at one queue, in one generation.
    package static func unit(queue: String, edge: Digest128, generation: String) -> Digest128 {
        digest(Array(queue.utf8), edge.bytes, Array(generation.utf8))
    }

    /// Names an idempotency key within its scope.
    package static func key(scope: String, key: String, generation: String) -> Digest128 {
        digest(Array(scope.utf8), Array(key.utf8), Array(generation.utf8))
    }

    /// The message id of a route's output: not of message id, time, attempt or mapping version.
    package static func output(route: String, key: Digest128, number: Int) -> String {
        digest(Array("output".utf8), Array(route.utf8), key.bytes, Array(String(number).utf8)).description
    }

    /// The id of a replay: of the letter, of how often it had failed, and of the instant.
    package static func replay(of letter: Digest128, attempts: Int, at time: Timestamp) -> String {
        digest(Array("replay".utf8), letter.bytes, Array("\(attempts) \(time)".utf8)).description
    }

    /// SHA-256 of a document as canonical JSON.
    package static func fingerprint(of document: DocumentValue) -> [UInt8] {
        sha256(document.canonicalJSONBytes())
    }

    /// The hash from which mappings derive identifiers: HMAC-SHA-256 (RFC 2104), cut to 128 bits.
    ///
    /// Whoever does not know the key cannot foretell them.
    package static func keyedHash(key: [UInt8]) -> @Sendable (Span<UInt8>) -> Digest128 {
        let key = SymmetricKey(data: key)
        return { bytes in
            let code = bytes.withUnsafeBytes { HMAC<SHA256>.authenticationCode(for: $0, using: key) }
            return code.withUnsafeBytes { bytes in
                Digest128(
                    high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
        }
    }

    /// SHA-256 of bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }

    private static func digest(_ parts: [UInt8]...) -> Digest128 {
        // One buffer and one call: the parts are short, and each call costs more than hashing them.
        var input: [UInt8] = []
        input.reserveCapacity(parts.reduce(0) { $0 + 8 + $1.count })
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { input.append(contentsOf: $0) }
            input += part
        }
        return SHA256.hash(data: input)
            .withUnsafeBytes { bytes in
                Digest128(
                    high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits a byte.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            digits.append(Self.digit(byte >> 4))
            digits.append(Self.digit(byte & 0x0F))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
