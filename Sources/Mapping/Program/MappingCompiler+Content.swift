import Canonical

/// Under which name something of the target is written.
enum TargetName {
    /// None: an element of a list, or the root.
    case none
    /// The name under which the frame's part was called.
    case inherited
    /// A member.
    case member(DocumentName)
}

extension MappingCompiler {
    /// Writes what a member, or the root, holds.
    mutating func add(_ content: CheckedContent, _ name: TargetName, _ type: TargetType) throws(Fault) {
        switch content {
        case .each, .list, .bounded:
            emit(.begin, name, flag: 1)
            // Inside the list, places are numbers and not the member's name.
            let outer = scope.member
            scope.member = nil
            try addElements(content, type)
            if let countMax = type.countMax { bound(content, countMax, isCut: false, since: -1) }
            scope.member = outer
            emit(.end)
        default:
            try addOne(content, name, type) { compiler, inner throws(Fault) in try compiler.add(inner, name, type) }
        }
    }

    /// Writes the elements that a content gives, into the list that is open.
    private mutating func addElements(_ content: CheckedContent, _ list: TargetType) throws(Fault) {
        switch content {
        case .each(let variable, let source, let condition, let steps, let inner):
            try loop(over: source, variable: variable) { compiler, _, next throws(Fault) in
                if let condition { try compiler.jump(unless: condition, to: next) }
                try compiler.addSteps(steps)
                try compiler.addElements(inner, list)
            }
        case .list(let contents):
            for content in contents { try addElements(content, list) }
        case .bounded(let inner, let countMax, let isCut):
            let before = scope.newRegister()
            emit(.countElements, before)
            try addElements(inner, list)
            bound(content, countMax, isCut: isCut, since: before)
        default:
            try addOne(content, .none, list.element, isElement: true) { compiler, inner throws(Fault) in
                try compiler.addElements(inner, list)
            }
        }
    }

    /// What happens to more elements than fit.
    private mutating func bound(_ content: CheckedContent, _ countMax: Int, isCut: Bool, since register: Int32) {
        let position = content.position ?? SourcePosition(file: mapping.name, line: 0, column: 0)
        let site =
            isCut
            ? self.site(
                .cut,
                "There were more values than the target's list can hold; the last are left out.",
                at: position
            )
            : self.site("mapping.too-many", "There are more values than the target's list can hold.", at: position)
        emit(.bound, Int32(clamping: countMax), site, register, flag: isCut ? 1 : 0)
    }

    /// Writes what is no list; `again` does the same for what stands within it at the same place.
    private mutating func addOne(
        _ content: CheckedContent,
        _ name: TargetName,
        _ type: TargetType,
        isElement: Bool = false,
        again: (inout MappingCompiler, CheckedContent) throws(Fault) -> Void
    ) throws(Fault) {
        let end = newLabel()
        switch content {
        case .value(let expression, let shape):
            let operand = try value(expression)
            let rule = try shapes.rule(shape, type.parts ?? targetParts, names: &names)
            emit(.write, name, operand, rule, flag: isElement ? 1 : 0)
        case .copy(let expression, let target):
            // What a part makes goes straight to its place, where faults within it have their path.
            if target == nil, case .part(let part, let arguments) = expression.kind,
                expression.type.resolved.isObject
            {
                return try addOne(.part(part, arguments: arguments), name, type, isElement: isElement, again: again)
            }
            let operand = try value(expression)
            let type = target ?? expression.type
            let rule = try shapes.rule(type.shape, type.parts, names: &names)
            if target != nil { try shapes.noteLayout(expression.type, names: &names) }
            let flag: UInt8 = (isElement ? CopyFlag.elements : 0) | (target != nil ? CopyFlag.omitsLayout : 0)
            emit(.copy, name, operand, rule, flag: flag)
        case .object(let object): try add(object, name, type)
        case .part(let part, let arguments):
            let first = try self.arguments(arguments)
            skip(part, arguments: first, to: end)
            scope.calls.insert(part)
            emit(.call, name, Int32(part), first)
        case .conditional(let condition, let then, let otherwise):
            let other = newLabel()
            try jump(unless: condition, to: other)
            try again(&self, then)
            emit(.jump, 0, 0, end)
            place(other)
            if let otherwise { try again(&self, otherwise) }
        case .alternative(let first, let second):
            let mark = scope.newRegister()
            emit(.mark, mark)
            try again(&self, first)
            emit(.jumpIfWritten, mark, 0, end)
            try again(&self, second)
        case .defaulted(let first, let second):
            let mark = scope.newRegister()
            emit(.mark, mark)
            try again(&self, first)
            emit(.jumpIfWritten, mark, 0, end)
            try again(&self, second)
            emit(.jumpUnlessWritten, mark, 0, end)
            let position = content.position ?? SourcePosition(file: mapping.name, line: 0, column: 0)
            emit(.report, 0, site(.defaulted, "The source has no value; a default stands.", at: position))
        case .mandatory(let inner, let fault):
            let mark = scope.newRegister()
            emit(.mark, mark)
            try again(&self, inner)
            emit(.faultUnlessWritten, mark, site(fault, at: fault.code.position))
        case .each, .list, .bounded: break
        }
        place(end)
    }

