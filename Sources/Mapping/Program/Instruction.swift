/// One step of a program: sixteen bytes, in an array that is run front to back but for jumps.
///
/// An operand that is a value is a register of the frame from 0 on, or, as the complement of its index, a cell that is
/// always there (a constant or a given value). A jump's aim is always `c`.
struct Instruction {
    /// What a step does.
    ///
    /// `d` is the register that gets a result, `v` a value.
    enum Operation: UInt8 {
        /// Nothing.
        case nothing
        /// The program is done.
        case stop
        /// Goes on at `c`.
        case jump
        /// Goes on at `c` where `v` (a) is absent.
        case jumpIfAbsent
        /// Goes on at `c` where `v` (a) is there.
        case jumpIfPresent
        /// Goes on at `c` where `v` (a) is not null.
        case jumpUnlessNull
        /// Goes on at `c` where `v` (a) is not true.
        case jumpUnless
        /// Goes on at `c` unless a and b compare as `flag` says, in the manner of `mode`.
        case jumpUnlessCompares
        /// Goes on at `c` unless a is one of the set b.
        case jumpUnlessMember
        /// d (a) becomes v (b).
        case move
        /// The members below a are bound by entry b; the registers of the list c are emptied first.
        case bind

        /// d (a) becomes the one element of list b; a fault of site c if there are more.
        case only
        /// Begins a loop over list a with the iterator at register b; goes to `c` where there is no list.
        case loop
        /// The next element goes to register a, from the iterator at b; goes to `c` at the end.
        case next
        /// Register a becomes the count of values that wait.
        case collectBegin
        /// Value a waits, if it is there; `flag`: of a list, its elements.
        case collect
        /// d (a) becomes the selection of what waits since register b.
        case collectEnd
        /// Counts register a up to b; a fault of site c beyond.
        case count

        /// d (a) becomes what a and b make together: operand registers are b and c.
        case arithmetic
        /// d (a) becomes the result of call b.
        case function
        /// d (a) becomes what code table c makes of b; absent where it has none.
        case lookUp
        /// d (a) becomes b, made to fit by plan c.
        case fit

        /// A fault of site b where a is absent.
        case faultIfAbsent
        /// A fault of site b.
        case fault
        /// A loss of site b.
        case report
        /// A loss of site b where a is there.
        case dropped
        /// The message is filtered, for the reason of site b.
        case filter
        /// An element makes no target, for the reason of site b.
        case skip

        /// Opens an object or a list, by `flag`, under the name.
        case begin
        /// Closes what was opened last, or takes it back if nothing was put in.
        case end
        /// Closes an object of which register a counts the members that were written empty (-1: none); where it has nothing
        /// else it is taken back, or with `flag` 1 kept and counted in register b.
        case endKept
        /// Register a becomes 1 where nothing was written since it, else 0.
        case noteMissing
        /// A fault of site b where register a is 1 and the object opened last has something.
        case faultIfMissing
        /// Writes a under the name, checked by rule b; `flag`: a list's elements one by one.
        case write
        /// Writes a with all that it contains under the name, checked by shape b; `flag` as ``CopyFlag`` says.
        case copy
        /// Register a becomes the number of nodes written.
        case mark
        /// Goes on at `c` where something was written since register a.
        case jumpIfWritten
        /// Goes on at `c` where nothing was written since register a.
        case jumpUnlessWritten
        /// A fault of site b where nothing was written since register a.
        case faultUnlessWritten
        /// Register a becomes the number of elements of the list opened last.
        case countElements
        /// Where the list opened last got more than a elements since register c (-1: all), the others are left out and
        /// reported by site b (`flag` 1), or a fault of site b.
        case bound
        /// The target is complete.
        case emit

        /// Runs part a in a frame of its own with the arguments from register b on, under the name.
        case call
        /// Goes back to where the part was called.
        case goBack
        /// What is written from here on is a value: register a keeps the place.
        case captureBegin
        /// d (a) becomes what was written since register b.
        case captureEnd
    }

    var operation: Operation
    /// A variant of the operation.
    var flag: UInt8 = 0
    /// The length of the name; ``Instruction/inherited`` for the name under which the part was called.
    var length: UInt16 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    /// The third operand, or where the name begins.
    var c: Int32 = 0

    /// The length that stands for the name under which the frame's part was called.
    static let inherited = UInt16.max

    init(
        _ operation: Operation,
        _ a: Int32 = 0,
        _ b: Int32 = 0,
        _ c: Int32 = 0,
        flag: UInt8 = 0,
        length: UInt16 = 0
    ) {
        self.operation = operation
        self.a = a
        self.b = b
        self.c = c
        self.flag = flag
        self.length = length
    }

    /// Whether `c` is a place in the program.
    var jumps: Bool {
        switch operation {
        case .jump, .jumpIfAbsent, .jumpIfPresent, .jumpUnlessNull, .jumpUnless,
            .jumpUnlessCompares, .jumpUnlessMember, .loop, .next, .jumpIfWritten, .jumpUnlessWritten:
            true
        default: false
        }
    }
}
