import Canonical

/// Paths and places, which are made only for findings.
extension MessageParser {
    /// The bytes of an open element's name.
    func nameBytes(_ element: OpenElement, _ bytes: Span<UInt8>) -> [UInt8] {
        let name = element.name
        if name.start >= 0 { return bytes.extracting(name.range).withUnsafeBufferPointer { Array($0) } }
        let start = -1 - name.start
        return Array(state.carriedNames[start..<start + name.length])
    }

    /// The path of the innermost open element: local names from the part's own on, with a number where it may repeat.
    func path(_ bytes: Span<UInt8>, adding last: String? = nil) -> String {
        var path = ""
        for element in state.open.dropFirst(state.partDepth ?? 0) {
            guard path.utf8.count < Self.pathBytesMax else { return path + "/…" }
            let name = nameBytes(element, bytes)
            let local = element.name.prefixLength == 0 ? name[...] : name.dropFirst(element.name.prefixLength + 1)
            path += "/" + String(decoding: local, as: UTF8.self)
            if element.ordinal > 0 { path += "[\(element.ordinal)]" }
        }
        if let last { path += "/" + last }
        return path
    }

    /// Longer paths are cut: only elements that no definition knows have such.
    private static var pathBytesMax: Int { 4_096 }

    /// The path of the innermost open element within the document at hand, by which layout facts and what is unexpected
    /// refer to it: as ``path(_:adding:)``, but in a piece of a split message from the piece's own element on.
    func layoutPath(_ bytes: Span<UInt8>) -> String {
        var path = ""
        let base = piece == .entry ? (state.entryDepth ?? 0) : (state.partDepth ?? 0)
        for element in state.open.dropFirst(base) {
            let name = nameBytes(element, bytes)
            let local = element.name.prefixLength == 0 ? name[...] : name.dropFirst(element.name.prefixLength + 1)
            path += "/" + String(decoding: local, as: UTF8.self)
            if element.item > 0 { path += "[\(element.item)]" }
        }
        return path
    }

    /// The place of a byte of the window, or of one before it.
    mutating func place(_ offset: Int, _ bytes: Span<UInt8>, path: String) -> Place {
        let target = max(0, min(offset, bytes.count))
        var (cached, lines) = lineCache
        while cached < target {
            if bytes[cached] == 0x0A { lines += 1 }
            cached += 1
        }
        while cached > target {
            cached -= 1
            if bytes[cached] == 0x0A { lines -= 1 }
        }
        lineCache = (cached, lines)
        return Place(byteOffset: scanner.position.byteOffset + offset, line: lines + 1, path: path)
    }

    /// Adds a finding about the byte at an offset, within the innermost open element.
    @inline(never)
    mutating func find(
        _ severity: Finding.Severity = .error,
        _ code: String,
        at offset: Int,
        _ bytes: Span<UInt8>,
        adding last: String? = nil,
        _ message: String
    ) {
        findings.add(severity, code, at: place(offset, bytes, path: path(bytes, adding: last)), message)
    }

    /// Adds a finding about the innermost open element as a whole.
    @inline(never)
    mutating func findElement(_ code: String, _ bytes: Span<UInt8>, _ message: String) {
        guard let element = state.open.last else { return }
        var place = place(element.tagStart, bytes, path: path(bytes))
        if element.line > 0 { place.line = element.line }
        findings.add(.error, code, at: place, message)
    }

    /// Notes that something is laid out otherwise than its surroundings.
    @inline(never)
    mutating func note(_ fact: String, _ value: DocumentValue, at path: String, _ bytes: Span<UInt8>) {
        let count = value.items?.count ?? 1
        guard hasRoom(forFacts: count, bytes) else { return }
        exceptionCount += count
        exceptions.append(["at": .text(path), fact: value])
    }

    /// Whether so many more facts about single elements are kept; if not, that is a finding, once per message.
    mutating func hasRoom(forFacts count: Int, _ bytes: Span<UInt8>) -> Bool {
        if exceptionCount + count <= MessageLayout.exceptionsMax { return true }
        if layout.isComplete {
            layout.isComplete = false
            find(.note, "xml.layout-normalised", at: scanner.offset, bytes, "The layout is too irregular to be kept.")
        }
        return false
    }
}
