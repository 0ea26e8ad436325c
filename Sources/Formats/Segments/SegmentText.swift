import Canonical

/// Reads the elements of segments into documents, and writes them.
struct SegmentText {
    let syntax: SegmentSyntax
    let encoding: TextEncoding
    private var scratch: [UInt8] = []
    /// The offsets of the characters behind release characters, in the segment without these.
    private(set) var released: [Int] = []
    /// Whether others have one than need it.
    private(set) var isReleasedOddly = false

    init(syntax: SegmentSyntax, encoding: TextEncoding) {
        self.syntax = syntax
        self.encoding = encoding
    }

    /// Appends the members `tag` and `elements` of a segment.
    ///
    /// - Returns: whether all bytes are in the encoding.
    mutating func read(_ content: Span<UInt8>, tag: Int, into builder: inout DocumentBuilder) -> Bool {
        released.removeAll()
        isReleasedOddly = false
        var isSound = appendText(content.extracting(0..<tag), SegmentMembers.name(SegmentMembers.tag), into: &builder)
        builder.begin(.list, SegmentMembers.name(SegmentMembers.elements))
        var index = tag
        var offset = tag
        while index < content.count {
            index += 1
            offset += 1
            builder.begin(.list)
            isSound = appendRepetitions(content, &index, &offset, into: &builder) && isSound
            builder.end()
        }
        builder.end()
        return isSound
    }

    /// Appends the repetitions of an element, up to the next element separator or the end.
    private mutating func appendRepetitions(
        _ content: Span<UInt8>,
        _ index: inout Int,
        _ offset: inout Int,
        into builder: inout DocumentBuilder
    ) -> Bool {
        var isSound = true
        builder.begin(.list)
        scratch.removeAll(keepingCapacity: true)
        while index < content.count, content[index] != syntax.element {
            let byte = content[index]
            if byte == syntax.component || byte == syntax.repetition {
                isSound = flush(into: &builder) && isSound
                if byte == syntax.repetition {
                    builder.end()
                    builder.begin(.list)
                }
            } else if byte == syntax.release, index + 1 < content.count {
                index += 1
                released.append(offset)
                if !syntax.isSeparator(content[index]) { isReleasedOddly = true }
                scratch.append(content[index])
            } else {
                if byte == syntax.release { isReleasedOddly = true }
                scratch.append(byte)
            }
            index += 1
            offset += 1
        }
        isSound = flush(into: &builder) && isSound
        builder.end()
        return isSound
    }

    private mutating func flush(into builder: inout DocumentBuilder) -> Bool {
        let bytes = scratch
        scratch.removeAll(keepingCapacity: true)
        return appendText(bytes.span, .none, into: &builder)
    }

    private func appendText(_ bytes: Span<UInt8>, _ name: DocumentName, into builder: inout DocumentBuilder) -> Bool {
        let start = builder.bytes.count
        let problem = encoding.decodeKeeping(bytes, into: &builder.bytes)
        builder.text(name, from: start)
        return problem == nil
    }

    // MARK: - Writing

