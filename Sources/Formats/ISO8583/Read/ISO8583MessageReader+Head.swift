import Canonical

/// The message type and the bitmaps.
extension ISO8583MessageReader {
    mutating func readType(
        _ bytes: Span<UInt8>,
        into builder: inout DocumentBuilder,
        findings: inout Findings
    ) -> Outcome {
        guard bytes.count - at >= program.typeBytes else {
            reportTruncation("mti", &findings)
            return .truncated
        }
        guard let digits = typeDigits(bytes, at: at) else {
            findings.add(.error, ISO8583Code.type, at: place(at, "mti"), "The message type is not four digits.")
            return .broken
        }
        checkType(digits, &findings)
        let start = builder.bytes.count
        for index in 0..<4 { builder.bytes.append(0x30 &+ digits[index]) }
        builder.text(program.own.mti, from: start)
        at += program.typeBytes
        return .complete
    }

    /// The four digits of a message type; nil if there are none.
    func typeDigits(_ bytes: Span<UInt8>, at start: Int) -> InlineArray<4, UInt8>? {
        guard bytes.count - start >= program.typeBytes else { return nil }
        var digits: InlineArray<4, UInt8> = .init(repeating: 0)
        for index in 0..<4 {
            let digit: UInt8
            switch program.specification.encodings.type {
            case .bcd, .bcdLeft:
                let byte = bytes[start + index / 2]
                digit = index % 2 == 0 ? byte >> 4 : byte & 0xF
            case .ebcdic: digit = bytes[start + index] &- 0xF0
            case .ascii, .binary, .hex, .hexEBCDIC: digit = bytes[start + index] &- 0x30
            }
            guard digit <= 9 else { return nil }
            digits[index] = digit
        }
        return digits
    }

    private func checkType(_ digits: InlineArray<4, UInt8>, _ findings: inout Findings) {
        if let version = program.specification.version, digits[0] != version {
            findings.add(
                .warning,
                ISO8583Code.type,
                at: place(at, "mti"),
                "The version of the message is not that of the specification."
            )
        }
        // ISO 8583:2003, 6.2: classes are 1 to 8; functions and origins may be any digit that parties agree on.
        if digits[1] == 0 || digits[1] == 9 {
            findings.add(.error, ISO8583Code.type, at: place(at, "mti"), "There is no message class of this number.")
        }
    }

    /// Reads the bitmaps, each announced by the first bit of the one before; those bits stand for no data.
    mutating func readBitmaps(_ bytes: Span<UInt8>, findings: inout Findings) -> Outcome {
        let start = at
        var isAnother = true
        while isAnother {
            guard bitmaps < program.specification.bitmapsMax else {
                at = start
                return reportBitmap("Bit 65 is set, and the specification has no third bitmap.", &findings)
            }
            guard bytes.count - at >= program.bitmapBytes else {
                at = start
                dropBitmaps()
                reportTruncation("bitmap", &findings)
                return .truncated
            }
            guard let bitmap = bitmap(bytes, at: at) else {
                at = start
                return reportBitmap("The bitmap is not hexadecimal digits.", &findings)
            }
            isAnother = bitmap >> 63 != 0 && bitmaps < 2
            bits[bitmaps] = isAnother ? bitmap & ~(1 << 63) : bitmap
            bitmaps += 1
            at += program.bitmapBytes
            if bits[bitmaps - 1] != 0 { bitmapsNeeded = bitmaps }
        }
        bitmapsNeeded = max(bitmapsNeeded, 1)
        if program.specification.encodings.bitmap != .binary {
            bitmapCase = letterCase(bytes, start..<at, program.specification.encodings.bitmap)
        }
        return .complete
    }

    /// Forgets the bitmaps where one of them cannot be read: all of them are kept as bytes.
    private mutating func dropBitmaps() {
        bits = .init(repeating: 0)
        bitmaps = 0
    }

    private mutating func reportBitmap(_ message: String, _ findings: inout Findings) -> Outcome {
        findings.add(.error, ISO8583Code.bitmap, at: place(at, "bitmap"), message)
        dropBitmaps()
        return .broken
    }

    /// The 64 bits of a bitmap; nil if its digits are none.
    func bitmap(_ bytes: Span<UInt8>, at start: Int) -> UInt64? {
        guard bytes.count - start >= program.bitmapBytes else { return nil }
        var word: UInt64 = 0
        let encoding = program.specification.encodings.bitmap
        if encoding == .binary {
            for index in 0..<8 { word = word << 8 | UInt64(bytes[start + index]) }
            return word
        }
        for index in 0..<16 {
            guard let digit = hexDigit(bytes[start + index], encoding) else { return nil }
            word = word << 4 | UInt64(digit)
        }
        return word
    }

    /// The value of a hexadecimal digit in ASCII or EBCDIC.
    @inline(__always)
    func hexDigit(_ byte: UInt8, _ encoding: ISO8583Encoding) -> UInt8? {
        ISO8583Digits.hexValue(encoding == .hexEBCDIC ? program.codePage.characters[Int(byte)] : byte)
    }

    /// How the letters among hexadecimal digits are written: nil if all in upper case, `lower` if all in lower case, else
    /// `l` or `u` for each digit.
    func letterCase(_ bytes: Span<UInt8>, _ range: Range<Int>, _ encoding: ISO8583Encoding) -> String? {
        var (lower, upper) = (0, 0)
        for index in range {
            switch character(bytes[index], encoding) {
            case 0x61...0x66: lower += 1
            case 0x41...0x46: upper += 1
            default: break
            }
        }
        if lower == 0 { return nil }
        if upper == 0 { return "lower" }
        return String(
            decoding: range.map { (index: Int) -> UInt8 in
                character(bytes[index], encoding) >= 0x61 ? UInt8(ascii: "l") : UInt8(ascii: "u")
            },
            as: UTF8.self
        )
    }

    private func character(_ byte: UInt8, _ encoding: ISO8583Encoding) -> UInt8 {
        encoding == .hexEBCDIC ? program.codePage.characters[Int(byte)] : byte
    }

    func reportTruncation(_ field: String?, _ findings: inout Findings) {
        findings.add(.error, ISO8583Code.truncated, at: place(at, field), "The message ends inside of this.")
    }
}
