/// What one run of a mapping may use, so that no message takes more than its share.
package struct MappingLimits: Sendable, Hashable {
    /// Most bytes of text that may be worked out or taken over from inputs.
    package var bytesMax = 1 << 30
    /// Most values that may be worked out or taken over from inputs.
    package var valuesMax = 1 << 27
    /// Most values of one target.
    package var targetValuesMax = 1 << 26
    /// Most targets.
    package var targetsMax = 1_000_000
    /// Most turns of all loops together.
    package var turnsMax = 100_000_000

    /// Makes the limits with their defaults.
    package init() {}
}
