import Canonical
import Foundation
import Glibc

/// Sends one request over a connection of its own and reads the answer.
///
/// Not `URLSession`: that one follows the `http_proxy` of the environment even to 127.0.0.1, and would show the
/// credentials to the proxy (measured with Swift 6.3.1).
enum HTTPExchange {
    /// Why there is no answer.
    enum Failure: Error {
        case notReached(String)
        case timedOut
        case tooLarge
        case cutOff
    }

    /// Performs the exchange on a thread of its own, because resolving and connecting block.
    static func perform(
        _ request: HTTPRequest,
        timeout: Duration,
        responseBytesMax: Int
    ) async -> Result<HTTPResponse, Failure> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let result = Result { () throws(Failure) in
                    let socket = try HTTPSocket(host: request.host, port: request.port, timeout: timeout)
                    try socket.send(request.bytes)
                    let bytes = try socket.receiveAll(bytesMax: responseBytesMax)
                    guard let response = HTTPResponse(bytes) else { throw .cutOff }
                    return response
                }
                continuation.resume(returning: result)
            }
        }
    }
}
