import Canonical

/// Puts a message together from its method, its header and the pieces of its body, within the limits.
struct ContentAssembly {
    /// What the content belongs to.
    enum Method {
        case delivery(number: UInt64, isRedelivered: Bool)
        case returned(code: Int, text: String)
    }

    let method: Method
    let exchange: String
    let routingKey: String
    private(set) var properties = MessageProperties()
    private(set) var body: [UInt8] = []
    private(set) var defect: Fault?
    private var bytesMissing: UInt64 = 0
    private var hasHeader = false

    init(method: Method, exchange: String, routingKey: String) {
        self.method = method
        self.exchange = exchange
        self.routingKey = routingKey
    }

    var isComplete: Bool { hasHeader && bytesMissing == 0 }

    /// Takes the header; a body over the limit is read and thrown away piece by piece.
    mutating func begin(properties: MessageProperties, isWhole: Bool, bodySize: UInt64, limits: Limits) {
        hasHeader = true
        bytesMissing = bodySize
        self.properties = properties
        if !isWhole {
            defect = .overLimit(
                "The headers are nested more than \(limits.headerDepthMax) levels deep and were left out.",
                stage: .envelope
            )
        }
        if bodySize > UInt64(clamping: limits.bodyBytesMax) {
            defect = .overLimit(
                "The body has \(bodySize) bytes, more than \(limits.bodyBytesMax), and was left out.",
                stage: .envelope
            )
            isBodyDropped = true
        } else {
            body.reserveCapacity(Int(bodySize))
        }
    }

    /// Takes a piece of the body; false where the broker sends more than it announced.
    mutating func append(_ piece: UnsafeRawBufferPointer) -> Bool {
        let count = UInt64(piece.count)
        guard hasHeader, count <= bytesMissing else { return false }
        bytesMissing -= count
        if !isBodyDropped { unsafe body.append(contentsOf: piece) }
        return true
    }

    private var isBodyDropped = false
}
