import ArgumentParser
import BankBus
import Bus
import Canonical
import Foundation
import Stores

/// `bankbus publish`.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish files to bus.ingress, one message each, and wait until the broker has confirmed them.",
        discussion: """
            The routing key decides which route takes a message: `bankbus publish --config bankbus.yaml --key \
            swift.mt103 payment.fin`. With --sender, what was confirmed is entered in the books under that name.
            """
    )

    @OptionGroup var file: ConfigurationOption
    @OptionGroup var logging: LoggingOptions
    @Option(name: .long, help: "The routing key, as a route's `bind` matches it.")
    var key: String
    @Option(name: .long, help: "The message id; with several files each gets it with -1, -2 … appended.")
    var id: String?
    @Option(name: .long, help: "The MIME type of the messages.")
    var contentType: String?
    @Option(name: .long, help: "Enter what was confirmed in the books, as sent by this name.")
    var sender: String?
    @Argument(help: "Files to publish; - is standard input.")
    var files: [String]

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            var publications: [Publication] = []
            for (number, name) in files.enumerated() {
                publications.append(publication(of: try MessageFile.read(name, limits: configuration.limits), number))
            }
            var store: SQLiteStore?
            if sender != nil { store = try await SQLiteStore.open(path: configuration.store) }
            let publisher = Publisher(
                sender ?? "command-line",
                broker: Broker(settings: configuration.broker.settings),
                store: store,
                logger: logging.logger()
            )
            try await publisher.start()
            let outcomes = try await publisher.send(publications, fingerprints: publications.map { _ in nil })
            await publisher.close()
            var isComplete = true
            for (name, outcome) in zip(files, outcomes) where !outcome.isConfirmed {
                isComplete = false
                Console.note("bankbus: \(name) was not confirmed: \(outcome.sentence)")
            }
            Console.print("\(outcomes.count(where: \.isConfirmed)) of \(files.count) confirmed.")
            if !isComplete { throw ExitCode.failure }
        }
    }

    private func publication(of body: [UInt8], _ number: Int) -> Publication {
        var properties = PublishProperties()
        properties.messageID = id.map { files.count == 1 ? $0 : "\($0)-\(number + 1)" }
        properties.contentType = contentType
        properties.appID = sender
        return Publication(exchange: BusName.ingressExchange, routingKey: key, properties: properties, body: body)
    }
}

/// Reads a file that is one message.
enum MessageFile {
    static func read(_ name: String, limits: Limits) throws(Fault) -> [UInt8] {
        let handle = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name)
        // One byte more than allowed tells that there is more.
        guard let data = try? handle?.read(upToCount: limits.bodyBytesMax + 1) ?? Data(), handle != nil else {
            throw Fault(
                .message,
                .referenceUnknown,
                stage: .setup,
                place: Place(path: name),
                reason: "The file cannot be read."
            )
        }
        guard data.count <= limits.bodyBytesMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .setup,
                place: Place(path: name),
                reason: "The file has more than \(limits.bodyBytesMax) bytes.",
                advice: "Raise `limits.body-bytes`, or send smaller messages."
            )
        }
        return Array(data)
    }
}

extension PublishOutcome {
    /// The outcome in words.
    var sentence: String {
        switch self {
        case .confirmed: "confirmed"
        case .returned(let code, let text): "no queue takes it (\(code) \(text)); start the bus first"
        case .rejected: "the broker refused it; a queue may be full"
        case .unknown(let fault): "\(fault) Publish it again under the same id."
        }
    }
}
