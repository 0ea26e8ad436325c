/// Whom to trust and what to show in a TLS handshake; files are PEM.
///
/// The server's certificate and host name are always verified: there is no switch to turn that off.
package struct TLSSettings: Sendable, Hashable {
    /// The authorities to trust; nil for those that the operating system trusts.
    package var authorityFile: String?
    /// The client's own certificate chain, for SASL EXTERNAL or a broker that demands one.
    package var certificateFile: String?
    /// The private key to it.
    package var keyFile: String?

    /// Makes settings; a client certificate needs its key and the other way round.
    package init(authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}
