/// How one text is made to fit.
struct FitPlan: Sendable {
    /// The rules that it has to follow.
    var text: TextCheck
    /// What is done where it does not.
    var fit: CheckedFit
    /// The register that gets what does not fit; -1 for none.
    var overflow: Int32
    /// How characters outside the set are written by letters of it; nil where they are not.
    var transliteration: Transliteration?
    /// Where the mapping says it.
    var site: ProgramSite
}
