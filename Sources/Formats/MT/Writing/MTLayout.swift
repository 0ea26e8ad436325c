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
    /// What stands in front of blocks, by their names.
    var between: [UInt8: [UInt8]] = [:]
    /// Whether block 4 has been written with its own end.
    var ownsEnd = false
    /// Whether most lines end with LF.
    var hasLineFeeds = false
    /// Whether all lines end with CR.
    var hasReturns = false
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
        hasReturns = document.textBytes("lineEnd", of: layout)?.elementsEqual("CR".utf8) ?? false
        if let others = document.member("otherLineEnds", of: layout) {
            otherLineEnds = Set(document.integers(in: others))
        }
        between = try Self.between(document, layout, path: "\(path)/between")
        if let list = document.member("order", of: layout), document.nodes[list].kind == .list {
            order = document.children(at: list)
                .compactMap { item in
                    document.nodes[item].kind == .text ? document.bytes[document.nodes[item].textRange].first : nil
                }
        }
    }

    private static func between(
        _ document: Document,
        _ layout: Int,
        path: String
    ) throws(Fault) -> [UInt8: [UInt8]] {
        guard let object = document.member("between", of: layout) else { return [:] }
        guard document.nodes[object].kind == .object else { throw MTFault.document("This is an object.", path) }
        var between: [UInt8: [UInt8]] = [:]
        for member in document.children(at: object) {
            let name = document.nameBytes(at: member)
            guard name.count == 1, let block = name.first, document.nodes[member].kind == .text,
                document.bytes[document.nodes[member].textRange].allSatisfy(MTScanner.isGap)
            else { throw MTFault.document("Only blanks and line ends stand between blocks.", path) }
            between[block] = Array(document.bytes[document.nodes[member].textRange])
        }
        return between
    }

    /// The text with its line feeds as the line ends of the message.
    func withLineEnds(_ text: [UInt8]) -> [UInt8] {
        if hasReturns { return text.map { $0 == 0x0A ? 0x0D : $0 } }
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
