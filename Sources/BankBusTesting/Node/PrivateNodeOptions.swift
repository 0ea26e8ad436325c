/// How a private node is to run; the defaults suit tests.
package struct PrivateNodeOptions: Sendable, Hashable {
    /// The certificate files of an AMQPS listener.
    package struct TLSFiles: Sendable, Hashable {
        /// PEM file with the authorities whose client certificates are accepted.
        package var authorityPath: String
        /// PEM file with the node's certificate.
        package var certificatePath: String
        /// PEM file with the node's private key.
        package var keyPath: String
        /// Whether a client without a certificate is refused.
        package var requiresClientCertificate: Bool

        /// Names the files.
        package init(
            authorityPath: String,
            certificatePath: String,
            keyPath: String,
            requiresClientCertificate: Bool = false
        ) {
            self.authorityPath = authorityPath
            self.certificatePath = certificatePath
            self.keyPath = keyPath
            self.requiresClientCertificate = requiresClientCertificate
        }
    }

    /// Whether the node survives the process that started it; otherwise it is killed when that process ends, however
    /// it ends.
    package var isDetached = false
    /// Whether the directory is removed when the starting process ends; only for nodes that are not detached.
    package var isTemporary = false
    /// Opens an AMQPS listener with these files.
    package var tls: TLSFiles?
    /// Plugins beyond management, prometheus, consistent-hash exchange and stream.
    package var extraPlugins: [String] = []
    /// Lines for `rabbitmq.conf`, such as `consumer_timeout = 60000`; they come last and win.
    package var extraConfiguration: [String] = []
    /// Number of scheduler threads of the Erlang machine.
    package var schedulers = 2
    /// How long the node may take until it answers.
    package var startDeadline: Duration = .seconds(60)
    /// How long an orderly stop may take before the node is killed; an idle 3.10.8 takes 6 s.
    package var stopDeadline: Duration = .seconds(30)
    /// Folder of the server's scripts; nil looks where Debian and the official images have them.
    package var serverDirectory: String?

    /// Makes the default options, to be changed one by one.
    package init() {}
}
