import Canonical

/// One step of a compiled copybook: what is done next at the cursor of a record.
///
/// A plain value without references, so that a program is one piece of memory.
struct CopybookStep: Sendable {
    enum Action: UInt8, Sendable {
        /// Opens an object.
        case beginGroup
        case endGroup
        /// A field with a value.
        case field
        /// Bytes without a name: FILLER and the slack before SYNCHRONIZED fields.
        case filler
        /// Opens a list; `target` is the step behind the table's end.
        case beginTable
        case endTable
        /// Marks the place to which each alternative goes back.
        case beginRegion
        /// Goes back; if its rule says no, on to `target`.
        case beginAlternative
        case endAlternative
        /// Goes to the end of the longest alternative.
        case endRegion
    }

    /// How a field's bytes are read.
    enum Kind: UInt8, Sendable {
        case text
        case doubleByte
        case national
        case zoned
        case packed
        case packedUnsigned
        case binary
        case edited
        case float
        /// Bytes that mean nothing outside their program, shown as hexadecimal digits.
        case opaque
    }

    var action: Action
    var kind = Kind.text
    var isSigned = false
    var sign = CopybookItem.Sign()
    var isJustified = false
    var isBlankWhenZero = false
    var isLittleEndian = false
    /// Whether its whole storage counts, not the digits of its picture.
    var isNative = false
    /// Whether these are the bytes before or behind a SYNCHRONIZED field that bring it to its boundary.
    var isSlack = false
    /// Whether other fields that redefine the same bytes hold them already.
    var isCovered = false
    /// Whether other fields redefine the same bytes and no rule says which one is meant.
    var isAlternative = false
    @Narrow var digits = 0
    @Narrow var scale = 0
    /// The name of its member; none for elements of a table.
    var name = DocumentName.none
    /// Its bytes; of a region, of its longest alternative, or -1 if that differs from record to record.
    @Narrow var length = 0
    /// Its item in the copybook.
    @Narrow var item = 0
    @Narrow var target = 0
    /// The number of its table's or region's state.
    @Narrow var slot = 0
    /// Where its place in the record is kept for counts and rules that need it; -1 if nowhere.
    @Narrow var watch = -1
    /// Of a table, the watch of its counter; of an alternative, its rule; -1 if there is none.
    @Narrow var reference = -1
    /// Of groups and tables, the bytes of one of them if all tables in it are as small as they can be.
    @Narrow var lengthMin = 0
    @Narrow var min = 0
    @Narrow var max = 0
    /// Of a field, the values that its condition names allow; of an edited number, its picture.
    @Narrow var domain = -1
    @Narrow var edited = -1

    /// A number in half the room: steps are copied while a record is read, and that costs by their size.
    ///
    /// All numbers of a step are bounded by the greatest size of a record or by the copybook's number of entries.
    @propertyWrapper
    struct Narrow: Sendable {
        private var number: Int32

        init(wrappedValue: Int) { number = Int32(wrappedValue) }

        var wrappedValue: Int {
            get { Int(number) }
            set { number = Int32(newValue) }
        }
    }
}
