import Canonical

/// One field: its components, or its text where it has no form of its definition.
extension MTMessageParser {
    /// Appends the members of a field, without the object around them.
    mutating func appendField(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ fields: [Int16],
        _ builder: inout DocumentBuilder
    ) {
        let index = field.key < fields.count ? fields[field.key] : -1
        guard index >= 0 else {
            appendText(bytes, field.start, field.end, &builder)
            return
        }
        let programs = table.fields[Int(index)].programs
        for number in programs {
            guard matcher.match(table.starts[number], bytes, from: field.start, to: field.end) else { continue }
            isInDialect = number > programs.lowerBound
            if isInDialect { noteDialect(bytes, field, number - programs.lowerBound, &builder) }
            return appendComponents(bytes, field, &builder)
        }
        if appendTrimmed(bytes, field, programs, &builder) { return }
        appendMalformed(bytes, field, table.fields[Int(index)], &builder)
    }

    /// A value with blanks or line ends behind it, which are kept in the member `after`; false if that is not why it has
    /// no form.
    @inline(never)
    private mutating func appendTrimmed(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ programs: Range<Int>,
        _ builder: inout DocumentBuilder
    ) -> Bool {
        var end = field.end
        while end > field.start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        guard end < field.end, end > field.start else { return false }
        for number in programs {
            guard matcher.match(table.starts[number], bytes, from: field.start, to: end) else { continue }
            isInDialect = number > programs.lowerBound
            if isInDialect { noteDialect(bytes, field, number - programs.lowerBound, &builder) }
            appendOddComponents(bytes, field, &builder)
            let from = builder.bytes.count
            builder.appendLines(bytes, end, field.end)
            builder.text(names.after, from: from)
            note(
                .warning,
                "mt.blanks",
                bytes,
                end,
                field: MTTag(key: field.key).text,
                "Blanks or line ends stand behind the value."
            )
            return true
        }
        return false
    }

    /// The value as text, which is what is written again, and beside it the components that can be told apart.
    @inline(never)
    private mutating func appendMalformed(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ definition: MTField,
        _ builder: inout DocumentBuilder
    ) {
        appendText(bytes, field.start, field.end, &builder)
        let form = definition.definition.forms[0]
        let captures = MTRelaxedMatcher.captures(
            form.notation,
            firstComponent: definition.firstComponent,
            components: form.components.count,
            bytes,
            from: field.start,
            to: field.end
        )
        let tag = MTTag(key: field.key).text
        if let defect = amountDefect(bytes, field, definition, captures) {
            let message = "An amount has digits, and one comma behind the first of them."
            note(.error, defect.code, bytes, defect.start, field: tag, message)
        } else {
            note(.error, definition.errorCode, bytes, field.start, field: tag, "The field does not have its format.")
        }
        matcher.take(captures)
        // That the field has not its format is said once, not for each component.
        let count = findings.count
        appendOddComponents(bytes, field, &builder)
        findings.removeLast(findings.count - count)
    }

    @inline(never)
    private mutating func noteDialect(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ number: Int,
        _ builder: inout DocumentBuilder
    ) {
        builder.number(names.dialect, number)
        note(
            .warning,
            "mt.dialect",
            bytes,
            field.start,
            field: MTTag(key: field.key).text,
            "The field does not have its standard format; it was read as some banks write it."
        )
    }

    /// The value as one text, its lines joined by line feeds.
    private func appendText(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ builder: inout DocumentBuilder) {
        let from = builder.bytes.count
        builder.appendLines(bytes, start, end)
        builder.text(names.text, from: from)
    }

    /// The components that the matcher has found in a value that has its form, as most have.
    @inline(__always)
    private mutating func appendComponents(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ builder: inout DocumentBuilder
    ) {
        var index = 0
        while index < matcher.captures.count {
            let capture = matcher.captures[index]
            let component = table.components[capture.component]
            index += 1
            switch component.kind {
            case .lines, .codewords, .subtags:
                appendLines(bytes, field, capture, component, &builder)
            case .party, .beneficiary, .list:
                index = appendGroup(bytes, field, from: index - 1, component, &builder)
            case .text, .account:
                if component.isKept { append(bytes, capture.start, capture.end, component.name, &builder) }
            default:
                if component.isKept { append(bytes, capture.start, capture.end, component.name, &builder) }
                check(bytes, field, capture, component)
            }
        }
    }

