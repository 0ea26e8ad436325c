package import Canonical
import FoundationEssentials

/// Reads (and for tests and set-up, changes) a broker through its management API.
///
/// Each call uses a connection of its own and ends by its timeout. Faults: `broker.unavailable` (not reached, no
/// answer in time, an answer that cannot be read), `broker.refused` (wrong user or password, or a missing tag).
package struct ManagementClient: Sendable {
    /// Greatest size of an answer; about 50,000 queues.
    package static let responseBytesMax = 64 * 1024 * 1024

    private let address: ManagementAddress
    private let authorization: String
    private let timeout: Duration

    /// Names the API by a URL without credentials in it; throws `configuration.invalid` where it cannot be used.
    package init(
        url: String,
        user: String,
        password: Secret,
        timeout: Duration = .seconds(10)
    ) throws(Fault) {
        address = try ManagementAddress(url)
        authorization = "Basic " + Data("\(user):\(password.reveal())".utf8).base64EncodedString()
        self.timeout = timeout
    }

    /// Version and names.
    package func overview() async throws(Fault) -> ManagementOverview {
        try await read("overview?disable_stats=true&enable_queue_totals=true")
    }

    /// The queues of a virtual host.
    package func queues(virtualHost: String) async throws(Fault) -> [ManagedQueue] {
        try await read("queues/\(Self.encoded(virtualHost))")
    }

    /// One queue; nil if there is none of that name.
    package func queue(_ name: String, virtualHost: String) async throws(Fault) -> ManagedQueue? {
        try await readIfPresent("queues/\(Self.encoded(virtualHost))/\(Self.encoded(name))")
    }

    /// The exchanges of a virtual host, with the predeclared ones.
    package func exchanges(virtualHost: String) async throws(Fault) -> [ManagedExchange] {
        try await read("exchanges/\(Self.encoded(virtualHost))")
    }

    /// The bindings of a virtual host, with those of the default exchange.
    package func bindings(virtualHost: String) async throws(Fault) -> [ManagedBinding] {
        try await read("bindings/\(Self.encoded(virtualHost))")
    }

    /// The clients' connections that the user may see.
    package func connections() async throws(Fault) -> [ManagedConnection] {
        try await read("connections")
    }

    /// The alarms of the whole cluster, at once (not a statistic).
    package func alarms() async throws(Fault) -> [ManagedAlarm] {
        // The health check answers 503 while there are alarms.
        let response = try await answer("GET", "health/checks/alarms", accepted: [503])
        let list: ManagedAlarms = try decode(response)
        return list.alarms ?? []
    }

    /// The definitions of a virtual host, as the JSON text that the broker imports again.
    package func definitions(virtualHost: String) async throws(Fault) -> [UInt8] {
        try await answer("GET", "definitions/\(Self.encoded(virtualHost))").body
    }

    /// Makes a virtual host; does nothing if it exists.
    package func createVirtualHost(_ name: String) async throws(Fault) {
        _ = try await answer("PUT", "vhosts/\(Self.encoded(name))", body: Array("{}".utf8))
    }

    /// Removes a virtual host with everything in it; does nothing if it does not exist.
    package func deleteVirtualHost(_ name: String) async throws(Fault) {
        _ = try await answer("DELETE", "vhosts/\(Self.encoded(name))", accepted: [404])
    }

    /// Ends a client's connection from the broker's side.
    package func closeConnection(_ name: String) async throws(Fault) {
        _ = try await answer("DELETE", "connections/\(Self.encoded(name))", accepted: [404])
    }
}

extension ManagementClient {
    private func read<Value: Decodable>(_ path: String) async throws(Fault) -> Value {
        try decode(try await answer("GET", path))
    }

    private func readIfPresent<Value: Decodable>(_ path: String) async throws(Fault) -> Value? {
        let response = try await answer("GET", path, accepted: [404])
        return response.status == 404 ? nil : try decode(response)
    }

    private func decode<Value: Decodable>(_ response: HTTPResponse) throws(Fault) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(response.body))
        } catch {
            // The decoder's own text may quote the answer.
            throw unavailable("gave an answer that is not understood")
        }
    }

    private func answer(
        _ method: String,
        _ path: String,
        body: [UInt8]? = nil,
        accepted: Set<Int> = []
    ) async throws(Fault) -> HTTPResponse {
        let request = HTTPRequest(
            method: method,
            host: address.host,
            port: address.port,
            path: "\(address.prefix)/api/\(path)",
            authorization: authorization,
            body: body
        )
        let result = await HTTPExchange.perform(
            request,
            timeout: timeout,
            responseBytesMax: Self.responseBytesMax
        )
        switch result {
        case .failure(let failure): throw fault(failure)
        case .success(let response):
            if (200..<300).contains(response.status) || accepted.contains(response.status) { return response }
            throw fault(status: response.status)
        }
    }

    private func fault(_ failure: HTTPExchange.Failure) -> Fault {
        switch failure {
        case .notReached(let reason): unavailable("cannot be reached: \(reason)")
        case .timedOut: unavailable("did not answer within \(timeout)")
        case .tooLarge: unavailable("gave an answer of more than \(Self.responseBytesMax) bytes")
        case .cutOff: unavailable("broke its answer off")
        }
    }

    private func fault(status: Int) -> Fault {
        switch status {
        case 401, 403:
            Fault(
                .transient,
                .brokerRefused,
                stage: .setup,
                reason: "The management API at \(address.host):\(address.port) refused the user (\(status)).",
                advice: "Check user and password; the user needs the tag monitoring and rights on the virtual host."
            )
        case 404: unavailable("does not know what was asked for (404); does the virtual host exist?")
        default: unavailable("answered with status \(status)")
        }
    }

    private func unavailable(_ what: String) -> Fault {
        Fault(
            .transient,
            .brokerUnavailable,
            stage: .setup,
            reason: "The management API at \(address.host):\(address.port) \(what).",
            advice: "The broker needs the plugin rabbitmq_management."
        )
    }

    /// A name as one segment of a path.
    private static func encoded(_ name: String) -> String {
        name.utf8
            .map { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                    String(UnicodeScalar(byte))
                default:
                    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }
            .joined()
    }
}

extension ManagementClient: CustomStringConvertible, CustomReflectable {
    /// The address, without the credentials.
    package var description: String { "management API at \(address.host):\(address.port)" }

    /// Nothing, so that no dump shows the credentials.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
