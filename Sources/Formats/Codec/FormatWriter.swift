package import Canonical

/// Writes documents one after the other into one output.
package protocol FormatWriter {
    /// Appends one document to the output.
    ///
    /// - Throws: a message fault with the path where the document does not fit the format; `output` is then as before.
    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault)

    /// Appends what ends the output, such as a trailer; nothing in most formats.
    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault)
}

extension FormatWriter {
    package mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {}
}
