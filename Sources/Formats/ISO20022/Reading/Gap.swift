/// What stands before a tag: white space, comments and instructions, behind the tag or the text before.
struct Gap: Sendable {
    /// Where it begins.
    let start: Int
    /// Where the comments and instructions in it end: text that does not belong there begins behind them.
    var markupEnd: Int
    /// Whether text stands before it.
    let followsText: Bool

    init(start: Int, followsText: Bool = false) {
        self.start = start
        markupEnd = start
        self.followsText = followsText
    }
}
