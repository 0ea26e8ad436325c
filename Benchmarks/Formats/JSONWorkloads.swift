import Canonical
import Foundation

extension Workloads {
    /// Payment messages as the bus itself writes them: names, short texts, amounts, some lists.
    static func json() throws -> Workload? {
        try jsonWorkload(
            "json",
            summary: "canonical payment messages into a full document; duplicate names, UTF-8, depth checked",
            aim: "300 MB/s",
            messages: (0..<200).map { payment($0) }
        )
    }

    /// Lists in lists of numbers: what costs most per byte.
    static func jsonNumbers() throws -> Workload? {
        try jsonWorkload(
            "json-numbers",
            summary: "nested lists of numbers and small objects",
            aim: "none",
            messages: (0..<100).map { series($0) }
        )
    }

    private static func jsonWorkload(
        _ name: String,
        summary: String,
        aim: String,
        messages: [String]
    ) throws -> Workload {
        let texts = messages.map { Array($0.utf8) }
        let datas = texts.map { Data($0) }
        return Workload(
            name: name,
            summary: summary,
            messages: texts.count,
            bytes: texts.reduce(0) { $0 + $1.count },
            pass: {
                var nodes = 0
                for text in texts { nodes &+= try Document(json: text).nodes.count }
                return nodes
            },
            peers: [
                Workload.Peer(name: "Foundation JSONSerialization") {
                    var count = 0
                    for data in datas {
                        let value = try JSONSerialization.jsonObject(with: data)
                        count &+= (value as? [String: Any])?.count ?? 0
                    }
                    return count
                }
            ],
            aim: aim
        )
    }

    private static func payment(_ number: Int) -> String {
        let transactions = (0..<4)
            .map { index in
                """
                {"identification":{"instruction":"INSTR-\(number)-\(index)","endToEnd":"E2E-2026-\(number * 7 + index)",\
                "uetr":"6f1c2a34-9b7d-4e21-8c55-0a1b2c3d\(1_000 + index)"},"amount":{"value":"\(number * 13 + 100).50",\
                "currency":"EUR"},"settlementDate":"2026-11-26","chargeBearer":"SHAR","debtor":{"name":"Muster Maschinenbau GmbH",\
                "address":["Hauptstrasse 12","60311 Frankfurt am Main"],"country":"DE"},"debtorAccount":{"iban":\
                "DE89370400440532013000"},"debtorAgent":{"bic":"DEMODEFFXXX"},"creditor":{"name":"Société Exemple \(index)",\
                "address":["1 rue de la Paix","75002 Paris"],"country":"FR"},"creditorAccount":{"iban":\
                "FR1420041010050500013M02606"},"creditorAgent":{"bic":"DEMOFRPPXXX"},"remittance":["Invoice \(number)\\/\(index)",\
                "due 2026-12-01"],"urgent":\(index.isMultiple(of: 2)),"regulatory":null}
                """
            }
        return """
            {"type":"creditTransfer","version":1,"message":{"identification":"MSG-2026-\(number)","created":\
            "2026-11-26T10:15:30Z","transactions":4,"controlSum":\(number * 52 + 402).00},"transfers":[\
            \(transactions.joined(separator: ","))]}
            """
    }

    private static func series(_ number: Int) -> String {
        let rows = (0..<100)
            .map { row in
                "[\(row),\(number * row).25,-\(row * 17),1.5e3,{\"x\":\(row),\"y\":[\(number),true,null]}]"
            }
        return "{\"rows\":[\(rows.joined(separator: ","))]}"
    }
}
