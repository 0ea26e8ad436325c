import Canonical

extension MappingRun {
    /// The fault that the mapping states at a place.
    func fault(at number: Int32) -> Fault {
        let site = program.sites[Int(number)]
        return Fault(
            .message,
            FaultCode(site.code),
            stage: .map,
            place: Place(path: site.path ?? targetPath(member: site.member)),
            reason: site.sentence,
            advice: site.advice
        )
    }

    /// A value of an input that is not of the type that the input is said to be.
    func sourceFault(_ cell: Int, _ sentence: String) -> Fault {
        Fault(
            .message,
            FaultCode("mapping.source-invalid"),
            stage: .map,
            place: sourcePlace(of: cell) ?? Place(path: targetPath(member: nil)),
            reason: sentence,
            advice:
                "The message does not have the form of its type \(program.mapping.inputs.first?.description.name ?? "")."
        )
    }

    /// A value that does not fit the target: to blame is the source, where the value came from it unchanged.
    func misfitFault(_ cell: Int, _ name: DocumentName) -> Fault {
        let member = name.length == 0 ? nil : string(name)
        let path = targetPath(member: member)
        let place = sourcePlace(of: cell)
        return Fault(
            .message,
            FaultCode(place == nil ? "mapping.target-invalid" : "mapping.source-invalid"),
            stage: .map,
            place: place ?? Place(path: path),
            reason: "The value does not fit what \(path.isEmpty ? "the target" : path) can hold.",
            advice: place == nil ? nil : "The message does not have the form of its type."
        )
    }

    /// A limit is passed.
    func limitFault(_ sentence: String) -> Fault {
        Fault(
            .message,
            FaultCode("mapping.limit"),
            stage: .map,
            place: Place(path: targetPath(member: nil)),
            reason: sentence,
            advice: "Split the message, or raise the limits of the mapping."
        )
    }

    // MARK: - Losses

    /// The loss that the mapping states at a place.
    mutating func lose(at number: Int32) throws(Fault) {
        let site = program.sites[Int(number)]
        guard let code = site.loss else { return }
        if let path = site.path {
            losses.add(code, path: path, site.sentence)
            if policy.isFault(code) { throw lossFault(code, site.sentence, path) }
        } else {
            try lose(code, site.sentence, member: site.member)
        }
    }

    /// A loss at the place of the target that is being made.
    mutating func lose(_ code: LossCode, _ sentence: String, member: String?) throws(Fault) {
        let path = targetPath(member: member)
        losses.add(code, path: path, sentence)
        if policy.isFault(code) { throw lossFault(code, sentence, path) }
    }

    private func lossFault(_ code: LossCode, _ sentence: String, _ path: String) -> Fault {
        Fault(
            .message,
            FaultCode(code.findingCode),
            stage: .map,
            place: Place(path: path),
            reason: sentence,
            advice: "The route does not accept this loss."
        )
    }

    // MARK: - Paths

    /// The path of the target that is being made: the open containers, then the member that comes next.
    func targetPath(member: String?) -> String {
        var parts: [String] = []
        if let member {
            parts.append(Self.escaped(member))
        } else if target.innermost >= 0, target.nodes[target.innermost].kind == .list {
            parts.append(String(target.innerCount))
        }
        var index = target.innermost
        while index >= 0 {
            let node = target.nodes[index]
            // While it is open, a container's node keeps the one around it, and its own number there from 1.
            let outer = Int(node.extent) - 1
            if node.nameLength > 0 {
                let name = DocumentName(start: node.nameStart, length: node.nameLength)
                parts.append(Self.escaped(string(name)))
            } else if outer >= 0 {
                parts.append(String(max(0, Int(node.start) - 1)))
            }
            index = outer
        }
        return parts.reversed().map { "/" + $0 }.joined()
    }

    /// The place of a value in its input; nil for one that was worked out.
    private func sourcePlace(of cell: Int) -> Place? {
        guard let number = inputs.firstIndex(where: { $0.cells.contains(cell) }) else { return nil }
        let input = inputs[number]
        let path = input.document.path(to: cell - input.cells.lowerBound)
        return Place(field: number == 0 ? nil : program.mapping.inputs[number].name, path: path)
    }

    /// The input that a value is a node of.
    func input(of cell: Int) -> Input? { inputs.first { $0.cells.contains(cell) } }

    /// A name of the target.
    private func string(_ name: DocumentName) -> String {
        String(
            decoding: program.targetNames.bytes[Int(name.start)..<Int(name.start) + Int(name.length)],
            as: UTF8.self
        )
    }

    /// A name as JSON Pointer (RFC 6901) writes it.
    static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        return name.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
    }
}

extension Document {
    /// The JSON Pointer of a node.
    func path(to target: Int) -> String {
        var path = ""
        var index = 0
        while index < target {
            let isList = nodes[index].kind == .list
            var child = index + 1
            var position = 0
            while nodes[child].end(at: child) <= target {
                child = nodes[child].end(at: child)
                position += 1
            }
            let name =
                isList ? "\(position)" : MappingRun.escaped(String(decoding: nameBytes(at: child), as: UTF8.self))
            path += "/" + name
            index = child
        }
        return path
    }
}
