/// The codes by which severities of rules are set.
///
/// The readers' own codes are all here, which a test holds true. Rules that stand in tables have codes by the form of
/// their source: SWIFT's, such as `T43`; those of usage rules, such as `cbpr.pacs.008.R13`; and of JSON Schema, where the
/// keyword is the code.
package enum FindingCodes {
    /// The readers' own codes, in the order of the alphabet.
    package static let own: [String] =
        """
        bai2.amount bai2.code bai2.control-total bai2.count bai2.date bai2.encoding bai2.fields bai2.order
        bai2.record bai2.terminator
        copybook.block-truncated copybook.descriptor-not-zero copybook.field-cut copybook.not-a-number
        copybook.not-as-pictured copybook.not-in-code-page copybook.number-empty copybook.number-over-picture
        copybook.occurs-count copybook.record-short copybook.record-truncated copybook.segment-unknown
        copybook.value-outside-88
        definition.unknown
        edifact.between edifact.count edifact.envelope edifact.outside edifact.reference
        edifact.segment-missing edifact.segment-order edifact.segment-unknown edifact.terminator
        edifact.undecodable
        fedwire.character fedwire.check-digit fedwire.code fedwire.element-missing fedwire.element-open
        fedwire.excess fedwire.length fedwire.numeric fedwire.tag-empty fedwire.tag-missing
        fedwire.tag-repeated fedwire.tag-unknown
        format.limit format.syntax
        iso20022.rules-not-checked
        iso8583.bitmap iso8583.characters iso8583.date iso8583.digits iso8583.field-unknown iso8583.frame
        iso8583.hex iso8583.length iso8583.length-prefix iso8583.mti iso8583.padding iso8583.sign
        iso8583.tag-repeated iso8583.tags iso8583.trailing iso8583.truncated
        json.line.empty json.line.limit json.line.syntax
        json-schema.limit
        layout.byte-order-mark layout.code layout.columns layout.count layout.cut layout.date layout.decimals
        layout.empty-line layout.hash layout.header layout.last-line-end layout.length-long
        layout.length-short layout.line-end layout.mandatory layout.number layout.padding layout.quote
        layout.quoting layout.record-missing layout.record-order layout.record-unknown layout.sum
        layout.undecodable
        mt.ack mt.between-blocks mt.blanks mt.block mt.block-missing mt.block-order mt.block-unbalanced
        mt.body-end mt.dialect mt.encoding mt.field-missing mt.format mt.header mt.line-end mt.line-length
        mt.line-start mt.lines mt.option mt.repetition mt.rules-unknown mt.sector mt.system mt.tag-unknown
        mt.text mt.trailer mt.user-header
        nacha.addenda-indicator nacha.batch-control nacha.blank-line nacha.block-cut nacha.block-open
        nacha.character nacha.check-digit nacha.code nacha.control-total nacha.field-missing nacha.name
        nacha.numeric nacha.order nacha.record-cut nacha.record-length nacha.record-short nacha.record-type
        nacha.reserved nacha.service-class nacha.truncated
        x12.between x12.count x12.envelope x12.header x12.outside x12.reference x12.segment-missing
        x12.segment-order x12.segment-unknown x12.terminator x12.undecodable
        xml.comment-dropped xml.declaration-misplaced xml.layout-normalised xml.leading-bytes
        xml.line-ends-mixed xml.reference-normalised xml.section-normalised xml.several-roots
        xml.trailing-bytes
        xsd.attribute-missing xsd.attribute-unexpected xsd.element-missing xsd.element-unexpected
        xsd.enumeration xsd.fraction-digits xsd.length xsd.nil xsd.pattern xsd.range xsd.text-unexpected
        xsd.total-digits xsd.type
        """
        .split { $0 == " " || $0.isNewline }
        .map(String.init)

    /// What the codes of rules in tables begin with.
    private static let prefixesOfTables = ["cbpr.", "json-schema."]

    /// Whether a rule may have the code; of rules in tables only its form is looked at.
    package static func isKnown(_ code: String) -> Bool {
        own.contains(code) || prefixesOfTables.contains { code.hasPrefix($0) && code != $0 } || isNetworkCode(code)
    }

    /// A code of SWIFT: a capital letter and two digits.
    private static func isNetworkCode(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        return bytes.count == 3 && (0x41...0x5A).contains(bytes[0])
            && bytes[1...].allSatisfy { (0x30...0x39).contains($0) }
    }

    /// What somebody may have meant by a code that is not known: the codes most like it, else those of the same format.
    package static func suggestions(for code: String) -> [String] {
        let wanted = Array(code.lowercased().utf8.prefix(lengthMax))
        let distances = own.map { distance(wanted, Array($0.utf8)) }
        let least = distances.min() ?? 0
        if least <= distanceMax { return zip(own, distances).filter { $0.1 == least }.map(\.0) }
        let family = code.prefix { $0 != "." } + "."
        return own.filter { $0.hasPrefix(family) }
    }

    /// How many wrong characters a code may have to be taken for another one.
    private static let distanceMax = 3
    /// No code is longer than this.
    private static let lengthMax = 64

    /// How many characters have to be put in, left out or changed to make one text of another (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let changed = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
