/// The name of a canonical type taken apart: `payment.credit-transfer.v2.1` is version 2.1 of `payment.credit-transfer`.
///
/// A version of another number is another type. One of the same number with a higher second number reads all that those
/// before it could be.
package struct CanonicalVersion: Sendable, Hashable {
    /// The name without the version.
    package var type: String
    /// The number after `v`.
    package var major: Int
    /// The number behind it; 0 where there is none.
    package var minor: Int

    /// Takes a name apart; nil if it does not end with a version.
    package init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = parts.lastIndex(where: { $0.hasPrefix("v") && Int($0.dropFirst()) != nil }),
            last > 0, last >= parts.count - 2,
            let major = Int(parts[last].dropFirst())
        else { return nil }
        guard let minor = last == parts.count - 1 ? 0 : Int(parts[last + 1]) else { return nil }
        type = parts[..<last].joined(separator: ".")
        self.major = major
        self.minor = minor
    }

    /// Whether it is a later version of the same type.
    package func supersedes(_ other: CanonicalVersion) -> Bool {
        type == other.type && (major, minor) > (other.major, other.minor)
    }
}
