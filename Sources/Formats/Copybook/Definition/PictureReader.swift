/// Counts what the symbols of a picture stand for, one run at a time.
struct PictureReader {
    let point: UInt8
    private(set) var length = 0
    private(set) var digits = 0
    private(set) var scale = 0
    private(set) var isSigned = false
    private var isBehindPoint = false
    private var hasText = false
    private var hasEditing = false
    private var hasDoubleByte = false
    private var hasNational = false
    private var isUnknown = false
    /// Digits so far that only scale: `P` before the first digit and behind the last.
    private var scaling = 0
    private var floating: [UInt8: Int] = [:]

    init(point: UInt8) {
        self.point = point
    }

    var category: Picture.Category? {
        if isUnknown { return nil }
        if hasNational { return hasText || digits > 0 ? nil : .national }
        if hasDoubleByte { return hasText || digits > 0 ? nil : .doubleByte }
        if hasText { return .text }
        if hasEditing { return .editedNumber }
        return digits > 0 ? .number : nil
    }

    mutating func take(_ run: Picture.Run) {
        let count = run.count
        switch run.symbol {
        case point: takePoint(count)
        case UInt8(ascii: "9"): takeDigits(count)
        case UInt8(ascii: "X"), UInt8(ascii: "A"):
            hasText = true
            length = add(count)
        case UInt8(ascii: "G"):
            hasDoubleByte = true
            length = add(count)
        case UInt8(ascii: "N"):
            hasNational = true
            length = add(count)
        case UInt8(ascii: "S"): isSigned = true
        case UInt8(ascii: "V"): isBehindPoint = true
        case UInt8(ascii: "P"): takeScaling(count)
        case UInt8(ascii: "Z"), UInt8(ascii: "*"):
            hasEditing = true
            takeDigits(count)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "$"): takeFloating(run)
        case UInt8(ascii: "C"), UInt8(ascii: "D"):
            hasEditing = true
            isSigned = true
            length = add(2 * count)
        case UInt8(ascii: "B"), UInt8(ascii: "0"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "."):
            hasEditing = true
            length = add(count)
        default: isUnknown = true
        }
    }

    private func add(_ count: Int) -> Int { min(length + count, Picture.lengthMax + 1) }

    private mutating func takeDigits(_ count: Int) {
        length = add(count)
        digits = min(digits + count, Picture.digitsMax + 1)
        if isBehindPoint { scale = min(scale + count, Picture.digitsMax + 1) }
    }

    private mutating func takePoint(_ count: Int) {
        hasEditing = true
        isBehindPoint = true
        length = add(count)
    }

    /// `PP9` is a fraction, whose first decimals are left out; `9PP` leaves out the last digits before the point.
    private mutating func takeScaling(_ count: Int) {
        let count = min(count, Picture.digitsMax + 1)
        if digits == 0 {
            isBehindPoint = true
            scale += count
        } else {
            scale -= count
        }
    }

    /// The first sign or currency symbol stands for itself; further ones are places for digits too.
    private mutating func takeFloating(_ run: Picture.Run) {
        hasEditing = true
        if run.symbol != UInt8(ascii: "$") { isSigned = true }
        let seen = floating[run.symbol, default: 0]
        floating[run.symbol] = min(seen + run.count, Picture.lengthMax)
        let places = seen == 0 ? run.count - 1 : run.count
        length = add(run.count - places)
        takeDigits(places)
    }
}
