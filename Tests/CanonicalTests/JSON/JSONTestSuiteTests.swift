import Canonical
import Testing

/// The parser tests of others: `y_` is read, `n_` is refused, `i_` is either, and nothing traps.
@Suite(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
struct JSONTestSuiteTests {
    /// RFC 8259 leaves repeated names to the reader; ours refuses them.
    private static let stricter: Set = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"]

    @Test(arguments: Corpora.files(in: "json-test-suite", suffix: ".json"))
    func `each file is read or refused as its name says`(name: String) throws {
        let document = try? DocumentValue(json: Corpora.bytes("json-test-suite/\(name)"))  // either way is an answer
        if name.hasPrefix("y_") { #expect((document == nil) == Self.stricter.contains(name)) }
        if name.hasPrefix("n_") { #expect(document == nil) }
        guard let document else { return }
        #expect(try DocumentValue(json: document.jsonBytes()).canonicalJSONBytes() == document.canonicalJSONBytes())
    }
}
