import CBenchmarkPeers
import Foundation

/// Measures the formats on one core: medians over rounds in which a format and its peers take turns.
@main
struct FormatBenchmarks {
    private static let rounds = 9
    private static let secondsPerRound = 0.4

    static func main() throws {
        let wanted = CommandLine.arguments.dropFirst()
        if wanted.first == LargeFileCheck.argument {
            let megabytes = wanted.dropFirst().first.flatMap { Int($0) } ?? 1_024
            exit(try LargeFileCheck.run(megabytes: megabytes) ? 0 : 1)
        }
        for (name, make) in Workloads.all where wanted.isEmpty || wanted.contains(name) {
            guard let workload = try make() else { continue }
            try measure(workload)
        }
    }

    private static func measure(_ workload: Workload) throws {
        let meanBytes = workload.bytes / max(1, workload.messages)
        print("\(workload.name): \(workload.summary); \(workload.messages) messages a pass, \(meanBytes) bytes each")
        let contenders = [("bankbus", workload.pass)] + workload.peers.map { ($0.name, $0.pass) }
        var rates = [[Double]](repeating: [], count: contenders.count)
        for _ in 0..<rounds {
            for (number, contender) in contenders.enumerated() {
                rates[number].append(try passesPerSecond(contender.1))
            }
        }
        let medians = rates.map { $0.sorted()[$0.count / 2] }
        for (number, contender) in contenders.enumerated() {
            let messages = medians[number] * Double(workload.messages)
            let megabytes = medians[number] * Double(workload.bytes) / 1e6
            var line = "    \(contender.0): \(Int(messages)) messages/s, \(Int(megabytes)) MB/s"
            if number == 0 {
                let before = benchmark_allocations()
                _ = try contender.1()
                let allocations = Double(benchmark_allocations() - before) / Double(max(1, workload.messages))
                line += ", \((allocations * 10).rounded() / 10) allocations/message (aim: \(workload.aim))"
            } else {
                line += "; bankbus is \((medians[0] / medians[number] * 100).rounded() / 100) × as fast"
            }
            print(line)
        }
    }

    private static func passesPerSecond(_ pass: () throws -> Int) throws -> Double {
        let clock = ContinuousClock()
        var passes = 0
        var checksum = 0
        let start = clock.now
        var elapsed = Duration.zero
        repeat {
            checksum &+= try pass()
            passes += 1
            elapsed = clock.now - start
        } while elapsed < .seconds(secondsPerRound)
        if checksum == .min { print("") }
        return Double(passes) / (elapsed / .seconds(1))
    }
}
