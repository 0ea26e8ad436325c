import Canonical

/// The layout facts of a document, or what the standard has where there are none.
struct MTLayout {
    var isBody = false
    var isInSectors = false
    var padding: Int?
    var isLatin1 = false
    var before: [UInt8] = []
    var after: [UInt8] = []
    var start: [UInt8]?
    var end: [UInt8]?
    var order: [UInt8] = []
    /// Whether block 4 has been written with its own end.
    var ownsEnd = false
    private var hasLineFeeds = false
    private var otherLineEnds: Set<Int> = []

    init() {}

    init(_ document: Document, _ object: Int, mode: WriteMode, path: String) throws(Fault) {
        guard let layout = document.member("layout", of: object) else { return }
        let path = "\(path)/layout"
        guard document.nodes[layout].kind == .object else { throw MTFault.document("The layout is an object.", path) }
        if let container = document.textBytes("container", of: layout) {
            isBody = container.elementsEqual("body".utf8)
            isInSectors = container.elementsEqual("dos-pcc".utf8)
            guard isBody || isInSectors else {
                throw MTFault.document("The container is body or dos-pcc.", "\(path)/container")
            }
        }
        guard mode == .faithful else { return }
        padding = document.member("padding", of: layout).flatMap { document.integer(at: $0) }
        isLatin1 = document.member("encoding", of: layout) != nil
        before = document.textBytes("before", of: layout).map(Array.init) ?? []
        after = document.textBytes("after", of: layout).map(Array.init) ?? []
        start = document.textBytes("start", of: layout).map(Array.init)
        end = document.textBytes("end", of: layout).map(Array.init)
        hasLineFeeds = document.textBytes("lineEnd", of: layout)?.elementsEqual("LF".utf8) ?? false
        if let others = document.member("otherLineEnds", of: layout) {
            otherLineEnds = Set(document.integers(in: others))
        }
        if let list = document.member("order", of: layout), document.nodes[list].kind == .list {
            order = document.children(at: list)
                .compactMap { item in
                    document.nodes[item].kind == .text ? document.bytes[document.nodes[item].textRange].first : nil
                }
        }
    }

    /// The text with its line feeds as the line ends of the message.
    func withLineEnds(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 16)
        var number = 0
        for byte in text {
            if byte == 0x0A {
                if otherLineEnds.contains(number) == hasLineFeeds { output.append(0x0D) }
                number += 1
            }
            output.append(byte)
        }
        return output
    }
}
