import Canonical

/// Functions that take texts apart into objects: code words, numbered lines, addresses.
enum StructureFunctions {
    static let all: [MappingFunction] = [
        words("code-words", "The code words of field 72 and the like, in their order; text without a code has none.") {
            CodeWords.read(LineList($0))
        },
        words("slash-words", "The code words /CODE/ of the details of a statement, in their order.") {
            SlashWords.read($0.joined(separator: " ").utf8.span)
        },
        words("sepa-words", "The code words CODE+ of the purpose of a SEPA payment, in their order.") {
            SEPAWords.read($0.joined().utf8.span)
        },
        MappingFunction(
            "numbered-party",
            "The party in the numbered lines of 50F and 59F, in any legal order.",
            parameters: [MappingFunction.needed("lines")],
            result: MappingFunction.result(numberedParty)
        ) { call in
            let party = NumberedParty(LineList(call.texts(0)))
            call.builder.begin(.object)
            call.put("name", party.name)
            call.put("address", party.address)
            call.put("country", party.country)
            call.put("town", party.town)
            call.put("birthDate", party.birthDate)
            call.put("birthPlace", party.birthPlace)
            call.put("customerId", party.customerId)
            call.put("nationalId", party.nationalId)
            call.put("partyIdRest", party.partyIdRest)
            call.put("defects", party.defects.map(\.rawValue))
            call.builder.end()
            call.giveBuilt()
        },
        MappingFunction(
            "structured-address",
            "The parts of an address that its lines certainly show; the other lines stay lines.",
            parameters: [MappingFunction.needed("lines"), MappingFunction.optional("country", .text)],
            result: MappingFunction.result(address)
        ) { call in
            let country = call.kind(call[1]) == .text ? call.text(1) : nil
            let address = Addresses.structure(call.texts(0), country: country)
            call.builder.begin(.object)
            call.put("street", address.street)
            call.put("buildingNumber", address.buildingNumber)
            call.put("postBox", address.postBox)
            call.put("postCode", address.postCode)
            call.put("town", address.town)
            call.put("countrySubdivision", address.countrySubdivision)
            call.put("country", address.country)
            call.put("lines", address.lines)
            call.builder.end()
            call.giveBuilt()
        },
    ]

    private static let texts = DocumentShape.list(.text, min: 1, max: nil)

    private static let numberedParty = DocumentShape.object(
        ["name", "country", "town", "birthDate", "birthPlace", "customerId", "nationalId", "partyIdRest"]
            .map { DocumentMember($0, .text) } + [DocumentMember("address", texts), DocumentMember("defects", texts)],
        isOpen: false
    )

    private static let address = DocumentShape.object(
        ["street", "buildingNumber", "postBox", "postCode", "town", "countrySubdivision", "country"]
            .map { DocumentMember($0, .text) } + [DocumentMember("lines", texts)],
        isOpen: false
    )

    private static func words(
        _ name: String,
        _ summary: String,
        read: @escaping @Sendable ([String]) -> [CodeWord]
    ) -> MappingFunction {
        let word = DocumentShape.object(
            [DocumentMember("code", .text), DocumentMember("text", .text, isRequired: true)],
            isOpen: false
        )
        return MappingFunction(
            name,
            summary,
            parameters: [MappingFunction.needed("lines")],
            result: MappingFunction.result(.list(word, min: 0, max: nil))
        ) { call in
            call.builder.begin(.list)
            for word in read(call.texts(0)) {
                call.builder.begin(.object)
                call.put("code", word.code)
                call.builder.text(ownName: "text".utf8.span, word.text.utf8.span)
                call.builder.end()
            }
            call.builder.end()
            call.giveBuilt()
        }
    }
}

extension FunctionCall {
    /// The elements of a list, or the lines of a text.
    fileprivate func texts(_ number: Int) -> [String] {
        guard kind(self[number]) == .list else {
            return text(number).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        var texts: [String] = []
        var elements = elements(self[number])
        while let element = next(&elements) { texts.append(String(decoding: bytes[range(element)], as: UTF8.self)) }
        return texts
    }

    /// A member of the object that is being built; nothing where there is no text.
    fileprivate mutating func put(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        builder.text(ownName: name.utf8.span, text.utf8.span)
    }

    /// A member that is a list; nothing where it is empty.
    fileprivate mutating func put(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        builder.begin(.list, ownName: name.utf8.span)
        for text in texts { builder.text(.none, text) }
        builder.end()
    }
}
