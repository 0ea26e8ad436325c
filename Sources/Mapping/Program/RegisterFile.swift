/// The registers of all frames that can be open at once: the innermost loop of a run, so without checks.
///
/// An index is the base of a frame and the number of a register. Both come from the compiler, which has counted the
/// registers of every frame and of the deepest chain of calls; no message can make them larger.
struct RegisterFile: ~Copyable {
    private let cells: UnsafeMutablePointer<Int32>
    let count: Int

    /// Makes registers that hold nothing.
    init(count: Int) {
        self.count = max(count, 1)
        cells = .allocate(capacity: self.count)
        cells.initialize(repeating: Cell.absent, count: self.count)
    }

    deinit { cells.deallocate() }

    /// What a register holds.
    subscript(index: Int) -> Int32 {
        @inline(__always) get {
            assert(index >= 0 && index < count, "the compiler has counted the registers")
            return cells[index]
        }
        @inline(__always) nonmutating set {
            assert(index >= 0 && index < count, "the compiler has counted the registers")
            cells[index] = newValue
        }
    }

    /// Empties a frame.
    @inline(__always)
    func clear(_ range: Range<Int>) {
        assert(range.lowerBound >= 0 && range.upperBound <= count, "the compiler has counted the registers")
        (cells + range.lowerBound).update(repeating: Cell.absent, count: range.count)
    }
}
