/// By what the names of a part's elements are known without being resolved: they have the prefix of its root, and no
/// namespace was declared since.
struct PlainNames: Sendable {
    /// The prefix with its colon as it lies in memory, and which bytes of a word it takes; zero where there is none.
    private let prefix: UInt64
    private let mask: UInt64
    /// How many bytes it takes.
    let prefixLength: Int
    /// How many bindings there must be; -1 if no name is plain.
    let bindings: Int

    /// No name is plain.
    init() {
        self.init(prefix: [UInt8]().span, bindings: -1)
    }

    /// Names with a prefix, or without one if it is empty; those with a long one are not plain.
    init(prefix: Span<UInt8>, bindings: Int) {
        let lengthMax = 7
        guard !prefix.isEmpty, prefix.count <= lengthMax else {
            self.prefix = 0
            mask = 0
            prefixLength = 0
            self.bindings = prefix.isEmpty ? bindings : -1
            return
        }
        let bits = UInt64(8 * prefix.count)
        self.prefix = NameKey(prefix, start: 0, length: prefix.count).first | UInt64(UInt8(ascii: ":")) << bits
        mask = UInt64.max >> (56 - bits)
        prefixLength = prefix.count + 1
        self.bindings = bindings
    }

    /// Whether the eight bytes at an offset, which must be there, begin with the prefix.
    @inline(__always)
    func begin(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return UInt64(littleEndian: word) & mask == prefix
    }
}
