import Canonical
import Glibc

/// What a node's configuration files and environment hold.
struct NodeConfiguration: Sendable {
    let directory: NodeDirectory
    let record: NodeRecord
    let options: PrivateNodeOptions
    let password: Secret

    private static let plugins = [
        "rabbitmq_management", "rabbitmq_prometheus", "rabbitmq_consistent_hash_exchange", "rabbitmq_stream",
    ]

    /// Text of the plugins file.
    var plugins: String {
        "[" + (Self.plugins + options.extraPlugins).joined(separator: ",") + "].\n"
    }

    /// Text of the resolver's file: names come from here alone, so the node asks no DNS server.
    var resolver: String {
        """
        {lookup, [file]}.
        {host, {127,0,0,1}, ["localhost"]}.

        """
    }

    /// Text of `rabbitmq.conf`; holds the password.
    var text: String {
        let ports = record.ports
        let lines = [
            "listeners.tcp.local = 127.0.0.1:\(ports.amqp)",
            "management.tcp.ip = 127.0.0.1",
            "management.tcp.port = \(ports.management)",
            "prometheus.tcp.ip = 127.0.0.1",
            "prometheus.tcp.port = \(ports.prometheus)",
            "stream.listeners.tcp.local = 127.0.0.1:\(ports.stream)",
            "collect_statistics_interval = 1000",
            "management.rates_mode = basic",
            // The collectors look as often as their finest sample is long: 5 s by default, too late for tests.
            "management.sample_retention_policies.global.minute = 1",
            "management.sample_retention_policies.basic.minute = 1",
            "management.sample_retention_policies.detailed.10 = 1",
            "default_user = \(record.user)",
            "default_pass = \(password.reveal())",
            "default_user_tags.administrator = true",
            "loopback_users.\(record.user) = true",
            "vm_memory_high_watermark.relative = 0.4",
            "disk_free_limit.absolute = 50MB",
            "log.file = node.log",
            "log.file.level = info",
            "log.console = false",
        ]
        return (lines + tlsLines + options.extraConfiguration).joined(separator: "\n") + "\n"
    }

    private var tlsLines: [String] {
        guard let port = record.ports.amqps, let files = options.tls else { return [] }
        return [
            "listeners.ssl.local = 127.0.0.1:\(port)",
            "ssl_options.cacertfile = \(files.authorityPath)",
            "ssl_options.certfile = \(files.certificatePath)",
            "ssl_options.keyfile = \(files.keyPath)",
            "ssl_options.verify = verify_peer",
            "ssl_options.fail_if_no_peer_cert = \(files.requiresClientCertificate)",
        ]
    }

    /// The whole environment of the node and of the tools that talk to it.
    var environment: [String: String] {
        let loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
        let threads = "+S \(options.schedulers):\(options.schedulers) +sbwt none"
        // Quorum queues report their counts every 5 s by default: too late for tests and for the balance.
        let reports = "-rabbit quorum_tick_interval 500"
        return [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": directory.homePath,
            NodeDirectory.markerName: directory.path,
            "RABBITMQ_NODENAME": record.nodeName,
            "RABBITMQ_DIST_PORT": String(record.ports.distribution),
            "RABBITMQ_MNESIA_BASE": directory.dataPath,
            "RABBITMQ_LOG_BASE": directory.logPath,
            "RABBITMQ_ENABLED_PLUGINS_FILE": directory.pluginsPath,
            "RABBITMQ_CONFIG_FILE": directory.configurationPath,
            // Names a file that does not exist, so that /etc/rabbitmq/rabbitmq-env.conf has no say here.
            "RABBITMQ_CONF_ENV_FILE": directory.path + "/none",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "\(threads) \(loopback) \(reports)",
            "RABBITMQ_CTL_ERL_ARGS": loopback,
            "ERL_EPMD_PORT": String(record.ports.epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            // A dump would hold messages and passwords, and would lie in the working directory.
            "ERL_CRASH_DUMP_SECONDS": "0",
            "ERL_INETRC": directory.resolverPath,
            // Makes the start script become the Erlang machine instead of waiting for it.
            "RUNNING_UNDER_SYSTEMD": "true",
        ]
    }
}
