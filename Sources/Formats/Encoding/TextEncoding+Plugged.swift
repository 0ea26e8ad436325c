extension TextEncoding {
    /// The EBCDIC code page of that name, such as `ibm037`; nil if there is none.
    ///
    /// Only pages of single bytes: in the Chinese ones a byte means something else after a shift, so that a field cannot
    /// be read by itself; copybooks have those.
    static func plugged(named name: String) -> TextEncoding? {
        guard let page = CodePage.named(name), page.isEBCDIC, page.isComplete else { return nil }
        return TextEncoding(name: page.name, coding: .plugged(CodePageCoding(page: page)))
    }
}

/// A code page of single bytes as an encoding of files.
private struct CodePageCoding: TextCoding {
    let page: CodePage

    func decode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? { page.decode(bytes, into: &utf8) }

    func encode(_ utf8: Span<UInt8>, into bytes: inout [UInt8]) -> Int? { page.encode(utf8, into: &bytes) }

    func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int { offset < bytes.count ? 1 : 0 }
}
