/// What mutants are made with.
enum Values {
    static let all = [
        "", " ", "0", "-0", "+1", "1", "01", "1.", ".5", "1.50", "1.500000", "1.2345678", "-1.00", "1e3", "1,5",
        "12345678901234567",
        "123456789012345678", "1234567890123456789", "0.00001", "0.000001", "0000000000000000000000001.10",
        "1.1000000000000000000000000",
        "2024-02-29", "2023-02-29", "2024-02-29Z", "2024-02-29+14:00", "2024-02-29+14:01", "0000-01-01", "-0001-01-01",
        "12024-01-01",
        "2024-13-01", "2024-1-1", " 2024-01-01", "2024-01-01 ", "2024-01-01T10:00:00", "2024-01-01T24:00:00",
        "2024-01-01T24:00:01",
        "2024-01-01T10:00:60", "2024-01-01T10:00:00.123456789", "2024-01-01T10:00:00.", "2024-01-01T10:00:00Z",
        "2024-01-01T10:00:00-05:00",
        "2024-01-01T10:00:00+5:00", "2024-01-01T10:00", "2024-01-01t10:00:00", "10:00:00", "24:00:00", "10:00", "2024",
        "2024-01", "--01",
        "true", "false", "TRUE", " true ", "yes", "EUR", "eur", "EURO", "EU", "DEUTDEFF", "DEUTDEFFXXX", "deutdeff",
        "DEUTDEFFXX",
        "DE89370400440532013000", "DE8937040044053201300012345678901234567", "XX", "De", "DEBT", "CRED", "SHAR", "SLEV",
        "CLRG", "INDA",
        "COVE", "NURG", "NORM", "HIGH", "11111111-1111-4111-8111-111111111111", "11111111-1111-1111-8111-111111111111",
        "11111111-1111-4111-8111-11111111111G", "+49-123456", "+49 123456", "549300ABCDEFGHIJKL12", "AAAA", "AA==",
        "AA=",
        "abcdefghijklmnopqrstuvwxyzabcdefghi", "abcdefghijklmnopqrstuvwxyzabcdefghij",
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäö",
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü", "日本語", "\u{10000}", "&#x10FFFF;", "&#0;", "&#xFFFE;", "&#x1F;",
        "a&lt;b", "a<b", "a&b", "a&nbsp;b",
        "]]>", "]]&gt;", "<x/>", "<![CDATA[]]>", "<![CDATA[a]]>b", "a<!-- c -->b", "a<!-- c -- d -->b", "\u{1}",
        "\u{FFFE}", "\u{85}",
    ]
    static let pieces = [
        "", "a", "A", "9", " ", "-", ".", "é", "&#65;", "&quot;", ">", "\n", "\r", "\r\n", "\t", "\u{2028}",
    ]
    static let attributes = [
        "Ccy=\"EUR\"", "Ccy='EUR'", "ccy=\"EUR\"", "Ccy=\"E\"", "x=\"1\"", "xml:lang=\"en\"", "xml:space=\"preserve\"",
        "xml:id=\"a\"",
        "q:Ccy=\"EUR\"", "Ccy=\"EUR\"Ccy2=\"E\"", "Ccy=EUR", "Ccy", "Ccy=\"E<UR\"", "Ccy=\"EUR", ":a=\"1\"", "a:=\"1\"",
        "1a=\"1\"", "a = \"1\"",
        "xsi:schemaLocation=\"urn:x x.xsd\"",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x\"",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"x.xsd\"",
        "xmlns:a=\"urn:a\" xmlns:b=\"urn:a\" a:x=\"1\" b:x=\"1\"", "xmlns:a=\"urn:a\" a:Ccy=\"EUR\"",
    ]
    static let insertions = [
        "text", " ", "\n", "<!-- comment -->", "<!-- a -- b -->", "<?pi data?>", "<?xml version=\"1.0\"?>", "<?XML a?>",
        "<![CDATA[ ]]>",
        "<![CDATA[x]]>", "<x/>", "<x>y</x>", "<q:x xmlns:q=\"urn:q\"/>", "<Cd>ABCD</Cd>", "&#32;", "&amp;", "&unknown;",
        "</x>", "<x>", "<!DOCTYPE a>",
        "<!-->", "<?p", "\u{FEFF}", "\0", "<x", "<Othr/>",
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"a\"/>",
    ]
}
