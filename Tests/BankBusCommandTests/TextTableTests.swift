import Testing

@testable import BankBusCommand

@Suite
struct TextTableTests {
    @Test
    func `columns are aligned, numbers to the right`() {
        var table = TextTable(heading: ["NAME", "COUNT"])
        table.add(["a", "7"])
        table.add(["longer", "1000"])
        #expect(table.text == "NAME    COUNT\na           7\nlonger   1000")
    }
}
