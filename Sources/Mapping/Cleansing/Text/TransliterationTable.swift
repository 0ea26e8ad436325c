/// The letters of basic Latin for characters that it does not have.
///
/// The conversion table of EPC217-08 ends at U+04FF (and has the euro sign); what it gives a full stop for is not here,
/// because that is the policy's business. We differ from it in these points, each of them a letter that would otherwise
/// be unreadable or plainly another one: the table has `ĥ ħ` as `i`, `Þ þ` as `b p`, small `я` as `a` (its capital as
/// `YA`), and full stops for `Ð ð ĸ ŉ Ŋ ŋ Ō ō Ŏ ŏ ſ` and for combining marks. We add Welsh and Vietnamese letters, and
/// the punctuation of word processors, all of which lie beyond the table's end.
enum TransliterationTable {
    /// The combining mark of an umlaut.
    static let diaeresis: UInt32 = 0x308

    /// Up to three letters, the first in the lowest byte; 0 where there are none.
    static func letters(of scalar: UInt32) -> UInt32 {
        if scalar < firstBlockEnd { return firstBlock[Int(scalar)] }
        if (0x1E80...0x1EF9).contains(scalar) { return latinAdditional(scalar) }
        return punctuation(scalar)
    }

    /// `ae` and its like, the first letter in the lowest byte; 0 for all but the letters of German.
    static func doubled(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xC4: packed("AE")
        case 0xD6: packed("OE")
        case 0xDC: packed("UE")
        case 0xE4: packed("ae")
        case 0xF6: packed("oe")
        case 0xFC: packed("ue")
        case 0xDF: packed("ss")
        case 0x1E9E: packed("SS")
        default: 0
        }
    }

    /// Whether a character without letters here is a sign, and no letter of another script.
    static func isSign(_ scalar: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(scalar) else { return true }
        return !scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
    }

    private static let firstBlockEnd: UInt32 = 0x500

    private static let firstBlock: [UInt32] = {
        var table = [UInt32](repeating: 0, count: Int(firstBlockEnd))
        for entry in (latin + greek + cyrillic + signs).split(separator: " ") {
            guard let colon = entry.firstIndex(of: ":"), colon != entry.startIndex else { continue }
            let letters = packed(String(entry[..<colon]))
            for scalar in entry[entry.index(after: colon)...].unicodeScalars where scalar.value < firstBlockEnd {
                table[Int(scalar.value)] = letters
            }
        }
        table[Int(UInt8(ascii: "{"))] = packed("(")
        return table
    }()

    private static func packed(_ letters: String) -> UInt32 {
        letters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let latin = """
        A:ÀÁÂÃÄÅÆĀĂĄ a:àáâãäåæāăą C:ÇĆĈĊČ c:çćĉċč D:ÐĎĐ d:ðďđ E:ÈÉÊËĒĔĖĘĚ e:èéêëēĕėęě G:ĜĞĠĢ g:ĝğġģ H:ĤĦ h:ĥħ \
        I:ÌÍÎÏĨĪĬĮİĲ i:ìíîïĩīĭįıĳ J:Ĵ j:ĵ K:Ķ k:ķĸ L:ĹĻĽĿŁ l:ĺļľŀł N:ÑŃŅŇŊ n:ñńņňŉŋ O:ÒÓÔÕÖØŌŎŐŒ o:òóôõöøōŏőœ \
        R:ŔŖŘ r:ŕŗř S:ŚŜŞŠȘ s:ßśŝşšșſ T:ŢŤŦȚ t:ţťŧț U:ÙÚÛÜŨŪŬŮŰŲ u:ùúûüũūŭůűų W:Ŵ w:ŵ Y:ÝŶŸ y:ýÿŷ Z:ŹŻŽ z:źżž \
        TH:Þ th:þ \

        """

    /// ELOT 743, letter by letter.
    private static let greek = """
        A:ΆΑ a:άα V:Β v:β G:Γ g:γ D:Δ d:δ E:ΈΕ e:έε Z:Ζ z:ζ I:ΉΊΗΙΪ i:ΐήίηιϊ TH:Θ th:θ K:Κ k:κ L:Λ l:λ M:Μ m:μ \
        N:Ν n:ν X:Ξ x:ξ O:ΌΏΟΩ o:όώοω P:Π p:π R:Ρ r:ρ S:Σ s:ςσ T:Τ t:τ Y:ΎΥΫ y:ΰύυϋ F:Φ f:φ CH:Χ ch:χ PS:Ψ ps:ψ \

        """

    /// The letters of Bulgarian.
    private static let cyrillic = """
        A:АЪ a:аъ B:Б b:б V:В v:в G:Г g:г D:Д d:д E:Е e:е ZH:Ж zh:ж Z:З z:з I:И i:и Y:ЙЬ y:йь K:К k:к L:Л l:л M:М m:м \
        N:Н n:н O:О o:о P:П p:п R:Р r:р S:С s:с T:Т t:т U:У u:у F:Ф f:ф H:Х h:х TS:Ц ts:ц CH:Ч ch:ч SH:Ш sh:ш \
        SHT:Щ sht:щ YU:Ю yu:ю YA:Я ya:я \

        """

    /// The signs for which the table has more than a full stop; curly brackets are round ones.
    private static let signs = "+:& ,:; (:[ ):]} /:\\| -:_~ ':` ?:¿"

    /// Welsh letters, the capital sharp s, and Vietnamese ones, which stand in pairs of capital and small.
    private static func latinAdditional(_ scalar: UInt32) -> UInt32 {
        let capital: UInt32 =
            switch scalar {
            case 0x1E80...0x1E85: 0x57
            case 0x1E9E: 0x53
            case 0x1EA0...0x1EB7: 0x41
            case 0x1EB8...0x1EC7: 0x45
            case 0x1EC8...0x1ECB: 0x49
            case 0x1ECC...0x1EE3: 0x4F
            case 0x1EE4...0x1EF1: 0x55
            case 0x1EF2...0x1EF9: 0x59
            default: 0
            }
        return capital == 0 || scalar % 2 == 0 ? capital : capital + 0x20
    }

    private static func punctuation(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x2010...0x2015, 0x2212: packed("-")
        case 0x2018...0x201B, 0x2032: packed("'")
        case 0x201C...0x201F, 0x2033: packed("'")
        case 0x2026: packed("...")
        case 0x20AC: packed("E")
        default: 0
        }
    }
}