    /// The components of a value that has not quite its form, which is rare.
    @inline(never)
    private mutating func appendOddComponents(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ builder: inout DocumentBuilder
    ) {
        appendComponents(bytes, field, &builder)
    }

    /// The lines of one form, an object for each; the first capture behind them comes back.
    private mutating func appendGroup(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        from first: Int,
        _ group: MTComponent,
        _ builder: inout DocumentBuilder
    ) -> Int {
        let groupNumber = matcher.captures[first].component
        var index = first
        var lines = 0
        builder.begin(.list, group.name)
        while index < matcher.captures.count {
            let capture = matcher.captures[index]
            if capture.component == groupNumber {
                if lines > 0 { builder.end() }
                builder.begin(.object)
                lines += 1
            } else {
                let component = table.components[capture.component]
                if component.isKept { append(bytes, capture.start, capture.end, component.name, &builder) }
                if component.kind != .text { check(bytes, field, capture, component) }
            }
            index += 1
        }
        if lines > 0 { builder.end() }
        builder.end()
        if lines > Int(group.linesMax) { noteLines(bytes, field, group) }
        if group.kind != .list { checkParty(bytes, field, from: first, group) }
        return index
    }

    /// Lines: a list of texts, code words, or the parts of field 86.
    private mutating func appendLines(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent,
        _ builder: inout DocumentBuilder
    ) {
        switch component.kind {
        case .codewords: appendCodeWords(bytes, capture, component.name, &builder)
        case .subtags: appendSubTags(bytes, capture, component, &builder)
        default:
            return appendPlainLines(bytes, field, capture, component, &builder)
        }
        checkLines(bytes, field, capture, component)
    }

    /// A list of texts, checked in the same pass over the bytes.
    private mutating func appendPlainLines(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent,
        _ builder: inout DocumentBuilder
    ) {
        let text = bytes.extracting(capture.start..<capture.end)
        let (set, width) = (component.set, Int(component.width))
        var isRight = true
        var start = 0
        var index = 0
        builder.begin(.list, component.name)
        while true {
            index = MTCharacterSet.end(of: set, in: text, from: index, sets)
            let isEnd = index == text.count
            let isFeed = !isEnd && text[index] == 0x0A
            let isReturn = !isEnd && text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
            guard isEnd || isFeed || isReturn else {
                isRight = false
                index += 1
                continue
            }
            append(bytes, capture.start + start, capture.start + index, .none, &builder)
            if index == start || index - start > width { isRight = false }
            if isEnd { break }
            index += isReturn ? 2 : 1
            start = index
        }
        if builder.countOfParent > Int(component.linesMax) { isRight = false }
        builder.end()
        if !isRight { checkLines(bytes, field, capture, component) }
    }

    /// How many lines, how long, and of which characters.
    private mutating func checkLines(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent
    ) {
        var count = 0
        var lines = MTLines(capture.start, capture.end)
        var isTooLong = false
        var foreign = -1
        while let line = lines.next(in: bytes) {
            count += 1
            if line.end - line.start > Int(component.width) || line.end == line.start { isTooLong = true }
            var index = line.start
            while index < line.end, sets[Int(bytes[index])] & component.set != 0 { index += 1 }
            if index < line.end, foreign < 0 { foreign = index }
        }
        // Banks keep to their own rules in field 86 of statements.
        let severity = component.kind == .subtags ? Finding.Severity.warning : .error
        if count > Int(component.linesMax) { noteLines(bytes, field, component, severity) }
        if isTooLong {
            note(
                severity,
                "mt.line-length",
                bytes,
                capture.start,
                field: MTTag(key: field.key).text,
                "A line of the field is empty or has more than \(component.width) characters."
            )
        }
        if foreign >= 0 {
            note(
                severity,
                "M60",
                bytes,
                foreign,
                field: MTTag(key: field.key).text,
                "The field has a character outside its character set."
            )
        }
    }

    private mutating func noteLines(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ component: MTComponent,
        _ severity: Finding.Severity = .error
    ) {
        note(
            severity,
            "mt.lines",
            bytes,
            field.start,
            field: MTTag(key: field.key).text,
            "The field has more than \(component.linesMax) lines."
        )
    }
}
