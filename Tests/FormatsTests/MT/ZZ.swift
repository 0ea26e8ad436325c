import Canonical
import Conformance
import Formats
import Testing
@Suite struct ZZ {
    @Test func zz() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        for set in [
            CorpusSets.prowideFields, CorpusSets.prowideMessages, CorpusSets.prowideResources, CorpusSets.statements,
            CorpusSets.ballerinaMT,
        ] {
            let r = try set.run(folder)
            print("SET", set.name, r.cases, r.asExpected, r.differences.count, r.unexplained.count)
            for d in r.differences { print("  DIFF", d.file, d.reason) }
        }
        let format = try MTSamples.format()
        for f in try folder.files(below: "mt940-wolph", suffix: ".sta")
            + folder.files(below: "prowide-core", suffix: ".fin")
        {
            guard let r = try? format.decodeAll(try folder.bytes(f)) else {
                print("REFUSED", f)
                continue
            }
            let e = r.findings.all.filter { $0.severity == .error }
            print("FILE", f.split(separator: "/").last!, e.map { "\($0.code) \($0.place.field ?? "")" })
        }
    }
    @Test(arguments: [101, 102, 103, 104, 105, 106] as [UInt64])
    func mm(_ seed: UInt64) throws {
        let alphabet = Array("{}:-/\r\n,0123456789ABCXFIO$?+<> ".utf8) + [0, 1, 3, 0x80, 0xC3, 0xE4, 0xFF]
        let format = try MTSamples.format(rules: ["network"])
        var random = SeededGenerator(seed: seed)
        let samples = MTSamples.all + MTSamples.surroundings.map(\.bytes)
        var n = 0
        for _ in 0..<15_000 {
            let bytes = random.mutate(random.pick(samples), alphabet: alphabet)
            guard let result = try? format.decodeAll(bytes) else { continue }
            if result.findings.all.contains(where: { $0.code == "format.syntax" }) { continue }
            do {
                let documents = try result.documents.map { try Document(json: $0.jsonBytes()) }
                let w = try format.encodeAll(documents).bytes
                if w != bytes {
                    n += 1
                    if n < 4 { print("MUT", String(decoding: bytes, as: UTF8.self).debugDescription) }
                }
            } catch {
                n += 1
                if n < 4 { print("MUTX", error, String(decoding: bytes, as: UTF8.self).debugDescription) }
            }
        }
    }
}
