import Canonical

/// The names of members that the engine itself gives, beside those of the tables.
struct MTNames: Sendable {
    /// All names of a library: those of its fields and messages, and the engine's.
    let all: DocumentNames
    let type, block1, block2, block3, block4, block5, blocks, acknowledged, envelope, layout: DocumentName
    let applicationId, serviceId, logicalTerminal, sessionNumber, sequenceNumber: DocumentName
    let direction, messageType, receiver, priority, deliveryMonitoring, obsolescencePeriod: DocumentName
    let inputTime, inputDate, sender, outputDate, outputTime: DocumentName
    let text, name, tag, value, tags, fields, unplaced, copy, position, option, dialect: DocumentName
    let code, lines, style, parts, transactionCode, lineLengths: DocumentName
    let lineEnd, otherLineEnds, encoding, order, start, end, before, after, container, padding, lineLength: DocumentName
    let between, piece, open, block, references, character, numbers: DocumentName

    /// Tags of blocks 3 and 5 whose names documents share; see ``MTBlockTags``.
    static let blockTags = [
        "108", "121", "111", "119", "CHK", "MAC", "103", "113", "TNG", "PDE", "115", "165", "106", "107", "175", "177",
        "405", "423", "424", "433", "434", "451", "503", "PAC", "SYS", "PDM", "DLM", "MRF",
    ]

    static let fixed = [
        "type", "block1", "block2", "block3", "block4", "block5", "blocks", "acknowledged", "envelope", "layout",
        "applicationId", "serviceId", "logicalTerminal", "sessionNumber", "sequenceNumber", "direction", "messageType",
        "receiver", "priority", "deliveryMonitoring", "obsolescencePeriod", "inputTime", "inputDate", "sender",
        "outputDate", "outputTime", "text", "name", "tag", "value", "tags", "fields", "unplaced", "copy", "position",
        "option",
        "dialect", "code", "lines", "style", "parts", "transactionCode", "lineLengths", "lineEnd", "otherLineEnds",
        "encoding", "order", "start", "end", "before", "after", "container", "padding", "lineLength",
        "between", "piece", "open", "block", "references", "character", "numbers",
    ]

    init(_ others: [String]) {
        let all = DocumentNames(Self.fixed + Self.blockTags + others)
        self.all = all
        let name = { (text: String) in all.name(text) }
        type = name("type")
        (block1, block2, block3) = (name("block1"), name("block2"), name("block3"))
        (block4, block5, blocks) = (name("block4"), name("block5"), name("blocks"))
        (acknowledged, envelope, layout) = (name("acknowledged"), name("envelope"), name("layout"))
        (applicationId, serviceId) = (name("applicationId"), name("serviceId"))
        (logicalTerminal, sessionNumber) = (name("logicalTerminal"), name("sessionNumber"))
        (sequenceNumber, direction, messageType) = (name("sequenceNumber"), name("direction"), name("messageType"))
        (receiver, priority) = (name("receiver"), name("priority"))
        (deliveryMonitoring, obsolescencePeriod) = (name("deliveryMonitoring"), name("obsolescencePeriod"))
        (inputTime, inputDate, sender) = (name("inputTime"), name("inputDate"), name("sender"))
        (outputDate, outputTime) = (name("outputDate"), name("outputTime"))
        text = name("text")
        (self.name, tag, value, tags) = (name("name"), name("tag"), name("value"), name("tags"))
        (fields, unplaced, copy) = (name("fields"), name("unplaced"), name("copy"))
        position = name("position")
        (option, dialect, code, lines) = (name("option"), name("dialect"), name("code"), name("lines"))
        (style, parts) = (name("style"), name("parts"))
        (transactionCode, lineLengths) = (name("transactionCode"), name("lineLengths"))
        (lineEnd, otherLineEnds, encoding) = (name("lineEnd"), name("otherLineEnds"), name("encoding"))
        (order, start, end) = (name("order"), name("start"), name("end"))
        (before, after, container, padding) = (name("before"), name("after"), name("container"), name("padding"))
        (lineLength, between, piece, open) = (name("lineLength"), name("between"), name("piece"), name("open"))
        (block, references, character) = (name("block"), name("references"), name("character"))
        numbers = name("numbers")
    }
}
