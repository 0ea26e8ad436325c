import AMQP
import Bus
import Canonical
import Foundation
import Yams

/// Reads the configuration file; whatever is not understood is refused with file, line and what is allowed.
struct ConfigurationReader {
    private let file: String
    private let folder: URL
    private let secrets: SecretReader

    /// The greatest size of a configuration file.
    private static let bytesMax = 4 * 1024 * 1024

    /// Reads a file.
    static func read(_ file: String) throws(Fault) -> BusConfiguration {
        let url = URL(filePath: file)
        // Whatever the reason, the sentence names the file and the user can look.
        guard let data = try? Data(contentsOf: url), data.count <= bytesMax else {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                place: Place(path: file),
                reason: "The configuration file cannot be read.",
                advice: "Name it with --config FILE."
            )
        }
        return try read(
            String(decoding: data, as: UTF8.self),
            file: file,
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// Reads the text of a file.
    static func read(_ text: String, file: String, environment: [String: String]) throws(Fault) -> BusConfiguration {
        let folder = URL(filePath: file).deletingLastPathComponent()
        let reader = ConfigurationReader(
            file: file,
            folder: folder,
            secrets: SecretReader(environment: environment, folder: folder)
        )
        return try reader.configuration(try reader.parse(text))
    }

    // MARK: - Sections

    private func parse(_ text: String) throws(Fault) -> Node {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Fault(
                    .message,
                    .configurationInvalid,
                    stage: .setup,
                    place: Place(path: file),
                    reason: "The configuration is empty."
                )
            }
            return node
        } catch let fault as Fault {
            throw fault
        } catch {
            // Only the line: the parser's own text quotes it, and it may hold a password.
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                place: Place(line: Self.line(of: error), path: file),
                reason: "The configuration is not YAML.",
                advice: "Look for a missing quote, bracket or colon, or a tab, at or before this line."
            )
        }
    }

    private static func line(of error: any Error) -> Int? {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    private func configuration(_ node: Node) throws(Fault) -> BusConfiguration {
        let root = try YAMLMapping(
            node,
            file: file,
            path: "",
            keys: [
                "broker", "store", "retry", "books", "archive", "stop", "limits", "mappings", "routes", "workers",
                "subscribers",
            ]
        )
        let limits = try limits(root.optional("limits"))
        var configuration = BusConfiguration(
            file: file,
            broker: try broker(try root.required("broker"), limits: limits),
            store: "",
            retention: .seconds(7 * 86_400),
            retry: .standard,
            isUpstreamClosed: false,
            isArchiving: try root.optional("archive")?.boolean() ?? true,
            stopTimeout: .seconds(20),
            limits: limits,
            routes: [],
            workers: [],
            subscribers: []
        )
        try store(try root.required("store"), into: &configuration)
        try behaviour(root, into: &configuration)
        try receivers(root, into: &configuration)
        return configuration
    }

    private func broker(_ value: YAMLValue, limits: Limits) throws(Fault) -> BusConfiguration.Broker {
        let section = try value.mapping(
            keys: ["addresses", "user", "password", "management", "prefetch", "tls", "publish-timeout", "heartbeat"]
        )
        var addresses: [BrokerAddress] = []
        for item in try section.required("addresses").items() {
            do throws(Fault) {
                addresses.append(try BrokerAddress(parsing: try item.text()))
            } catch {
                throw item.fault("is not an address: \(error.reason)")
            }
        }
        guard !addresses.isEmpty else {
            throw try section.required("addresses").fault("must name at least one address.")
        }
        var settings = BrokerSettings(addresses: addresses, connectionName: "bankbus")
        settings.limits = limits
        settings.tls = try tls(section.optional("tls"))
        if let password = section.optional("password") {
            settings.credentials = .password(
                user: try section.required("user").text(),
                try secrets.secret(password)
            )
        } else if settings.tls?.certificateFile != nil {
            settings.credentials = .certificate
        }
        if let timeout = try section.optional("publish-timeout")?.milliseconds(in: 100...3_600_000) {
            settings.publishTimeout = .milliseconds(timeout)
        }
        if let heartbeat = try section.optional("heartbeat")?.milliseconds(in: 1_000...600_000) {
            settings.heartbeat = .milliseconds(heartbeat)
        }
        return BusConfiguration.Broker(
            settings: settings,
            management: try section.optional("management")?.text(),
            prefetch: try section.optional("prefetch")?.integer(in: 1...65_535) ?? 1_000
        )
    }

    private func tls(_ value: YAMLValue?) throws(Fault) -> TLSSettings? {
        guard let section = try value?.mapping(keys: ["authority", "certificate", "key"]) else { return nil }
        let settings = TLSSettings(
            authorityFile: try section.optional("authority").map(path),
            certificateFile: try section.optional("certificate").map(path),
            keyFile: try section.optional("key").map(path)
        )
        guard (settings.certificateFile == nil) == (settings.keyFile == nil) else {
            throw YAMLMapping.fault(file, section.node, "`broker.tls` names a `certificate` and its `key`, or neither.")
        }
        return settings
    }

    private func store(_ value: YAMLValue, into configuration: inout BusConfiguration) throws(Fault) {
        let section = try value.mapping(keys: ["path", "keep-keys"])
        configuration.store = try path(try section.required("path"))
        let hour = 3_600_000
        if let keep = try section.optional("keep-keys")?.milliseconds(in: hour...(3_650 * 24 * hour)) {
            configuration.retention = .milliseconds(keep)
        }
    }

    private func behaviour(_ root: YAMLMapping, into configuration: inout BusConfiguration) throws(Fault) {
        if let section = try root.optional("retry")?.mapping(keys: ["delays"]),
            let delays = section.optional("delays")
        {
            var list: [RetryDelay] = []
            for item in try delays.items() {
                list.append(RetryDelay(milliseconds: try item.milliseconds(in: 10...86_400_000)))
            }
            guard (1...20).contains(list.count) else { throw delays.fault("must list 1 to 20 durations.") }
            configuration.retry = RetryPolicy(delays: list)
        }
        if let section = try root.optional("books")?.mapping(keys: ["upstream"]),
            let upstream = section.optional("upstream")
        {
            configuration.isUpstreamClosed = try upstream.choice(["open": false, "closed": true])
        }
        if let section = try root.optional("stop")?.mapping(keys: ["timeout"]),
            let timeout = try section.optional("timeout")?.milliseconds(in: 100...3_600_000)
        {
            configuration.stopTimeout = .milliseconds(timeout)
        }
    }

    private func limits(_ value: YAMLValue?) throws(Fault) -> Limits {
        var limits = Limits.standard
        guard let section = try value?.mapping(keys: ["body-bytes", "document-depth", "document-values"]) else {
            return limits
        }
        let gigabyte = 1_073_741_824
        limits.bodyBytesMax = try section.optional("body-bytes")?.integer(in: 1...gigabyte) ?? limits.bodyBytesMax
        limits.documentDepthMax =
            try section.optional("document-depth")?.integer(in: 1...512) ?? limits.documentDepthMax
        limits.documentValuesMax =
            try section.optional("document-values")?.integer(in: 1...100_000_000) ?? limits.documentValuesMax
        return limits
    }

    private func receivers(_ root: YAMLMapping, into configuration: inout BusConfiguration) throws(Fault) {
        let section = try root.optional("mappings")?.mapping(keys: ["folder", "identifier-key"])
        configuration.mappingFolder = try section?.optional("folder").map(path)
        let mappings = try RouteMappings(
            folder: configuration.mappingFolder,
            key: try section?.optional("identifier-key").map { value throws(Fault) in try secrets.secret(value) }
        )
        let reader = ReceiverReader(limits: configuration.limits, mappings: mappings, path: path)
        configuration.routes = try reader.routes(root.optional("routes"))
        configuration.workers = try reader.workers(root.optional("workers"))
        configuration.subscribers = try reader.subscribers(root.optional("subscribers"))
    }

    /// A path as written, resolved against the folder of the configuration file.
    private func path(_ value: YAMLValue) throws(Fault) -> String {
        URL(filePath: try value.text(), relativeTo: folder).absoluteURL.path
    }
}
