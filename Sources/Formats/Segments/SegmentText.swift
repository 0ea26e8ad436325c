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
        let facts = isStrict ? nil : segment[SegmentMembers.layout]
        let wanted = facts?[SegmentMembers.released]?.children.compactMap { $0.number.flatMap { Int($0.description) } }
        guard let tag = segment[SegmentMembers.tag]?.text, let elements = segment[SegmentMembers.elements],
            elements.kind == .list
        else { throw Self.fault(path, "A segment has a tag and a list of elements.") }
        var writer = Writer(text: self, released: wanted.map { Set($0) }, isStrict: isStrict, path: path)
        try writer.append(tag, isTag: true, into: &output)
        for element in elements.children {
            writer.append(separator: syntax.element, into: &output)
            guard element.kind == .list else { throw Self.fault(path, "An element is a list of repetitions.") }
            for (number, repetition) in element.children.enumerated() {
                if number > 0 {
                    guard let separator = syntax.repetition else {
                        throw Self.fault(path, "The interchange has no separator for repetitions.")
                    }
                    writer.append(separator: separator, into: &output)
                }
                guard repetition.kind == .list else { throw Self.fault(path, "A repetition is a list of components.") }
                for (number, component) in repetition.children.enumerated() {
                    if number > 0 { writer.append(separator: syntax.component, into: &output) }
                    guard let text = component.text else { throw Self.fault(path, "A component is a text.") }
                    try writer.append(text, isTag: false, into: &output)
                }
            }
        }
    }

    /// One segment that is written.
    private struct Writer {
        let text: SegmentText
        let released: Set<Int>?
        let isStrict: Bool
        let path: String
        private var offset = 0

        init(text: SegmentText, released: Set<Int>?, isStrict: Bool, path: String) {
            self.text = text
            self.released = released
            self.isStrict = isStrict
            self.path = path
        }

        mutating func append(separator: UInt8, into output: inout [UInt8]) {
            output.append(separator)
            offset += 1
        }

        mutating func append(_ value: String, isTag: Bool, into output: inout [UInt8]) throws(Fault) {
            var bytes: [UInt8] = []
            let utf8 = Array(value.utf8)
            let problem =
                isStrict ? text.encoding.encode(utf8, into: &bytes) : text.encoding.encodeKeeping(utf8, into: &bytes)
            guard problem == nil else {
                throw SegmentText.fault(path, "The interchange's character set does not have all characters.")
            }
            for byte in bytes {
                let needs = text.syntax.isSeparator(byte)
                // A tag is written as it was read, whatever stands in it but what ends it.
                if isTag ? needs && isStrict || byte == text.syntax.element : needs && text.syntax.release == nil {
                    throw SegmentText.fault(path, "A separator cannot stand in a text.")
                }
                if let release = text.syntax.release, !isTag {
                    let mustRelease = needs && byte != release
                    if released.map({ $0.contains(offset) || mustRelease }) ?? needs { output.append(release) }
                }
                output.append(byte)
                offset += 1
            }
        }
    }

    static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
