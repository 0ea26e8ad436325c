import Canonical

extension MappingCompiler {
    /// What is worked out before a target, in order.
    mutating func addSteps(_ steps: [CheckedStep]) throws(Fault) {
        if scope.loopDepth > 0 { emptyGuarded(steps) }
        for step in steps {
            let end = newLabel()
            if let variable = step.guardVariable {
                emit(.jumpUnless, scope.register(of: scope.path(ofVariable: variable)), 0, end)
            }
            try add(step)
            place(end)
        }
    }

    /// What the turn before has put into variables that this one may leave out.
    private mutating func emptyGuarded(_ steps: [CheckedStep]) {
        for step in steps where step.guardVariable != nil {
            guard case .define(let variable, _) = step.kind else { continue }
            emit(.move, scope.register(of: scope.path(ofVariable: variable)), ~Cell.absent)
        }
    }

    private mutating func add(_ step: CheckedStep) throws(Fault) {
        switch step.kind {
        case .define(let variable, let expression):
            // A name for a field needs no register of its own.
            if step.guardVariable == nil, expression.isPath {
                while variable >= scope.variables.count { scope.variables.append(nil) }
                scope.variables[variable] = try path(expression)
                return
            }
            let path = scope.path(ofVariable: variable)
            try put(expression, into: scope.register(of: path))
            if expression.type.canBeContainer { bind(path) }
        case .check(let condition, let fault):
            let fails = newLabel()
            let holds = newLabel()
            try jump(unless: condition, to: fails)
            emit(.jump, 0, 0, holds)
            place(fails)
            emit(.fault, 0, site(fault, at: step.position))
            place(holds)
        case .drop(let expression, let path, let reason):
            let operand = try value(expression)
            emit(.dropped, operand, site(.dropped, "Not carried: \(reason)", path: path, at: step.position))
        case .filter(let condition, let reason):
            let stays = newLabel()
            try jump(unless: condition, to: stays)
            let site = self.site("mapping.filtered", reason, at: step.position)
            if let skip = scope.skip {
                emit(.skip, 0, site)
                emit(.jump, 0, 0, skip)
            } else {
                emit(.filter, 0, site)
            }
            place(stays)
        }
    }

    /// What a frame makes: of the mapping targets, of a part a value under the name of its caller.
    mutating func addOutcome(_ outcome: CheckedOutcome, _ type: TargetType, isMain: Bool) throws(Fault) {
        switch outcome {
        case .one(let content):
            try add(content, isMain ? .none : .inherited, type)
            if isMain { emit(.emit) }
        case .all(let outcomes):
            for outcome in outcomes { try addOutcome(outcome, type, isMain: isMain) }
        case .each(let variable, let list, let condition, let steps, let inner):
            guard isMain else { throw CompileFault.because("A part makes more than one value.") }
            try loop(over: list, variable: variable) { compiler, _, next throws(Fault) in
                if let condition { try compiler.jump(unless: condition, to: next) }
                let outer = compiler.scope.skip
                compiler.scope.skip = next
                try compiler.addSteps(steps)
                compiler.scope.skip = outer
                try compiler.addOutcome(inner, type, isMain: isMain)
            }
        }
    }
}

extension CheckedExpression {
    /// Whether it only goes down from a variable.
    fileprivate var isPath: Bool {
        switch kind {
        case .variable: true
        case .member(let base, _), .position(let base, _), .last(let base): base.isPath
        default: false
        }
    }
}
