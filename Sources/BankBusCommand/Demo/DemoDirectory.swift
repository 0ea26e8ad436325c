import Canonical
import Foundation

/// The folder of a demo: broker, stores, configuration, logs.
struct DemoDirectory: Sendable {
    let path: String

    var broker: String { path + "/broker" }
    var configuration: String { path + "/bankbus.yaml" }
    var store: String { path + "/bankbus.sqlite" }
    var ledger: String { path + "/ledger.sqlite" }
    var logs: String { path }

    /// Makes the folder anew; refuses one that holds something else than an earlier demo.
    static func make(_ path: String) throws(Fault) -> DemoDirectory {
        let directory = DemoDirectory(path: path)
        let files = FileManager.default
        do {
            if files.fileExists(atPath: path) {
                let content = try files.contentsOfDirectory(atPath: path)
                guard content.isEmpty || files.fileExists(atPath: directory.configuration) else {
                    throw CocoaError(.fileWriteFileExists)
                }
                for name in content { try files.removeItem(atPath: path + "/" + name) }
            }
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            return directory
        } catch {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                place: Place(path: path),
                reason: "The demo cannot use this folder: it is not its own, or it cannot be written.",
                advice: "Name another one with --data."
            )
        }
    }

    /// Writes the configuration of the demo's bus.
    func writeConfiguration(amqpURL: String, managementURL: String, passwordPath: String, user: String) throws(Fault) {
        let text = """
            # The bus of the demo: two routes, one worker.
            broker:
              addresses: \(amqpURL)
              management: \(managementURL)
              user: \(user)
              password:
                file: \(passwordPath)
            store:
              path: bankbus.sqlite
            retry:
              delays: [200ms, 500ms, 1s, 2s, 4s, 8s, 16s]
            books:
              upstream: closed
            routes:
              - name: mt103
                bind: swift.mt103
                format: mt
                mapping: mt103-to-credit-transfer
              - name: payment-events
                bind: core-banking.payment-booked
                format: json
                mapping: payment-event-to-credit-transfer
            workers:
              - name: ledger
                queue: ledger
                bind: payment.credit-transfer.v2
                inbox: ledger.sqlite

            """
        do {
            try Data(text.utf8).write(to: URL(filePath: configuration))
        } catch {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                place: Place(path: configuration),
                reason: "The demo's configuration cannot be written."
            )
        }
    }
}
