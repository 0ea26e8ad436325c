import ArgumentParser
import Canonical
import Stores

/// `bankbus dead-letters`.
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "Look at messages that will not go on by themselves.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self
    )

    /// `bankbus dead-letters list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List dead letters, newest first.",
            discussion: "The ids are what `dead-letters show` and `replay` take."
        )

        @OptionGroup var file: ConfigurationOption
        @Option(name: .long, help: "Only those that failed on this queue.")
        var queue: String?
        @Option(name: .long, help: "Only those with this fault code, such as format.syntax.")
        var code: String?
        @Option(name: .long, help: "open, replayed, discarded or all.")
        var state = "open"
        @Option(name: .long, help: "At most this many.")
        var limit = 1_000
        @Flag(name: .long, help: "Print JSON.")
        var json = false

        func validate() throws {
            guard state == "all" || DeadLetter.State(rawValue: state) != nil else {
                throw ValidationError("There is no state \(state): use open, replayed, discarded or all.")
            }
            guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
        }

        func run() async throws {
            try await reporting {
                let store = try await SQLiteStoreReader.open(path: try file.read().store)
                var filter = DeadLetterFilter()
                filter.queue = queue
                filter.code = code.map { FaultCode($0) }
                filter.state = DeadLetter.State(rawValue: state)
                filter.countMax = limit
                let letters = try await store.deadLetters.letters(matching: filter)
                if json {
                    Console.print(json: .list(letters.map(\.document)))
                } else {
                    Console.print(letters.table)
                }
            }
        }
    }

    /// `bankbus dead-letters show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one dead letter: where it failed, why, its history and its envelope.",
            discussion: "The body may be confidential: it is shown only with --body."
        )

        @OptionGroup var file: ConfigurationOption
        @Argument(help: "The dead letter's id.")
        var id: String
        @Flag(name: .long, help: "Show the body too.")
        var body = false
        @Flag(name: .long, help: "Print JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                let store = try await SQLiteStoreReader.open(path: try file.read().store)
                let letter = try await DeadLetterID.parse(id).find(in: store.deadLetters)
                if json {
                    Console.print(json: letter.document(withBody: body))
                } else {
                    Console.print(letter.text(withBody: body))
                }
            }
        }
    }
}

/// The id of a dead letter as a user types it.
struct DeadLetterID {
    let digest: Digest128

    static func parse(_ text: String) throws(Fault) -> DeadLetterID {
        guard let digest = Digest128(hexadecimal: text) else {
            throw Fault(
                .message,
                .referenceUnknown,
                stage: .setup,
                reason: "The id of a dead letter has 32 hexadecimal digits.",
                advice: "Copy it from `bankbus dead-letters list`."
            )
        }
        return DeadLetterID(digest: digest)
    }

    func find(in store: any DeadLetterStore) async throws(Fault) -> DeadLetter {
        guard let letter = try await store.letter(digest) else {
            throw Fault(
                .message,
                .referenceUnknown,
                stage: .setup,
                reason: "There is no dead letter \(digest).",
                advice: "List them with `bankbus dead-letters list --state all`."
            )
        }
        return letter
    }
}
