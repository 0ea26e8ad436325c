import Canonical

/// What is kept and told besides the values.
extension RecordDecoder {
    func path(_ step: CopybookStep) -> String {
        program.path(of: step, indices: tables.map(\.index))
    }

    func place(of offset: Int, _ path: String, _ field: String) -> Place {
        Place(byteOffset: (place.byteOffset ?? 0) + offset, line: place.line, field: field, path: path)
    }

    @inline(never)
    mutating func keep(_ fact: LayoutFact, _ step: CopybookStep, _ range: Range<Int>) {
        facts.append(FieldFact(path: path(step), fact: fact, range: range))
    }

    /// Keeps bytes that no field has, unless they are blanks.
    mutating func keepUndescribed(_ range: Range<Int>, _ record: Span<UInt8>, path: String, blank: UInt8?) {
        let bytes = record.extracting(range)
        guard bytes.count > 0, blank.map({ !isUniform(bytes, $0) }) ?? true else { return }
        let fact = isUniform(bytes, bytes[0]) ? LayoutFact.pad(bytes[0]) : .raw
        facts.append(FieldFact(path: path, fact: fact, range: range))
    }

    @inline(never)
    func add(_ problem: PictureProblem, _ step: CopybookStep, _ start: Int, _ findings: inout Findings) {
        findings.add(
            step.isAlternative ? .note : problem.severity,
            problem.code,
            at: place(of: start, path(step), program.items[step.item].memberName),
            problem.message
        )
    }

    @inline(never)
    func addOutsideDomain(_ step: CopybookStep, _ start: Int, _ findings: inout Findings) {
        findings.add(
            .note,
            "copybook.value-outside-88",
            at: place(of: start, path(step), program.items[step.item].memberName),
            "The value is none of those that the field's condition names have."
        )
    }
}
