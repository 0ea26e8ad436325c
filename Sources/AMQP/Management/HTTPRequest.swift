/// One HTTP request to the management API.
struct HTTPRequest: Sendable {
    var method = "GET"
    var host: String
    var port: UInt16
    /// Path and query, already percent-encoded.
    var path: String
    /// The value of the `authorization` header; confidential.
    var authorization: String
    /// A JSON body; nil for none.
    var body: [UInt8]?

    /// The request as it goes over the wire.
    ///
    /// HTTP 1.0, so that the answer ends with the connection and is never chunked.
    var bytes: [UInt8] {
        var lines = [
            "\(method) \(path) HTTP/1.0",
            "host: \(host):\(port)",
            "authorization: \(authorization)",
            "accept: application/json",
        ]
        if let body {
            lines += ["content-type: application/json", "content-length: \(body.count)"]
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }
}
