import Canonical
import Formats

/// Reads files to the end and judges them.
struct FileValidation {
    /// What is said of a file.
    struct Report {
        var file: String
        var verdict: Verdict
        var findings: [Finding]
        /// How many findings there were beyond those kept.
        var dropped: Int

        var document: DocumentValue {
            var object = DocumentObject()
            object["file"] = .text(file)
            object["verdict"] = .text(verdict.rawValue)
            object["findings"] = .list(findings.map(\.document))
            if dropped > 0 { object["dropped"] = .number(Number(Int64(dropped))) }
            return .object(object)
        }
    }

    /// Whether a file is as its format and the rule sets demand.
    enum Verdict: String {
        case valid
        case invalid
        /// No format recognises it, no definition describes it, or it could not be read to its end.
        case unknown
    }

    private let settings: FormatSettings
    private let format: (any Format)?
    private let recogniser: FormatRecogniser?
    private let policy: Findings.Policy

    /// Makes the format once for all files; without a name each file's own is recognised.
    init(settings: FormatSettings, format name: String?, policy: Findings.Policy) throws(Fault) {
        self.settings = settings
        self.policy = policy
        format = try name.map { name throws(Fault) in
            let kind = try FormatKinds.kind(named: name)
            return try kind.format(settings.forVerdicts(of: kind))
        }
        recogniser = format == nil ? try FormatRecogniser(settings, isForVerdicts: true) : nil
    }

    /// Judges one file; of one that cannot be read the verdict is unknown, and the finding says why.
    func report(on file: String) -> Report {
        var findings: [Finding] = []
        var dropped = 0
        var verdict = Verdict.valid
        do throws(Fault) {
            var input = try MessageInput(file, limits: settings.limits)
            let beginning = try input.beginning()
            guard let format = format ?? recogniser?.format(of: beginning) else {
                let finding = Finding(.error, Finding.unknownFormat, at: Place(), "No format recognises the file.")
                return Report(file: file, verdict: .unknown, findings: [finding], dropped: 0)
            }
            var documents = 0
            try input.read(with: format, policy: policy) { document, found in
                documents += document == nil ? 0 : 1
                let room = max(0, policy.findingsMax - findings.count)
                findings += found.all.prefix(room)
                dropped += found.dropped + max(0, found.all.count - room)
                verdict = verdict.and(found)
            }
            if documents == 0, verdict == .valid {
                findings.append(Finding(.error, FaultCode.formatSyntax.name, at: Place(), "The file holds no message."))
                verdict = .invalid
            }
        } catch {
            findings.append(Finding(error))
            verdict = verdict == .invalid || !error.leavesOpen ? .invalid : .unknown
        }
        return Report(file: file, verdict: verdict, findings: findings, dropped: dropped)
    }
}

extension FileValidation.Verdict {
    /// The verdict after further findings: an error outweighs all, what is unknown outweighs valid.
    fileprivate func and(_ findings: Findings) -> FileValidation.Verdict {
        if self == .invalid || findings.all.contains(where: { $0.severity == .error && !$0.isUnknownDefinition }) {
            return .invalid
        }
        return self == .unknown || findings.all.contains(where: \.isUnknownDefinition) ? .unknown : .valid
    }
}

extension Fault {
    /// Whether this says nothing of the file: it cannot be read, passes a limit, or its definition is of no use.
    fileprivate var leavesOpen: Bool {
        [.referenceUnknown, .formatLimit, .configurationInvalid].contains(code)
    }
}

extension Finding {
    /// The code of the finding that no format recognises the input.
    fileprivate static let unknownFormat = FaultCode.formatUnrecognised.name
}
