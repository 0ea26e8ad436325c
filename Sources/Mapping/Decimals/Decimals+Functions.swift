import Canonical

extension Decimals {
    private static let modes = Rounding.allCases.map(\.rawValue).joined(separator: ", ")

    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "add",
            "Adds two numbers exactly, with as many decimals as the more exact of them.",
            parameters: ["left": "a number", "right": "a number"],
            examples: [
                .init("10.50", "0.005", gives: "10.505"),
                .init("0.1", "0.2", gives: "0.3"),
                .init("99999999999999999999999999999999999999", "1", refuses: .overflow),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try write(try add(try number(arguments, 0), try number(arguments, 1)), into: &output)
            return .none
        },
        FunctionDescription(
            "subtract",
            "Subtracts the second number from the first exactly.",
            parameters: ["left": "a number", "right": "a number"],
            examples: [.init("10.50", "11", gives: "-0.50"), .init("1.00", "1.00", gives: "0.00")]
        ) { arguments, output throws(ValueRefusal) in
            try write(try subtract(try number(arguments, 0), try number(arguments, 1)), into: &output)
            return .none
        },
        FunctionDescription(
            "negate",
            "Gives a number the other sign.",
            parameters: ["number": "a number"],
            examples: [.init("10.50", gives: "-10.50"), .init("-0.1", gives: "0.1")]
        ) { arguments, output throws(ValueRefusal) in
            try write(negate(try number(arguments, 0)), into: &output)
            return .none
        },
        FunctionDescription(
            "multiply",
            "Multiplies two numbers, an amount by a rate, with the decimals and the rounding that are stated.",
            parameters: ["left": "a number", "right": "a number", "scale": "decimals", "rounding": modes],
            examples: [
                .init("100.25", "1.0825", "2", "halfUp", gives: "108.52"),
                .init("0.5", "0.05", "2", "halfEven", gives: "0.02"),
                .init("0.5", "0.05", "2", "halfUp", gives: "0.03"),
                .init("-0.5", "0.05", "2", "floor", gives: "-0.03"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (scale, mode) = (try arguments.number(2), try arguments.option(3, Rounding.self))
            let (left, right) = (try number(arguments, 0), try number(arguments, 1))
            try write(try multiply(left, right, scale: scale, rounding: mode), into: &output)
            return .none
        },
        FunctionDescription(
            "divide",
            "Divides the first number by the second, with the decimals and the rounding that are stated.",
            parameters: ["left": "a number", "right": "a number", "scale": "decimals", "rounding": modes],
            examples: [
                .init("10", "3", "2", "halfEven", gives: "3.33"),
                .init("2", "3", "5", "up", gives: "0.66667"),
                .init("1", "0", "2", "halfEven", refuses: .divisionByZero),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (scale, mode) = (try arguments.number(2), try arguments.option(3, Rounding.self))
            let (left, right) = (try number(arguments, 0), try number(arguments, 1))
            try write(try divide(left, by: right, scale: scale, rounding: mode), into: &output)
            return .none
        },
        FunctionDescription(
            "round",
            "Gives a number the decimals that are stated, rounded as stated.",
            parameters: ["number": "a number", "scale": "decimals", "rounding": modes],
            examples: [
                .init("2.345", "2", "halfEven", gives: "2.34"), .init("2.345", "2", "halfUp", gives: "2.35"),
                .init("2.3", "2", "down", gives: "2.30"), .init("-2.341", "2", "up", gives: "-2.35"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (scale, mode) = (try arguments.number(1), try arguments.option(2, Rounding.self))
            try write(try round(try number(arguments, 0), scale: scale, rounding: mode), into: &output)
            return .none
        },
        FunctionDescription(
            "compare",
            "Compares two numbers, zeros at the end aside: -1, 0 or 1.",
            parameters: ["left": "a number", "right": "a number"],
            examples: [
                .init("1.50", "1.5", gives: "0"), .init("-2", "1", gives: "-1"), .init("10", "9.99", gives: "1"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            output.append(contentsOf: "\(compare(try number(arguments, 0), try number(arguments, 1)))".utf8)
            return .none
        },
        FunctionDescription(
            "fitsDigits",
            "Says whether a number has at most so many digits and decimals, zeros at the end aside.",
            parameters: ["number": "a number", "digits": "the greatest number of digits", "decimals": "those of them"],
            examples: [
                .init("1234.50", "5", "1", gives: "true"), .init("1234.56", "5", "2", gives: "false"),
                .init("0.001", "3", "3", gives: "true"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (digits, decimals) = (try arguments.number(1), try arguments.number(2))
            let fits = fits(try number(arguments, 0), digits: digits, decimals: decimals)
            output.append(contentsOf: "\(fits)".utf8)
            return .none
        },
    ]

    private static func number(_ arguments: FunctionArguments, _ index: Int) throws(ValueRefusal) -> Number {
        guard let number = read(arguments.text(index).utf8.span) else { throw ValueRefusal(.number) }
        return number
    }
}
