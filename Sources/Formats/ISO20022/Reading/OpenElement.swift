/// An element that is open while a message is read.
struct OpenElement: Sendable {
    /// How its content is read.
    enum Kind: UInt8, Sendable {
        /// Around the parts of a message: what is in it becomes items of the envelope.
        case envelope
        /// A CDATA section around the parts of a message, which counts as an element here.
        case section
        /// By a complex type.
        case complex
        /// By a simple type.
        case text
        /// In the general form, without a type.
        case foreign
    }

    var kind: Kind
    /// Its name: in the window, or, where the start is negative, in the names carried over from an earlier window.
    var name: XMLName
    /// Where its start tag begins, relative to the window.
    var tagStart: Int
    /// The line of its start tag, once the window has moved on; else 0.
    var line = 0
    /// The index of its type.
    var type: Int32 = 0
    /// The position in the content model of the child that was read last.
    var position: Int32 = 0
    /// How many children in a row have been read there.
    var count: Int32 = 0
    /// How many child elements it has so far.
    var children: Int32 = 0
    /// Which of its equals within the parent it is, from 1; 0 if its type lets it occur only once.
    var ordinal: Int32 = 0
    /// Which item it is of the list that holds it in the document at hand, from 1; 0 outside of lists.
    var item: Int32 = 0
    /// How many items the list of its children that is open has.
    var items: Int32 = 0
    /// Whether a list of its children, or of its content, is open in the document.
    var listIsOpen = false
    /// Whether a finding was made about its children, so that one about missing ones would only repeat it.
    var isBroken = false
    /// Whether the object that it is an item of must be closed with it.
    var closesItem = false
    /// How many namespace bindings were in force before it.
    var bindings: Int32
    /// The default namespace before it.
    var outerDefault: Int32

    /// Goes on to a position of its type's content model with one more child.
    ///
    /// - Returns: what that does to the lists of children in the document.
    @inline(__always)
    mutating func goOn(to next: Int32, isList: Bool) -> (closesList: Bool, opensList: Bool) {
        let isSame = position == next
        position = next
        count = isSame ? count &+ 1 : 1
        children &+= 1
        let closesList = listIsOpen && !isSame
        let opensList = isList && (closesList || !listIsOpen)
        listIsOpen = isList
        if opensList { items = 0 }
        if isList { items &+= 1 }
        return (closesList, opensList)
    }
}
