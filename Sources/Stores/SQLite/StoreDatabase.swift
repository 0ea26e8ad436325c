import Canonical
import GRDB

/// Runs accesses off the cooperative threads and turns their errors into faults.
///
/// An access that has begun is finished even if the task is cancelled: settling goes on while a program stops.
struct StoreDatabase: Sendable {
    private let reader: any DatabaseReader
    private let writer: (any DatabaseWriter)?

    /// For reading and writing.
    init(writer: any DatabaseWriter) {
        self.reader = writer
        self.writer = writer
    }

    /// For reading only.
    init(reader: any DatabaseReader) {
        self.reader = reader
        self.writer = nil
    }

    /// Runs a body in one durable transaction; `onFailure` runs after it has been rolled back, still on its thread.
    func write<Value: Sendable>(
        _ stage: Stage,
        onFailure: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        guard let writer else {
            throw StoreFault.unusable(stage, "The store was opened for reading only.", "Open it for writing.")
        }
        let result = await withCheckedContinuation { continuation in
            writer.asyncWrite(body) { _, result in
                if case .failure = result { onFailure() }
                continuation.resume(returning: result)
            }
        }
        return try Self.value(of: result, stage: stage)
    }

    /// Runs a body on one consistent state of the file, while others write.
    func read<Value: Sendable>(
        _ stage: Stage,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            reader.asyncRead { access in
                continuation.resume(returning: Result { try body(access.get()) })
            }
        }
        return try Self.value(of: result, stage: stage)
    }

    private static func value<Value>(of result: Result<Value, any Error>, stage: Stage) throws(Fault) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let error): throw StoreFault.from(error, stage: stage)
        }
    }
}
