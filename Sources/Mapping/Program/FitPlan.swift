/// How one text is made to fit.
struct FitPlan: Sendable {
    /// The rules that it has to follow.
    var text: TextCheck
    /// What is done where it does not.
    var fit: CheckedFit
    /// The register that gets what does not fit; -1 for none.
    var overflow: Int32
    /// Where the mapping says it.
    var site: ProgramSite
}
