import Canonical

/// How a message lies in its input.
struct MTFrame {
    enum Container {
        /// Blocks in braces, alone or one after the other; `$` between them (RJE) is text behind a message.
        case plain
        /// The text of block 4 without braces.
        case body
        /// 0x01 before and 0x03 behind the blocks, padded to sectors of 512 bytes (DOS-PCC).
        case sectors
    }

    var container = Container.plain
    /// Text before the message, such as a bank's header lines.
    var before = 0..<0
    /// Text behind the message up to the next one.
    var after = 0..<0
    /// How many bytes fill the sector behind the 0x03, if not as many as it takes.
    var padding: Int?
    /// What of a sector of DOS-PCC is not as it has to be, and whether the message may be cut off there.
    var sectorDefect: (text: String, isCut: Bool)?
    /// Whether what stands behind the message is no mere separator.
    var hasRest = false
    /// Whether XML stands around the message, so that its end is where it is said to be.
    var isEnclosed = false
    /// How many bytes of a split message lie before the window.
    var lengthBefore = 0
    /// The message type, where the surroundings name it.
    var type: Int?
}

/// The options of the format.
struct MTOptions: Sendable {
    /// Whether the parts of field 86 are members of their own.
    var splitsSubTags = true
    /// The message type of bodies without blocks.
    var bodyType: Int?
    /// The sequences at which large messages are split; none where they are not.
    var split: [String] = []
    /// Whether network rules are checked.
    var checksRules = false
    /// Greatest number of values in a document.
    var valuesMax = Limits.standard.documentValuesMax
}

extension MTFrame {
    /// Length of a sector of DOS-PCC.
    static let sectorLength = 512

    /// Finds what stands between a message in blocks and the next.
    ///
    /// - Returns: where the next message begins; nil if more of the input is needed to say.
    mutating func close(_ window: Span<UInt8>, from end: Int, isLast: Bool) -> Int? {
        if container == .sectors, let next = closeSectors(window, from: end, isLast: isLast) { return next.value }
        container = .plain
        return closeFiller(window, from: end, isLast: isLast)
    }

    /// The same behind a body without blocks, where the next one may have header lines.
    mutating func closeBody(_ window: Span<UInt8>, from end: Int, isLast: Bool) -> Int? {
        var next = end
        while next < window.count, MTOpening.isFiller(window[next]) { next += 1 }
        guard next < window.count else {
            after = end..<next
            return isLast ? next : nil
        }
        // Blanks at the beginning of the next message's first line are that message's.
        while next > end, window[next - 1] == 0x20 { next -= 1 }
        if MTOpening.search(window, from: next) == nil {
            guard isLast else { return nil }
            hasRest = true
            next = window.count
        }
        after = end..<next
        return next
    }

    private mutating func closeFiller(_ window: Span<UInt8>, from end: Int, isLast: Bool) -> Int? {
        var next = end
        while next < window.count, MTOpening.isFiller(window[next]) { next += 1 }
        guard next < window.count else {
            after = end..<next
            return isLast ? next : nil
        }
        guard isLast || next + 3 < window.count else { return nil }
        let isSector = window[next] == 0x01 && MTOpening.isBlock(window, next + 1)
        if !isSector, !MTOpening.startsMessage(window, next) {
            hasRest = true
            while next < window.count, !MTOpening.startsMessage(window, next) { next += 1 }
            guard next < window.count || isLast else { return nil }
            if next < window.count, next > end, window[next - 1] == 0x01 { next -= 1 }
        }
        after = end..<next
        return next
    }

    /// 0x03 and blanks up to the end of a sector.
    ///
    /// The inner value is nil if more is needed, the outer one if the
    /// message does not end like that.
    private mutating func closeSectors(_ window: Span<UInt8>, from end: Int, isLast: Bool) -> (value: Int?, Void)? {
        guard end < window.count || isLast else { return (nil, ()) }
        guard end < window.count, window[end] == 0x03 else {
            sectorDefect = ("The byte 0x03 that ends a message of DOS-PCC is missing.", true)
            return nil
        }
        var next = end + 1
        while next < window.count, window[next] == 0x20 { next += 1 }
        guard next < window.count || isLast else { return (nil, ()) }
        guard next == window.count || window[next] == 0x01 else {
            sectorDefect = ("Something other than blanks stands behind a message of DOS-PCC.", false)
            return nil
        }
        let start = lengthBefore > 0 ? 0 : before.upperBound - 1
        let used = lengthBefore + end + 1 - start
        let required = (Self.sectorLength - used % Self.sectorLength) % Self.sectorLength
        if next - end - 1 != required {
            padding = next - end - 1
            let isCut = next == window.count && next - end - 1 < required
            sectorDefect = ("The blanks behind a message of DOS-PCC do not fill its sector of 512 bytes.", isCut)
        }
        if lengthBefore == 0 { before = before.lowerBound..<start }
        after = next..<next
        return (next, ())
    }
}
