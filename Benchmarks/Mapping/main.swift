import Canonical
@testable import Mapping

// A mapping of the size of a customer credit transfer: about 60 nodes in, about 120 nodes out.

func measure(_ count: Int) throws {
    let compiled = try CompiledMapping(MappingBenchmarkSample.mapping)
    let document = MappingBenchmarkSample.document
    var run = compiled.makeRun()
    var nodes = 0
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<count {
        let outcome = try compiled.map([document], run: &run)
        nodes += outcome.targets[0].nodes.count
    }
    let (seconds, attoseconds) = (clock.now - start).components
    let nanoseconds = (seconds * 1_000_000_000 + attoseconds / 1_000_000_000) / Int64(max(count, 1))
    print("\(document.nodes.count) nodes in, \(nodes / max(count, 1)) out, \(nanoseconds) ns a message")
    if count == 1 {
        let outcome = try compiled.map([document], run: &run)
        print(String(decoding: outcome.targets[0].jsonBytes(), as: UTF8.self))
    }
}

try measure(CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000)
