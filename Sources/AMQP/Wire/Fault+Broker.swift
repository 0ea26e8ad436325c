import Canonical
import CRabbitMQ

extension Fault {
    /// The broker cannot be reached or ended the connection.
    @inline(never)
    static func brokerUnavailable(_ reason: String, stage: Stage = .broker) -> Fault {
        Fault(.transient, .brokerUnavailable, stage: stage, reason: reason)
    }

    /// The broker, or its certificate, is not accepted, or does not accept us.
    @inline(never)
    static func brokerRefused(_ reason: String, advice: String? = nil) -> Fault {
        Fault(.transient, .brokerRefused, stage: .setup, reason: reason, advice: advice)
    }

    /// An exchange or queue is missing or other than declared.
    @inline(never)
    static func brokerTopology(_ reason: String, place: Place? = nil) -> Fault {
        Fault(.transient, .brokerTopology, stage: .broker, place: place, reason: reason)
    }

    /// A size or depth of a message is over its limit.
    @inline(never)
    static func overLimit(_ reason: String, stage: Stage, field: String? = nil) -> Fault {
        Fault(.message, .formatLimit, stage: stage, place: field.map { Place(field: $0) }, reason: reason)
    }

    /// The library's own text for one of its status codes.
    @inline(never)
    static func library(_ status: Int32) -> Fault {
        let text = unsafe amqp_error_string2(status).map { unsafe String(cString: $0) } ?? "status \(status)"
        return brokerUnavailable("The connection to the broker failed: \(text).")
    }

    /// What the broker said when it closed a channel or connection, by its reply code.
    @inline(never)
    static func closed(code: Int, text: String) -> Fault {
        let reason = "The broker closed the channel or connection: \(code) \(text)."
        return switch code {
        case 403, 530: brokerRefused(reason)
        // The queue is there, its node is not yet: a node that starts answers so for a while.
        case 404 where text.contains("down or inaccessible"): brokerUnavailable(reason)
        case 404, 405, 406: brokerTopology(reason, place: inequivalentArgument(text).map { Place(field: $0) })
        default: brokerUnavailable(reason)
        }
    }

    /// The argument that a 406 names: `inequivalent arg 'x-delivery-limit' for queue …`.
    private static func inequivalentArgument(_ text: String) -> String? {
        guard let start = text.firstRange(of: "inequivalent arg '")?.upperBound else { return nil }
        return text[start...].firstIndex(of: "'").map { String(text[start..<$0]) }
    }
}
