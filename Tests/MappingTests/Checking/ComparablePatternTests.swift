import Formats
import Testing

@Suite struct ComparablePatternTests {
    @Test(arguments: [
        ("[A-Z]{3,3}", "^[A-Z]{3}$"),
        ("[A-Z0-9]{18,18}[0-9]{2,2}", "^[A-Z0-9]{18}[0-9]{2}$"),
        ("[A-Z0-9]{4,4}[A-Z]{2,2}[A-Z0-9]{2,2}([A-Z0-9]{3,3}){0,1}", "^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$"),
        (
            "[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}",
            "^(?:[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12})$"
        ),
        ("[0-9]{1,15}", "[0-9]{1,20}"),
        ("true|false", "[a-z]+"),
    ])
    func `a pattern is known to lie within another, however both are written`(_ source: String, _ target: String) throws
    {
        #expect(try #require(ComparablePattern(source)).isIncluded(in: try #require(ComparablePattern(target))))
    }

    @Test(arguments: [("[0-9]{1,20}", "[0-9]{1,15}"), ("[A-Z0-9]{3}", "[A-Z]{3}"), ("[A-Z]*", "[A-Z]+")])
    func `a wider pattern does not lie within a narrower one`(_ source: String, _ target: String) throws {
        #expect(!(try #require(ComparablePattern(source)).isIncluded(in: try #require(ComparablePattern(target)))))
    }

    @Test func `a pattern says how long its texts are, and of which characters`() throws {
        let pattern = try #require(ComparablePattern("[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}"))
        #expect(pattern.lengthMin == 5)
        #expect(pattern.lengthMax == 34)
        #expect(pattern.uses { $0 < 128 })
        #expect(!pattern.uses { $0 < 0x60 })
        #expect(try #require(ComparablePattern("a+")).lengthMax == nil)
        #expect(ComparablePattern("(?=a)b") == nil)
    }
}
