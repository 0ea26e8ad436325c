import Canonical
import Formats
import Testing

/// Each encoding, kind of length and padding, subfields, tags, bitmaps and frames, each with what must come out.
@Suite struct ISO8583VectorTests {
    @Test func `there are at least 60 vectors`() {
        #expect(ISO8583Vector.all.count >= 60)
    }

    @Test(arguments: ISO8583Vector.all)
    func `is decoded to the expected documents and findings`(vector: ISO8583Vector) throws {
        let (documents, findings) = try vector.format().decodeAll(vector.message)
        #expect(documents.map(\.value) == vector.documents)
        #expect(findings.all.map(\.code) == vector.findings)
        #expect(findings.all.allSatisfy { $0.place.byteOffset.map { $0 <= vector.message.count } ?? false })
    }

    @Test(arguments: ISO8583Vector.all)
    func `is encoded from the expected documents`(vector: ISO8583Vector) throws {
        let format = try vector.format()
        #expect(try format.encodeAll(vector.documents.map { Document($0) }).bytes == vector.message)
        guard vector.isStandard else { return }
        #expect(try format.encodeAll(vector.documents.map { Document($0) }, mode: .strict).bytes == vector.message)
    }

    @Test(arguments: ISO8583Vector.all)
    func `comes back from its JSON alone`(vector: ISO8583Vector) throws {
        let documents = try vector.format().decodeAll(vector.message).documents
        let read = try documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try vector.format().encodeAll(read).bytes == vector.message)
    }

    @Test(arguments: ISO8583Vector.all)
    func `is read the same through windows`(vector: ISO8583Vector) throws {
        let format = try vector.format()
        let whole = try format.decodeAll(vector.message)
        for size in [1, 7, 4_096] {
            let pieces = try decodeInWindows(vector.message, size: size, format: format)
            #expect(pieces.documents.map(\.value) == whole.documents.map(\.value))
            #expect(pieces.findings.all == whole.findings.all)
        }
    }
}
