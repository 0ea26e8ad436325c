import Canonical

/// Reads the schema of one namespace from XSD files, in the subset of XML Schema that ISO 20022 uses.
///
/// Whatever is outside of the subset is refused with file and line: a rule that is not checked must not look as if it
/// were. The subset: global and local elements, named and anonymous types, sequence, choice and all within one another,
/// minOccurs and maxOccurs, simple content extended by attributes, restrictions of simple types with all facets,
/// wildcards, include of and import from files of the same folder. Signatures (xmldsig) are taken as they are.
struct XSDCompiler {
    let files: XSDFileSet
    var model: SchemaModel
    /// The namespaces of which types are known: the target one and imported ones.
    private var known: Set<String>
    /// The files already read, by name.
    private var read: Set<String> = []
    /// How many anonymous types there are.
    private var anonymous = 0

    /// Reads the schema of a namespace.
    static func compile(_ namespace: String, from files: XSDFileSet) throws(Fault) -> SchemaModel {
        var compiler = XSDCompiler(
            files: files,
            model: SchemaModel(namespace: namespace),
            known: [namespace, SchemaNamespace.xmlSchema]
        )
        for file in files.files(ofNamespace: namespace) { try compiler.readFile(file, as: namespace) }
        return compiler.model
    }

    /// Reads a file into the model, and those that it includes and imports.
    private mutating func readFile(_ file: XSDFileSet.File, as namespace: String) throws(Fault) {
        guard read.insert(file.name).inserted else { return }
        let schema = try XSDTreeReader.tree(of: DefinitionFile(name: file.name, bytes: file.bytes))
        try schema.allow(
            "targetNamespace",
            "elementFormDefault",
            "attributeFormDefault",
            "version",
            "blockDefault",
            "finalDefault"
        )
        guard schema["attributeFormDefault"] ?? "unqualified" == "unqualified" else {
            throw SchemaFault.notImplemented("attributeFormDefault=\"qualified\"", at: schema.origin)
        }
        for node in try schema.parts() {
            switch node.name {
            case "element" where namespace == model.namespace: try readRoot(node, schema: schema)
            // The roots of an imported namespace are no roots of this one.
            case "element": break
            case "complexType", "simpleType": try readNamedType(node, schema: schema, namespace: namespace)
            case "include": try include(node, namespace: namespace)
            case "import": try importFile(node)
            default: throw SchemaFault.notImplemented("xs:\(node.name)", at: node.origin)
            }
        }
    }

    private mutating func include(_ node: XSDNode, namespace: String) throws(Fault) {
        try node.allow("schemaLocation")
        guard let file = files.file(at: try node.required("schemaLocation")) else {
            throw SchemaFault.unusable(
                "includes a file that is not there",
                at: node.origin,
                advice: "Put it into the same folder."
            )
        }
        guard file.namespace.isEmpty || file.namespace == namespace else {
            throw SchemaFault.unusable("includes a file of another namespace", at: node.origin)
        }
        try readFile(file, as: namespace)
    }

    /// Reads the types of another namespace; without its file, a use of them is refused where it stands.
    private mutating func importFile(_ node: XSDNode) throws(Fault) {
        try node.allow("namespace", "schemaLocation")
        guard let namespace = node["namespace"], namespace != SchemaNamespace.xmlSignature else { return }
        let located = node["schemaLocation"].flatMap { files.file(at: $0) }
        guard let file = located ?? files.files(ofNamespace: namespace).first, file.namespace == namespace else {
            return
        }
        known.insert(namespace)
        try readFile(file, as: namespace)
    }

    // MARK: - Names

    private mutating func readRoot(_ node: XSDNode, schema: XSDNode) throws(Fault) {
        try node.allow("name", "type", "nillable", "block", "final")
        let name = try node.required("name")
        let key = try elementType(node, name: name, schema: schema)
        model.roots.append(SchemaElement(name: name, type: key))
    }

    private mutating func readNamedType(_ node: XSDNode, schema: XSDNode, namespace: String) throws(Fault) {
        let name = try node.required("name")
        let key = self.key(QualifiedName(namespace: namespace, name: name))
        guard model.types[key] == nil else { throw SchemaFault.unusable("defines a type twice", at: node.origin) }
        if node.name == "complexType", namespace != model.namespace {
            // Its elements would belong to the other namespace: a definition has only one.
            return
        }
        model.types[key] = try type(node, name: name, schema: schema)
    }

    /// A type's key: its name, with the namespace before it if that is not the target one.
    private func key(_ name: QualifiedName) -> String {
        if name.namespace == SchemaNamespace.xmlSchema { return "xs:\(name.name)" }
        return name.namespace == model.namespace ? name.name : "{\(name.namespace)}\(name.name)"
    }

    /// The key of the type that an attribute's value names.
    func typeKey(_ qualified: String, in node: XSDNode) throws(Fault) -> String {
        var name = try node.resolve(qualified)
        // A file without a namespace that is included means the types of the including one.
        if name.namespace.isEmpty { name = QualifiedName(namespace: model.namespace, name: name.name) }
        guard known.contains(name.namespace) else {
            throw SchemaFault.unusable("uses a type of a namespace that it does not import", at: node.origin)
        }
        return key(name)
    }

    /// Enters a type without a name and returns its key.
    private mutating func enter(_ type: SchemaType) -> String {
        anonymous += 1
        let key = "#\(anonymous)"
        model.types[key] = type
        return key
    }

    /// Enters a type without a name that stands within another one.
    mutating func enterAnonymous(_ node: XSDNode, name: String, schema: XSDNode) throws(Fault) -> String {
        enter(try type(node, name: name, schema: schema))
    }

    /// The key of an element's or attribute's type, which it names or contains.
    mutating func elementType(_ node: XSDNode, name: String, schema: XSDNode) throws(Fault) -> String {
        guard node["nillable"] ?? "false" == "false" || node["nillable"] == "0" else {
            throw SchemaFault.notImplemented("nillable", at: node.origin)
        }
        let parts = try node.parts()
        if let named = node["type"] {
            guard parts.isEmpty else {
                throw SchemaFault.notImplemented("xs:\(parts[0].name) in an element", at: parts[0].origin)
            }
            return try typeKey(named, in: node)
        }
        guard parts.count == 1, parts[0].name == "complexType" || parts[0].name == "simpleType" else {
            throw SchemaFault.notImplemented("an element of any type", at: node.origin)
        }
        return enter(try type(parts[0], name: name, schema: schema))
    }
}
