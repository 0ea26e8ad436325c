import Canonical

/// Where the tags of a group and their values begin and end.
extension ISO8583MessageReader {
    /// Finds the BER-TLV data objects in a range (ISO 8825-1, 8.1; EMV book 3, annex B).
    ///
    /// - Returns: where the first thing begins that cannot be read, and how many bytes of zero stand at the end.
    func scanBER(
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ items: inout [TagItem],
        _ findings: inout Findings
    ) -> (end: Int, padding: Int) {
        let tags = program.composites[group.composite].tags
        let content = bytes.extracting(0..<range.upperBound)
        var offset = range.lowerBound
        while true {
            // EMV book 3, annex B: bytes of zero before, between and after data objects have no meaning.
            let paddingStart = offset
            while offset < range.upperBound, content[offset] == 0 { offset += 1 }
            let padding = offset - paddingStart
            guard offset < range.upperBound else { return (offset, padding) }
            let start = paddingStart
            guard items.count < Self.tagsMax else {
                reportTags(group, offset, "There are more than \(Self.tagsMax) tags; the rest is kept.", &findings)
                return (start, 0)
            }
            guard let (tag, size) = ISO8583Tag.read(content, at: offset) else {
                reportTags(group, offset, "A tag does not end; what follows is kept as bytes.", &findings)
                return (start, 0)
            }
            let lengthStart = offset + size
            guard let (length, lengthSize) = Self.berLength(content, at: lengthStart),
                length <= range.upperBound - lengthStart - lengthSize
            else {
                reportTags(group, lengthStart, "A tag's length cannot be; what follows is kept as bytes.", &findings)
                return (start, 0)
            }
            let valueStart = lengthStart + lengthSize
            let key = UInt64(tag.number)
            items.append(
                TagItem(
                    key: key,
                    step: tags[key],
                    lengthStart: lengthStart,
                    content: valueStart..<valueStart + length,
                    padding: padding
                )
            )
            offset = valueStart + length
        }
    }

    /// The length of a data object and how many bytes it takes; nil for the indefinite form and for more than four bytes.
    static func berLength(_ bytes: Span<UInt8>, at offset: Int) -> (length: Int, size: Int)? {
        guard offset < bytes.count else { return nil }
        let first = bytes[offset]
        guard first >= 0x80 else { return (Int(first), 1) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), offset + count < bytes.count else { return nil }
        var length = 0
        for index in 1...count { length = length << 8 | Int(bytes[offset + index]) }
        return (length, 1 + count)
    }

    /// Notes what the values of data objects do not tell of how they were written.
    mutating func noteLayout(_ group: TagGroup, _ items: [TagItem], _ padding: Int) {
        for item in items {
            let size = item.content.lowerBound - item.lengthStart
            let isLonger = size > Self.berLengthSize(item.content.count)
            guard isLonger || item.padding > 0 else { continue }
            let path = text(of: Self.path(of: item, group))
            if isLonger { deviations.append(Deviation(field: path, fact: .lengthBytes, value: String(size))) }
            if item.padding > 0 {
                deviations.append(Deviation(field: path, fact: .padding, value: String(item.padding)))
            }
        }
        if padding > 0 { deviations.append(Deviation(field: group.path, fact: .paddingAfter, value: String(padding))) }
    }

    /// The least number of bytes that a length takes.
    static func berLengthSize(_ length: Int) -> Int {
        switch length {
        case ..<0x80: 1
        case ..<0x100: 2
        case ..<0x1_0000: 3
        case ..<0x100_0000: 4
        default: 5
        }
    }

    /// Finds the tagged subfields in a range; returns where the first thing begins that cannot be read.
    func scanTagged(
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ items: inout [TagItem],
        _ findings: inout Findings
    ) -> Int {
        let composite = program.composites[group.composite]
        let size = composite.tag.wireCount
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard items.count < Self.tagsMax else {
                reportTags(group, offset, "There are more than \(Self.tagsMax) tags; the rest is kept.", &findings)
                return offset
            }
            guard range.upperBound - offset >= size else {
                reportTags(group, offset, "A tag does not end; what follows is kept as bytes.", &findings)
                return offset
            }
            var key: UInt64 = 0
            for index in offset..<offset + size { key = key << 8 | UInt64(bytes[index]) }
            let step = step(ofTag: key, composite)
            guard step >= 0 else {
                reportTags(group, offset, "A tag is not known, nor how long its value is; the rest is kept.", &findings)
                return offset
            }
            guard let content = taggedContent(step, bytes, offset + size, range.upperBound) else {
                reportTags(group, offset + size, "A tag's value cannot be read; what follows is kept.", &findings)
                return offset
            }
            items.append(TagItem(key: key, step: step, lengthStart: offset + size, content: content, padding: 0))
            offset = content.upperBound
        }
        return offset
    }

    /// The step of a tag, or that of unknown ones; -1 where there is none, or where the tag is named like a member of ours.
    private func step(ofTag key: UInt64, _ composite: ISO8583Composite) -> Int {
        let known = composite.tags[key]
        guard known < 0, composite.unknown >= 0 else { return known }
        let name = String(decoding: tagName(key, composite.tag), as: UTF8.self)
        return ISO8583Names.own.contains(name) ? -1 : composite.unknown
    }

    /// Where the value of a tagged subfield lies whose length begins at an offset.
    private func taggedContent(_ index: Int, _ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Range<Int>? {
        let step = program.steps[index]
        var units = step.lengthMax
        if step.prefix != .none {
            guard end - offset >= step.prefixSize, let length = prefixValue(step, bytes, at: offset) else { return nil }
            units = length
        }
        let start = offset + step.prefixSize
        let count = step.wireCount(units)
        guard count <= end - start, readsAlways(step, bytes, start..<start + count) else { return nil }
        return start..<start + count
    }
}
