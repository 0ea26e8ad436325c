/// The double-byte characters of a Chinese EBCDIC page, in both directions.
final class DoubleByteTable: Sendable {
    /// The byte after which double bytes begin.
    static let shiftOut: UInt8 = 0x0E
    /// The byte after which single bytes begin again.
    static let shiftIn: UInt8 = 0x0F

    /// The scalar of each cell, 0 for none.
    private let scalars: [UInt16]
    /// The code of each scalar of the basic multilingual plane, 0 for none.
    private let codes: [UInt16]

    private static let rowFirst = 0x40
    private static let rowLast = 0xFC
    private static let cellFirst = 0x40
    private static let cellsPerRow = 0xFE - cellFirst + 1

    /// CCSID 1388: GBK and what GB 18030-2000 has in the basic multilingual plane besides.
    static let ibm1388 = DoubleByteTable { _, scalar in scalar }

    /// CCSID 935, the part of 1388 that GB 2312 has, with one other character.
    static let ibm935 = DoubleByteTable { code, scalar in
        switch code {
        case 0x4345: 0x30FB
        case 0x45EB, 0x465B...0x4660, 0x4741...0x4753, 0x475D...0x47FE, 0x4841...0x489E: 0
        case 0x4040...0x6CFE, 0x7640...0x7FFE: scalar
        default: 0
        }
    }

    private init(_ select: (_ code: Int, _ scalar: UInt16) -> UInt16) {
        var scalars = Base64Units.values(Self.base64OfIBM1388)
        precondition(scalars.count == (Self.rowLast - Self.rowFirst + 1) * Self.cellsPerRow, "the table is whole")
        var codes = [UInt16](repeating: 0, count: 0x1_0000)
        for cell in scalars.indices {
            let row = Self.rowFirst + cell / Self.cellsPerRow
            let code = row << 8 | (Self.cellFirst + cell % Self.cellsPerRow)
            if scalars[cell] != 0 { scalars[cell] = select(code, scalars[cell]) }
            if scalars[cell] != 0 { codes[Int(scalars[cell])] = UInt16(code) }
        }
        self.scalars = scalars
        self.codes = codes
    }

    /// The character of two bytes.
    func scalar(of first: UInt8, _ second: UInt8) -> UInt16? {
        let row = Int(first) - Self.rowFirst
        let cell = Int(second) - Self.cellFirst
        guard row >= 0, row <= Self.rowLast - Self.rowFirst, cell >= 0, cell < Self.cellsPerRow else { return nil }
        let scalar = scalars[row * Self.cellsPerRow + cell]
        return scalar == 0 ? nil : scalar
    }

    /// The two bytes of a character.
    func code(of scalar: UInt32) -> UInt16? {
        guard scalar < 0x1_0000, codes[Int(scalar)] != 0 else { return nil }
        return codes[Int(scalar)]
    }
}
