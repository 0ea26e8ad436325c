package import Canonical

/// A function that mappings can call: total, pure and linear in its arguments.
package final class MappingFunction: Sendable {
    /// A parameter.
    package struct Parameter: Sendable {
        /// Its name, which is also its word in `name(a, word: b)`.
        package var name: String
        /// What it takes; nil takes any value.
        package var shape: DocumentShape?
        /// Whether it is given by its word and may be left out.
        package var isOptional: Bool
        /// Whether it has to be a constant, so that the check knows it.
        package var isConstant: Bool

        /// Makes a parameter.
        package init(name: String, shape: DocumentShape?, isOptional: Bool = false, isConstant: Bool = false) {
            self.name = name
            self.shape = shape
            self.isOptional = isOptional
            self.isConstant = isConstant
        }
    }

    /// Its name.
    package let name: String
    /// One sentence for people.
    package let summary: String
    /// Its parameters.
    package let parameters: [Parameter]
    /// The type of its result for arguments of these types; constants are given as such.
    package let result: @Sendable ([ValueType?], [Literal?]) -> ValueType
    /// The losses that it can report.
    package let losses: [LossCode]
    /// What it does: reads the arguments and puts its result, if there is one, into the call.
    package let run: @Sendable (inout FunctionCall) throws(Fault) -> Void

    /// Makes a function.
    package init(
        _ name: String,
        _ summary: String,
        parameters: [Parameter],
        losses: [LossCode] = [],
        result: @escaping @Sendable ([ValueType?], [Literal?]) -> ValueType,
        run: @escaping @Sendable (inout FunctionCall) throws(Fault) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.losses = losses
        self.result = result
        self.run = run
    }
}
