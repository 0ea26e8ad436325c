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
            let operand = try value(expression)
            let type = target ?? expression.type
            let rule = try shapes.rule(type.shape, type.parts, names: &names)
            if target != nil { try shapes.noteLayout(expression.type, names: &names) }
            let flag: UInt8 = (isElement ? CopyFlag.elements : 0) | (target != nil ? CopyFlag.omitsLayout : 0)
            emit(.copy, name, operand, rule, flag: flag)
        case .object(let object): try add(object, name, type)
        case .part(let part, let arguments):
            let first = try self.arguments(arguments)
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

    private mutating func add(_ object: CheckedObject, _ name: TargetName, _ type: TargetType) throws(Fault) {
        emit(.begin, name, flag: 0)
        let outer = scope.member
        scope.member = nil
        try addSteps(object.steps)
        for member in object.members {
            let end = newLabel()
            if let variable = member.guardVariable {
                emit(.jumpUnless, scope.register(of: scope.path(ofVariable: variable)), 0, end)
            }
            scope.member = member.name
            try add(member.content, .member(try names.place(of: member.name)), type.member(member.name))
            place(end)
        }
        scope.member = outer
        emit(.end)
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
