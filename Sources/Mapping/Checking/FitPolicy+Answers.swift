extension FrameCheck.Target {
    /// The same target for a value that is one of several.
    var oneOfSeveral: FrameCheck.Target {
        var target = self
        target.isOneOfSeveral = true
        return target
    }

    /// What the line says about a misfit; `refuse` is for what no other policy answers.
    func policy(for misfit: Misfit) -> FitPolicy? {
        let answers = policies.filter { $0.answers(misfit) }
        return answers.first { $0.word != "refuse" } ?? answers.first
    }
}

extension FitPolicy {
    /// The word, as a file writes it.
    var word: String {
        switch kind {
        case .cut: "cut"
        case .refuse: "refuse"
        case .split: "split"
        case .overflow: "overflow"
        case .transliterate: "transliterate"
        case .replace: "replace"
        }
    }

    /// Whether it is about the length of a text.
    var isAboutLength: Bool {
        switch kind {
        case .cut, .overflow, .split: true
        default: false
        }
    }

    /// Whether it says what happens to a value that does not fit in this way.
    func answers(_ misfit: Misfit) -> Bool {
        guard misfit.path.isEmpty else { return false }
        return switch (kind, misfit.kind) {
        case (.cut, .longer), (.cut, .tooMany), (.overflow, .longer): true
        case (.transliterate, .characters), (.replace, .characters): true
        case (.refuse, .longer), (.refuse, .shorter), (.refuse, .codes), (.refuse, .pattern), (.refuse, .characters),
            (.refuse, .tooMany), (.refuse, .unknown), (.refuse, .notWrittenAsDate):
            true
        default: false
        }
    }
}
