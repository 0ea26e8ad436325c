import AMQP
import ArgumentParser
import BankBus
import Bus
import Canonical
import Stores

/// `bankbus replay`.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Publish dead letters again, each to the queue that it failed on, under its original message id.",
        discussion: "Exit status 1 if any of them could not be replayed; the others are."
    )

    @OptionGroup var file: ConfigurationOption
    @Argument(help: "Ids of dead letters, as `dead-letters list` shows them.")
    var ids: [String] = []
    @Option(name: .long, help: "Replay every open dead letter with this fault code instead.")
    var code: String?
    @Option(name: .long, help: "With --code: only those that failed on this queue.")
    var queue: String?
    @Flag(
        name: .long,
        help: "Replay ids that count as replayed too: their replay may have died before it was published."
    )
    var again = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func validate() throws {
        guard ids.isEmpty != (code == nil) else {
            throw ValidationError("Name ids, or a fault code with --code.")
        }
    }

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            let store = try await SQLiteStore.open(path: configuration.store)
            let broker = Broker(settings: configuration.broker.settings)
            let publisher = AMQPPublisher(settings: broker.settings(for: "replay"))
            try await publisher.start()
            let replayer = Replayer(store: store.deadLetters, publisher: publisher, time: .system)
            var lines: [ReplayLine] = []
            for id in try await selected(in: store) {
                lines.append(ReplayLine(id: id.digest, result: try await replayer.replay(id.digest, again: again)))
            }
            await publisher.close()
            await store.close()
            show(lines)
            if lines.contains(where: { !$0.isReplayed }) { throw ExitCode.failure }
        }
    }

    private func selected(in store: SQLiteStore) async throws(Fault) -> [DeadLetterID] {
        guard let code else {
            var parsed: [DeadLetterID] = []
            for id in ids { parsed.append(try DeadLetterID.parse(id)) }
            return parsed
        }
        var filter = DeadLetterFilter()
        filter.code = FaultCode(code)
        filter.queue = queue
        filter.countMax = .max
        return try await store.deadLetters.letters(matching: filter).map { DeadLetterID(digest: $0.id) }
    }

    private func show(_ lines: [ReplayLine]) {
        if json { return Console.print(json: .list(lines.map(\.document))) }
        for line in lines { Console.print(line.text) }
        Console.print("\(lines.count { $0.isReplayed }) of \(lines.count) replayed.")
    }
}

/// What became of one letter.
private struct ReplayLine {
    let id: Digest128
    let result: Replayer.Result

    var isReplayed: Bool {
        if case .replayed = result { return true }
        return false
    }

    var text: String { "\(id)  \(sentence)" }

    var document: DocumentValue {
        ["id": .text(id.description), "replayed": .boolean(isReplayed), "result": .text(sentence)]
    }

    private var sentence: String {
        switch result {
        case .replayed(let replayID): "replayed as \(replayID)"
        case .notFound: "there is no such dead letter"
        case .notOpen: "is not open: replayed already (--again replays it once more), or discarded"
        case .failed(let fault): "is still open: \(fault)"
        case .unknown(let fault): "may have been published, and is still open: replay it again (\(fault))"
        }
    }
}
