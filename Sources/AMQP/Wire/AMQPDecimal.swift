import Canonical

/// A decimal as AMQP 0-9-1 carries it: up to 255 decimals and an unsigned 32-bit coefficient.
struct AMQPDecimal {
    let decimals: UInt8
    let value: UInt32

    /// Nil where the number does not fit.
    init?(_ number: Number) {
        guard let value = UInt32(exactly: number.coefficient), let decimals = UInt8(exactly: -number.exponent) else {
            return nil
        }
        self.value = value
        self.decimals = decimals
    }

    static let fault = Fault.overLimit(
        "A decimal in the headers does not fit AMQP: up to 4294967295 without its point, up to 255 decimals.",
        stage: .publish
    )
}
