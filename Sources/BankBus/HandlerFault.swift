import Canonical
import GRDB

/// What an error of a handler means for its message.
enum HandlerFault {
    /// What it means that the whole transaction is over: the disk or the file, which passes, or the handler's own doing.
    static func ended(by error: any Error) -> any Error {
        let passing: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_BUSY, .SQLITE_CORRUPT,
        ]
        if let error = error as? DatabaseError, passing.contains(error.resultCode) { return error }
        return Fault(
            .programmer,
            FaultCode("handler.transaction-ended"),
            stage: .handle,
            reason: "The handler ended the worker's transaction.",
            advice: "Use neither COMMIT nor ROLLBACK in a handler, nor ON CONFLICT ROLLBACK in its tables."
        )
    }

    static func fault(for error: any Error) -> Fault {
        switch error {
        case let fault as Fault: return fault
        case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
            return Fault(
                .message,
                FaultCode("handler.constraint"),
                stage: .handle,
                reason: "The handler's database refuses the effect (constraint \(error.extendedResultCode.rawValue)).",
                advice: "Look at the constraint and at the message, then discard or replay it."
            )
        case let error as DatabaseError:
            return Fault(
                .transient,
                .storeUnavailable,
                stage: .handle,
                reason: "The handler's database failed with code \(error.extendedResultCode.rawValue)."
            )
        default:
            // Only the type: the text of a foreign error may hold values of the message.
            return Fault(
                .transient,
                FaultCode("handler.failed"),
                stage: .handle,
                reason: "The handler threw \(type(of: error)).",
                advice: "Throw a Fault that says whether trying again can help."
            )
        }
    }
}
