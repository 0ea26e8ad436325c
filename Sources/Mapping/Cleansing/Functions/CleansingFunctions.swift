/// Every function of cleansing, for listing and for the test that runs their examples.
package enum CleansingFunctions {
    /// The descriptions, in the order of the chapters of the documentation.
    package static let all: [FunctionDescription] =
        Spaces.functions + CharacterWidth.functions + TextCharacterSet.functions + Transliteration.functions + Lines.functions + FixedWidth.functions
}
