/// What a value can stand for.
enum RuleIdentifier: String, Sendable {
    case bic
    case iban
    case lei
    case country
    case currency
}
