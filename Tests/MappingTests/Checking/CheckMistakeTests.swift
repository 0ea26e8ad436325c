import Mapping
import Testing

@Suite struct CheckMistakeTests {
    @Test(arguments: CheckMistake.all)
    func `each mistake is refused with its place and advice, and with nothing else`(_ mistake: CheckMistake) throws {
        let sample = CheckedSample(mistake.body, header: mistake.header, types: mistake.types)
        let check = try sample.check()
        let all = check.problems.map(\.description).joined(separator: "\n")
        #expect(check.problems.count == 1, "\(all)\n\(sample.text)")
        let problem = try #require(check.problems.first, "\(sample.text)")
        let place = try #require(sample.place)
        #expect("\(problem.position.line):\(problem.position.column)" == "\(place.line):\(place.column)", "\(all)")
        #expect(problem.message.contains(mistake.message), "\(all)")
        #expect((problem.suggestion ?? "").contains(mistake.suggestion) || mistake.suggestion.isEmpty, "\(all)")
        #expect(check.mappings.isEmpty)
    }

    @Test func `there are at least forty of them`() {
        #expect(CheckMistake.all.count >= 40)
        #expect(Set(CheckMistake.all.map(\.name)).count == CheckMistake.all.count)
    }

    @Test func `all mistakes of a file are found in one run, by their places`() throws {
        let check = try CheckedSample("short = o.note\nwhen = o.dte\nbearer = o.bearer\nlet n = 1").check()
        #expect(check.problems.map(\.position.line) == [6, 7, 8, 9])
        #expect(check.problems == check.problems.sorted())
    }
}
