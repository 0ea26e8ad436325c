import Canonical
import Formats
import Testing

/// What the vectors cover: counted, so that none gets lost.
@Suite struct ISO8583CoverageTests {
    /// How the field of a vector is written.
    private struct Combination: Hashable {
        var kind: String
        var encoding: String
        var prefix: String
        var padding: String
    }

    private static let combinations: Set<Combination> = {
        var combinations: Set<Combination> = []
        for vector in ISO8583Vector.all where vector.findings.isEmpty {
            guard let field = vector.specification["fields"]?["2"], let format = field["format"]?.text,
                let encoding = field["encoding"]?.text
            else { continue }
            let padding = field["pad"]?["side"]?.text ?? field["pad"]?.text ?? "as usual"
            let kind = format.prefix { $0 != " " && $0 != "." }
            let prefix = field["length"]?["encoding"]?.text ?? (format.contains(".") ? "as usual" : "none")
            combinations.insert(
                Combination(kind: String(kind), encoding: encoding, prefix: prefix, padding: padding)
            )
        }
        return combinations
    }()

    private static let prefixes = ["none", "ascii", "ebcdic", "bcd", "binary", "hex"]
    private static let paddings = ["none", "left", "right"]

    @Test(arguments: [
        ("n", ["ascii", "ebcdic", "bcd", "bcd-left"]), ("ans", ["ascii", "ebcdic"]),
        ("b", ["binary", "hex", "hex-ebcdic"]),
    ])
    func `there is a vector for each encoding, length in front and padding`(kind: String, encodings: [String]) {
        for encoding in encodings {
            for prefix in Self.prefixes {
                for padding in Self.paddings {
                    let combination = Combination(kind: kind, encoding: encoding, prefix: prefix, padding: padding)
                    #expect(Self.combinations.contains(combination), "\(combination)")
                }
            }
        }
        #expect(Self.combinations.count >= 60)
    }

    /// The codes that vectors show; `iso8583.frame` for both of its meanings.
    private static let codes = [
        "iso8583.truncated", "iso8583.trailing", "iso8583.mti", "iso8583.bitmap", "iso8583.field-unknown",
        "iso8583.length-prefix", "iso8583.length", "iso8583.digits", "iso8583.characters", "iso8583.sign",
        "iso8583.date", "iso8583.padding", "iso8583.hex", "iso8583.tags", "iso8583.tag-repeated", "iso8583.frame",
    ]

    @Test(arguments: codes)
    func `each kind of finding leaves a document with all that could be read`(code: String) throws {
        let vectors = ISO8583Vector.all.filter { $0.findings.contains(code) }
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let (documents, findings) = try vector.format().decodeAll(vector.message)
            #expect(findings.all.contains { $0.code == code && $0.place.byteOffset != nil })
            #expect(documents.count == vector.documents.count && !documents.isEmpty)
            #expect(try vector.format().encodeAll(documents).bytes == vector.message)
        }
        let partial = vectors.contains { $0.documents.contains { $0["mti"] != nil } }
        #expect(partial || code == "iso8583.frame", "fields before the error are kept")
    }

    private static let plain = ISO8583Vector.all.filter { vector in
        vector.findings.isEmpty && vector.options.isEmpty && vector.documents.count == 1
            && vector.documents[0]["layout"]?["lineEnd"] == nil
    }

    @Test(arguments: plain)
    func `cut at each byte is never valid`(vector: ISO8583Vector) throws {
        let format = try vector.format()
        for length in 1..<vector.message.count {
            do throws(Fault) {
                #expect(try format.decodeAll(Array(vector.message.prefix(length))).findings.hasErrors, "\(length)")
            } catch {
                #expect(error.family == .message)
            }
        }
    }
}
