import Canonical

/// What was made of a field's bytes, besides its text.
struct PictureReading {
    /// Whether the field is null: it has bytes, and they hold no value.
    var isNull = false
    /// What the bytes have that the value does not tell.
    var fact = LayoutFact.none
    /// What is wrong with them.
    var problem = PictureProblem.none

    static let plain = PictureReading()

    static func null(_ fact: LayoutFact, _ problem: PictureProblem) -> PictureReading {
        PictureReading(isNull: true, fact: fact, problem: problem)
    }
}

/// What the bytes of a field have that its value does not tell, and that makes them the same again.
enum LayoutFact: Hashable {
    /// The bytes are those that are written for the value.
    case none
    /// The rest of the field is this byte instead of blanks or zeros: `pad 00`.
    case pad(UInt8)
    /// So many blanks before the text: `lead 3`.
    case lead(Int)
    /// Another sign than the preferred one; a half byte or the whole byte of the digit: `sign 0F`.
    case sign(UInt8)
    /// All bytes: `raw 00FF`.
    case raw
}

/// What can be wrong with a field's bytes.
enum PictureProblem: UInt8 {
    case none
    case empty
    case notANumber
    case tooLarge
    case notAsPictured
    case notInCodePage
    case cut

    /// The code of its finding.
    var code: String {
        switch self {
        case .none: ""
        case .empty: "copybook.number-empty"
        case .notANumber: "copybook.not-a-number"
        case .tooLarge: "copybook.number-over-picture"
        case .notAsPictured: "copybook.not-as-pictured"
        case .notInCodePage: "copybook.not-in-code-page"
        case .cut: "copybook.field-cut"
        }
    }

    /// How much it matters where no other field redefines the bytes.
    var severity: Finding.Severity {
        switch self {
        case .none, .empty: .note
        case .notAsPictured: .warning
        case .notANumber, .tooLarge, .notInCodePage, .cut: .error
        }
    }

    /// The finding's sentence.
    var message: String {
        switch self {
        case .none: ""
        case .empty: "The number has only blanks or LOW-VALUES: read as null."
        case .notANumber: "The bytes are no number of this picture and usage: read as null."
        case .tooLarge: "The number has more digits than its picture: read as null."
        case .notAsPictured: "The number is not edited as its picture says; read by its digits."
        case .notInCodePage: "The text has a byte that its code page does not assign: read as U+001A."
        case .cut: "The record ends within the field: read as null."
        }
    }
}
