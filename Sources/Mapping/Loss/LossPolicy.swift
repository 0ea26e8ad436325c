/// Which losses a route does not accept: they become faults of the message, such as "never cut a name".
package struct LossPolicy: Sendable, Hashable {
    private var codes: UInt8 = 0

    /// Makes the policy under which these losses are faults; by default every loss is accepted and reported.
    package init(faults: Set<LossCode> = []) {
        for code in faults { codes |= 1 << UInt8(code.index) }
    }

    /// Whether a loss is a fault.
    package func isFault(_ code: LossCode) -> Bool { codes >> UInt8(code.index) & 1 != 0 }
}