    /// Appends a segment without its terminator.
    ///
    /// - Throws: a `schema.violation` for a segment that is not of the documents' shape, and for text that is not in the
    ///   encoding, or, if writing is strict, that needs a release character where there is none.
    func write(
        _ segment: DocumentView,
        path: String,
        isStrict: Bool,
        into output: inout [UInt8]
    ) throws(Fault) {
        try Self.known.check(segment, path: path)
        if let layout = segment[SegmentMembers.layout] { try Self.knownLayout.check(layout, path: path + "/layout") }
        guard let tag = segment[SegmentMembers.tag]?.text, segment[SegmentMembers.elements] != nil else {
            throw .unwritable(path, "A segment has a tag and a list of elements.")
        }
        let released = isStrict ? nil : try released(of: segment, path)
        var writer = Writer(text: self, released: released, isStrict: isStrict)
        try writer.append(tag, path + "/tag", isTag: true, into: &output)
        for (path, element) in try segment.items(SegmentMembers.elements, path) {
            writer.append(separator: syntax.element, into: &output)
            for (number, repetition) in try Self.children(of: element, path).enumerated() {
                if number > 0 {
                    guard let separator = syntax.repetition else {
                        throw .unwritable(path, "The interchange has no separator for repetitions.")
                    }
                    writer.append(separator: separator, into: &output)
                }
                for (place, component) in try Self.children(of: repetition, "\(path)/\(number)").enumerated() {
                    if place > 0 { writer.append(separator: syntax.component, into: &output) }
                    let text = try component.requiredText("\(path)/\(number)/\(place)")
                    try writer.append(text, "\(path)/\(number)/\(place)", isTag: false, into: &output)
                }
            }
        }
        guard writer.releasedCount == released?.count ?? 0 else {
            throw .unwritable(path + "/layout/released", "There is no character at one of the places.")
        }
    }

    private static let known = KnownMembers([
        SegmentMembers.tag: .text, SegmentMembers.elements: .list, SegmentMembers.layout: .object,
    ])
    private static let knownLayout = KnownMembers([
        SegmentMembers.after: .text, SegmentMembers.released: .list, SegmentMembers.open: .boolean,
    ])

    /// The values of a list that has some: repetitions of an element, components of a repetition.
    private static func children(
        of list: DocumentView,
        _ path: @autoclosure () -> String
    ) throws(Fault) -> DocumentView.Children {
        guard list.kind == .list, list.count > 0 else {
            throw .unwritable(path(), "A list that is not empty is expected.")
        }
        return list.children
    }

    /// The offsets of the characters that have a release character, where the segment's layout names them.
    private func released(of segment: DocumentView, _ path: String) throws(Fault) -> Set<Int>? {
        guard let layout = segment[SegmentMembers.layout], layout[SegmentMembers.released] != nil else { return nil }
        var offsets: Set<Int> = []
        for (path, item) in try layout.items(SegmentMembers.released, path + "/layout") {
            offsets.insert(try item.requiredCount(path, max: Int(Int32.max)))
        }
        return offsets
    }

    /// One segment that is written.
    private struct Writer {
        let text: SegmentText
        let released: Set<Int>?
        let isStrict: Bool
        /// How many of the offsets to be released were met.
        private(set) var releasedCount = 0
        private var offset = 0

        init(text: SegmentText, released: Set<Int>?, isStrict: Bool) {
            self.text = text
            self.released = released
            self.isStrict = isStrict
        }

        mutating func append(separator: UInt8, into output: inout [UInt8]) {
            output.append(separator)
            offset += 1
        }

        mutating func append(
            _ value: String,
            _ path: @autoclosure () -> String,
            isTag: Bool,
            into output: inout [UInt8]
        ) throws(Fault) {
            var bytes: [UInt8] = []
            let utf8 = Array(value.utf8)
            let problem =
                isStrict ? text.encoding.encode(utf8, into: &bytes) : text.encoding.encodeKeeping(utf8, into: &bytes)
            guard problem == nil else {
                throw .unwritable(path(), "The interchange's character set does not have all characters.")
            }
            for byte in bytes {
                let needs = text.syntax.isSeparator(byte)
                // A tag is written as it was read, whatever stands in it but what ends it.
                if isTag ? needs && isStrict || byte == text.syntax.element : needs && text.syntax.release == nil {
                    throw .unwritable(path(), "A separator cannot stand in a text.")
                }
                if let release = text.syntax.release, !isTag {
                    let mustRelease = needs && byte != release
                    let isTold = released?.contains(offset) == true
                    if isTold { releasedCount += 1 }
                    if released == nil ? needs : isTold || mustRelease { output.append(release) }
                }
                output.append(byte)
                offset += 1
            }
        }
    }
}
