/// Every function of cleansing, for listing and for the test that runs their examples.
package enum CleansingFunctions {
    /// The descriptions, in the order of the chapters of the documentation.
    package static let all: [FunctionDescription] = texts + lines + codeWords + values + parties + identifiers

    private static let texts =
        Spaces.functions + CharacterWidth.functions + TextCharacterSet.functions + Transliteration.functions
    private static let lines = Lines.functions + FixedWidth.functions
    private static let codeWords =
        CodeWords.functions + SlashWords.functions + SEPAWords.functions + StatementDetails.functions
        + NumberedParty.functions
    private static let identifiers = IdentifierValues.functions
    private static let parties = Addresses.functions + Masking.functions
    private static let values = Dates.functions + Times.functions + Amounts.functions + Decimals.functions
}
