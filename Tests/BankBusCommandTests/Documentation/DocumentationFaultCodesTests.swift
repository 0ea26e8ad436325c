import Testing

/// The tables of fault codes against the codes that the bus itself uses.
@Suite
struct DocumentationFaultCodesTests {
    @Test
    func `the page for operators says what each fault code means`() throws {
        let page = try Repository.text("docs/operating.md")
        var codes = Set<String>()
        for folder in ["Canonical", "Formats", "Mapping", "AMQP", "Stores", "Bus", "BankBus"] {
            for source in try Repository.sources(below: "Sources/" + folder) {
                let matches = try Repository.text(source).matches(of: /FaultCode\("([a-z.-]+)"\)/)
                codes.formUnion(matches.map { String($0.output.1) })
            }
        }
        #expect(codes.count > 25)
        let missing = codes.filter { !page.contains("`\($0)`") }.sorted()
        #expect(missing.isEmpty)
    }
}