    /// Writes an object; `keptIn` is the register of the object around it that counts members without anything in them.
    mutating func add(
        _ object: CheckedObject,
        _ name: TargetName,
        _ type: TargetType,
        keptIn outerKept: Int32? = nil
    ) throws(Fault) {
        emit(.begin, name, flag: 0)
        let outer = scope.member
        scope.member = nil
        let kept = object.members.contains { $0.need == .empty } ? scope.newRegister() : nil
        if let kept { emit(.countElements, kept) }
        try addSteps(object.steps)
        var needed: [(register: Int32, site: Int32)] = []
        var mark: Int32?
        for (number, member) in object.members.enumerated() {
            if number == 0 || object.members[number - 1].name != member.name {
                mark = object.need(from: number) ? scope.newRegister() : nil
                if let mark { emit(.mark, mark) }
            }
            try add(member, type, kept)
            guard let mark, case .fault(let reason)? = member.need else { continue }
            emit(.noteMissing, mark)
            scope.member = member.name
            needed.append((mark, site(reason, at: member.position)))
        }
        scope.member = outer
        for (register, site) in needed { emit(.faultIfMissing, register, site) }
        guard kept != nil || outerKept != nil else {
            _ = emit(.end)
            return
        }
        emit(.endKept, kept ?? -1, outerKept ?? -1, flag: outerKept == nil ? 0 : 1)
    }

    private mutating func add(_ member: CheckedMember, _ type: TargetType, _ kept: Int32?) throws(Fault) {
        let end = newLabel()
        if let variable = member.guardVariable {
            emit(.jumpUnless, scope.register(of: scope.path(ofVariable: variable)), 0, end)
        }
        scope.member = member.name
        let name = TargetName.member(try names.place(of: member.name))
        if member.need == .empty, case .object(let object) = member.content {
            try add(object, name, type.member(member.name), keptIn: kept)
        } else {
            try add(member.content, name, type.member(member.name))
        }
        place(end)
    }

    /// The place where a member that must be there got nothing.
    private mutating func site(_ reason: CheckedMember.Need.Reason, at position: SourcePosition) -> Int32 {
        switch reason {
        case .absent:
            site("mapping.absent", "The message has no value for what the target must have.", at: position)
        case .empty:
            site(
                "mapping.target-empty",
                "Nothing of the message has a place in what the target must have.",
                at: position
            )
        }
    }

    private mutating func emit(
        _ operation: Instruction.Operation,
        _ name: TargetName,
        _ a: Int32 = 0,
        _ b: Int32 = 0,
        flag: UInt8
    ) {
        switch name {
        case .none: emit(operation, a, b, 0, flag: flag)
        case .inherited: emit(operation, a, b, 0, flag: flag, length: Instruction.inherited)
        case .member(let place):
            emit(operation, a, b, Int32(bitPattern: place.start), flag: flag, length: place.length)
        }
    }

    private mutating func emit(_ operation: Instruction.Operation, _ name: TargetName, _ a: Int32, _ b: Int32) {
        emit(operation, name, a, b, flag: 0)
    }
}

extension CheckedObject {
    /// Whether the member at a place, or one of the same name behind it, is a fault where it gets nothing.
    fileprivate func need(from number: Int) -> Bool {
        members[number...].prefix { $0.name == members[number].name }
            .contains { if case .fault = $0.need { true } else { false } }
    }
}

extension CheckedContent {
    /// Where it is said, as far as that is known.
    fileprivate var position: SourcePosition? {
        switch self {
        case .value(let expression, _), .copy(let expression, _): expression.position
        case .each(_, let list, _, _, _): list.position
        case .list(let contents): contents.first?.position
        case .conditional(let condition, _, _): condition.position
        case .part(_, let arguments): arguments.first?.position
        case .alternative(let first, _), .mandatory(let first, _), .defaulted(let first, _),
            .bounded(let first, _, _):
            first.position
        case .object(let object): object.members.first?.position
        }
    }
}
