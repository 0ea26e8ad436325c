import Canonical
import Conformance
import Formats
import Testing

/// Formats whose messages are held whole: the limits of one message hold, and several messages may be larger together.
@Suite struct WholeMessageLimitTests {
    private static let edifact = "UNB+UNOA:3+A+B+261126:0930+R'UNH+1+X:D:96A:UN'UNT+2+1'UNZ+1+R'"
    private static let x12 =
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261126*0930*U*00401*000000001*0*P*>~"
        + "GS*RA*S*R*20261126*0930*1*X*004010~ST*1*0001~SE*2*0001~GE*1*1~IEA*1*000000001~"

    private static let samples = [
        ("edifact", edifact), ("x12", x12), ("bai2", String(decoding: BAI2Sample.plain, as: UTF8.self)),
    ]

    private func format(_ name: String, _ change: (inout Limits) -> Void) throws -> any Format {
        var limits = Limits.standard
        change(&limits)
        return try FormatKinds.kind(named: name).format(FormatSettings(limits: limits, library: CheckoutLibrary()))
    }

    @Test(arguments: samples)
    func `several messages may be larger together than one may be`(name: String, text: String) throws {
        let format = try format(name) { $0.bodyBytesMax = text.utf8.count + 10 }
        #expect(try format.decodeAll(Array((text + text + text).utf8)).documents.count == 3)
        #expect(try decodeInWindows(Array((text + text).utf8), size: 7, format: format).documents.count == 2)
    }

    @Test(arguments: samples)
    func `a message that is too large is refused and the limit named`(name: String, text: String) throws {
        let small = try format(name) { $0.bodyBytesMax = text.utf8.count - 10 }
        let fault = #expect(throws: Fault.self) { try small.decodeAll(Array(text.utf8)) }
        #expect(fault?.code == .formatLimit && fault?.reason.contains("\(text.utf8.count - 10) bytes") == true)
        #expect(throws: Fault.self) { try decodeInWindows(Array(text.utf8), size: 7, format: small) }
    }

    @Test(arguments: samples)
    func `a document has as many values as allowed and no more`(name: String, text: String) throws {
        let values = try #require(try format(name) { _ in }.decodeAll(Array(text.utf8)).documents.first).nodes.count
        #expect(try format(name) { $0.documentValuesMax = values }.decodeAll(Array(text.utf8)).documents.count == 1)
        for max in [values - 1, values / 3, 1] {
            let fault = #expect(throws: Fault.self) {
                try format(name) { $0.documentValuesMax = max }.decodeAll(Array(text.utf8))
            }
            #expect(fault?.code == .formatLimit && fault?.reason.contains("\(max) values") == true)
        }
    }
}
