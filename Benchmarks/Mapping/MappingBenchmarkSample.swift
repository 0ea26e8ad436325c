import Canonical
@testable import Mapping

/// A message and a mapping by hand, with what real mappings have: renames, choices, guards, parts, tables and lists.
enum MappingBenchmarkSample {
    static let here = SourcePosition(file: "benchmark.map", line: 1, column: 1)

    /// The message: the shape of a customer credit transfer of FIN.
    static let message: DocumentValue = {
        var block4 = DocumentObject()
        func fields(_ pairs: KeyValuePairs<String, String>) -> DocumentValue {
            var object = DocumentObject()
            for (name, text) in pairs { object[name] = .text(text) }
            return .object(object)
        }
        block4["20"] = fields(["reference": "SALARY2026110001"])
        block4["13C"] = .list([fields(["code": "SNDTIME", "time": "0915", "sign": "+", "offset": "0100"])])
        block4["23B"] = fields(["code": "CRED"])
        block4["23E"] = .list([fields(["code": "PHOB", "additionalInformation": "CALL THE BENEFICIARY"])])
        block4["32A"] = fields(["date": "2026-11-26", "currency": "EUR", "amount": "12345.67"])
        block4["33B"] = fields(["currency": "EUR", "amount": "12345.67"])
        for (tag, name) in [("50K", "ANNA EXAMPLE"), ("59", "BRUNO SAMPLE")] {
            var party = DocumentObject()
            party["account"] = .text("DE89370400440532013000")
            party["nameAndAddress"] = .list([
                .text(name), .text("LONG STREET 12"), .text("60311 FRANKFURT"), .text("GERMANY"),
            ])
            block4[tag] = .object(party)
        }
        for tag in ["52A", "53A", "54A", "56A", "57A"] {
            block4[tag] = fields(["bic": "DEUTDEFFXXX", "account": "1234"])
        }
        block4["70"] = .object(DocumentObject([("narrative", .list([.text("INVOICE 4711"), .text("OF OCTOBER")]))]))
        block4["71A"] = fields(["code": "SHA"])
        block4["71F"] = .list([
            fields(["currency": "EUR", "amount": "5.00"]), fields(["currency": "EUR", "amount": "7.50"]),
        ])
        block4["72"] = .object(DocumentObject([("narrative", .list([.text("/ACC/SAVINGS"), .text("//OF A CHILD")]))]))
        var root = DocumentObject()
        root["block1"] = fields(["applicationId": "F", "serviceId": "01", "logicalTerminal": "BANKDEFFAXXX"])
        root["block2"] = fields(["type": "103", "receiver": "BANKFRPPXXXX", "priority": "N"])
        root["block3"] = fields(["121": "eb6305c9-1f7f-49de-aed0-16487c27b42d", "119": "STP"])
        root["block4"] = .object(block4)
        return .object(root)
    }()

    /// The message as a reader makes it: with names that all messages share.
    static let document: Document = {
        var texts: [String] = []
        collectNames(of: message, into: &texts)
        var builder = DocumentBuilder(names: DocumentNames(texts))
        append(message, .none, to: &builder)
        return builder.finish()
    }()

    private static func collectNames(of value: DocumentValue, into names: inout [String]) {
        switch value {
        case .object(let object):
            for member in object.members {
                names.append(member.name)
                collectNames(of: member.value, into: &names)
            }
        case .list(let items): for item in items { collectNames(of: item, into: &names) }
        default: break
        }
    }

    private static func append(_ value: DocumentValue, _ name: DocumentName, to builder: inout DocumentBuilder) {
        switch value {
        case .object(let object):
            builder.begin(.object, name)
            for member in object.members { append(member.value, builder.names.name(member.name), to: &builder) }
            builder.end()
        case .list(let items):
            builder.begin(.list, name)
            for item in items { append(item, .none, to: &builder) }
            builder.end()
        case .text(let text): builder.text(name, text)
        default: builder.null(name)
        }
    }

    static let mapping = MappingBenchmarkMapping().mapping
}

extension DocumentObject {
    fileprivate init(_ members: [(String, DocumentValue)]) {
        self.init()
        for (name, value) in members { self[name] = value }
    }
}
