import Canonical

/// Block 4: the fields at their places in the message.
extension MTMessageParser {
    mutating func appendText(_ bytes: Span<UInt8>, _ kind: MTMessageKind, _ builder: inout DocumentBuilder) {
        if scan.hasTooManyFields {
            note(.error, "format.limit", bytes, scan.textStart, "There are more than \(MTScanner.fieldsMax) fields.")
        }
        builder.begin(.object, names.block4)
        if !unplaced.isEmpty { unplaced.removeAll(keepingCapacity: true) }
        if let program = kind.program {
            appendPlaced(bytes, program, &builder)
            if !unplaced.isEmpty { appendUnplaced(bytes, program, &builder) }
        } else {
            appendFieldsInBlocks(bytes, kind, &builder)
        }
        builder.end()
    }

    /// The characters of a field's tag.
    func appendTag(_ bytes: Span<UInt8>, _ field: MTScan.Field, _ builder: inout DocumentBuilder) {
        append(bytes, field.tag + 1, field.start - 1, names.tag, &builder)
    }

    private mutating func appendPlaced(
        _ bytes: Span<UInt8>,
        _ program: MTMessageProgram,
        _ builder: inout DocumentBuilder
    ) {
        var state = 0
        let (transitions, columnsCount) = (program.transitions, program.columnsCount)
        let (entries, containers) = (program.entries, program.begins)
        for number in scan.fields.indices {
            let field = scan.fields[number]
            let column = column(of: field, bytes, program)
            let transition = transitions[state * columnsCount + column]
            guard column != 0, transition.state > 0 else {
                unplaced.append(number)
                continue
            }
            for _ in 0..<transition.ends { builder.end() }
            let begins = Int(transition.beginsStart)
            for index in begins..<(begins + Int(transition.beginsCount)) {
                builder.begin(containers[index].kind, containers[index].name)
            }
            if !transition.missing.isEmpty {
                if let code = program.misplacedCode(field) {
                    noteMisplaced(bytes, field, code)
                } else {
                    noteMissing(bytes, field.tag, program, transition.missing)
                }
            }
            state = Int(transition.state)
            let entry = entries[state - 1]
            if entry.role == .field { append(bytes, field, at: entry, program, &builder) }
        }
        for _ in 0..<program.openings[state] { builder.end() }
        let missing = program.missingAtEnd[state]
        if !missing.isEmpty { noteMissing(bytes, scan.textEnd, program, missing) }
    }

    /// The column of a field's tag; those of 16R and 16S are chosen by their value.
    private func column(of field: MTScan.Field, _ bytes: Span<UInt8>, _ program: MTMessageProgram) -> Int {
        if !program.blocks.isEmpty, field.key == MTTag.blockStart || field.key == MTTag.blockEnd {
            for block in program.blocks where field.end - field.start == block.code.count {
                var offset = 0
                while offset < block.code.count, bytes[field.start + offset] == block.code[offset] { offset += 1 }
                if offset == block.code.count { return field.key == MTTag.blockStart ? block.start : block.end }
            }
            return 0
        }
        return Int(program.columns[field.key])
    }

    // Into its callers, for otherwise the entry is packed and unpacked for every field.
    @inline(__always)
    mutating func append(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        at entry: MTEntry,
        _ program: MTMessageProgram,
        _ builder: inout DocumentBuilder
    ) {
        let first = builder.count
        noteNode(of: field, builder.count)
        builder.begin(.object, entry.name)
        let letter = field.key % 27
        if entry.hasOption, letter != 0 {
            append(bytes, field.start - 2, field.start - 1, names.option, &builder)
        }
        appendField(bytes, field, program.fields, &builder)
        builder.end()
        if entry.letters & (1 << UInt32(letter)) == 0 {
            note(
                .error,
                "mt.option",
                bytes,
                field.tag,
                field: MTTag(key: field.key).text,
                "The message does not have this option of the field here."
            )
        }
        if entry.max > 1, builder.countOfParent > Int(entry.max) {
            note(
                .error,
                "mt.repetition",
                bytes,
                field.tag,
                field: MTTag(key: field.key).text,
                "The field comes more than \(entry.max) times."
            )
        }
        if !entry.narrowings.isEmpty { checkCodes(bytes, field, entry, program, first, &builder) }
    }

    /// The codes that components may have at this place only.
    private mutating func checkCodes(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ entry: MTEntry,
        _ program: MTMessageProgram,
        _ first: Int,
        _ builder: inout DocumentBuilder
    ) {
        for index in entry.narrowings {
            let narrowing = program.narrowings[Int(index)]
            guard let code = builder.code(named: narrowing.component, from: first) else { continue }
            var isListed = false
            for index in narrowing.codes where table.codes[Int(index)] == code { isListed = true }
            if !isListed {
                note(
                    .error,
                    narrowing.errorCode,
                    bytes,
                    field.tag,
                    field: MTTag(key: field.key).text,
                    "The code is none of those that the message takes here."
                )
            }
        }
    }

    /// Fields without a place, with their number among all fields of the block.
    mutating func appendUnplaced(
        _ bytes: Span<UInt8>,
        _ program: MTMessageProgram,
        _ builder: inout DocumentBuilder
    ) {
        let isCopy = program.definition.takesCopy
        builder.begin(.list, isCopy ? names.copy : names.unplaced)
        for number in unplaced {
            let field = scan.fields[number]
            noteNode(of: field, builder.count)
            builder.begin(.object)
            builder.number(names.position, number)
            appendTag(bytes, field, &builder)
            appendField(bytes, field, program.fields, &builder)
            builder.end()
            if isCopy { continue }
            noteMisplaced(bytes, field, program.misplacedCode(field) ?? "T13")
        }
        builder.end()
    }

    mutating func noteMisplaced(_ bytes: Span<UInt8>, _ field: MTScan.Field, _ code: String) {
        note(
            .error,
            code,
            bytes,
            field.tag,
            field: MTTag(key: field.key).text,
            "The message does not have this field, or not here."
        )
    }

    mutating func noteMissing(
        _ bytes: Span<UInt8>,
        _ offset: Int,
        _ program: MTMessageProgram,
        _ missing: Range<Int32>
    ) {
        for index in missing {
            let label = program.missing[Int(index)]
            note(.error, "mt.field-missing", bytes, offset, field: label, "The mandatory field or sequence is missing.")
        }
    }
}

extension MTMessageProgram {
    /// The code that the table has for a field that stands where it must not.
    func misplacedCode(_ field: MTScan.Field) -> String? {
        definition.misplacedCodes.first { $0.tag.key == field.key }?.code
    }
}

extension MTTag {
    /// The keys of 16R and 16S.
    static let blockStart = 16 * 27 + 18
    static let blockEnd = 16 * 27 + 19
}
