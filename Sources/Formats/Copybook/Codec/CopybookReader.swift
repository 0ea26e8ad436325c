import Canonical

/// Reads records one after the other; a record with faults in it does not end the reading.
final class CopybookReader: FormatReader {
    private var file: CopybookFileReader

    init(_ program: CopybookProgram) {
        file = CopybookFileReader(program)
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        try file.read(window, isLast: isLast, findings: &findings)
    }
}
