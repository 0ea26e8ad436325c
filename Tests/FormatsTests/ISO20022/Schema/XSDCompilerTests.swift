import Canonical
import Conformance
import Testing

@testable import Formats

/// The subset of XML Schema that ISO 20022 uses, and the refusal of everything else.
@Suite struct XSDCompilerTests {
    private static let namespace = "urn:example:abcd.001.001.01"

    private static func schema(_ body: String, attributes: String = "elementFormDefault=\"qualified\"")
        -> DefinitionFile
    {
        DefinitionFile(
            name: "abcd.001.001.01.xsd",
            bytes: Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- a remark -->
                <x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns="\(namespace)" xmlns:other="urn:other"
                    targetNamespace="\(namespace)" \(attributes)>
                <x:element name="Document" type="Document"/>
                \(body)
                </x:schema>
                """
                .utf8
            )
        )
    }

    private static func compile(_ files: DefinitionFile...) throws -> MessageDefinition {
        try #require(try XSDDefinitions(files).definition(ofNamespace: namespace))
    }

    private static func type(_ restriction: String) -> String {
        """
        <x:complexType name="Document"><x:sequence><x:element name="A" type="T"/></x:sequence></x:complexType>
        <x:simpleType name="T">\(restriction)</x:simpleType>
        """
    }

    @Test func `groups nest, and occurrences are kept`() throws {
        let definition = try Self.compile(
            Self.schema(
                """
                <x:complexType name="Document">
                    <x:annotation><x:documentation>Not <![CDATA[<read>]]> &amp; at all</x:documentation></x:annotation>
                    <x:sequence minOccurs="0" maxOccurs="unbounded">
                        <x:element name="A" type="x:token"/>
                        <x:choice maxOccurs="3">
                            <x:element name="B" minOccurs="0"><x:simpleType><x:restriction base="x:int"/></x:simpleType></x:element>
                            <x:sequence><x:any namespace="##other urn:q" processContents="lax" minOccurs="0"/></x:sequence>
                        </x:choice>
                        <x:element name="C"><x:complexType><x:all><x:element name="A" type="x:date"/></x:all></x:complexType></x:element>
                    </x:sequence>
                </x:complexType>
                """
                .replacing("##other urn:q", with: "##local urn:q")
            )
        )
        let root = definition.complexTypes[0]
        guard case .elements(.sequence(let parts, let occurrence)) = root.content else { throw TestFailure() }
        #expect(occurrence == Occurrence(min: 0, max: nil))
        guard case .choice(let branches, Occurrence(min: 1, max: 3)) = parts[1] else { throw TestFailure() }
        guard case .sequence(let inner, .once) = branches[1] else { throw TestFailure() }
        #expect(
            inner == [.any(Wildcard(namespaces: .listed(["", "urn:q"]), processing: .lax), Occurrence(min: 0, max: 1))]
        )
        #expect(definition.elementNames == ["Document", "A", "B", "C"])
        #expect(definition.complexTypes.map(\.name) == ["Document", "C"])
        #expect(definition.simpleTypes.map(\.base) == [.string, .integer, .date])
        #expect(definition.simpleTypes[1].maxInclusive == "2147483647")
    }

    @Test func `simple content has attributes`() throws {
        let definition = try Self.compile(
            Self.schema(
                """
                <x:complexType name="Document"><x:simpleContent><x:extension base="Amount">
                    <x:attribute name="Ccy" type="x:string" use="required"/><x:attribute name="Note" type="x:string"/>
                </x:extension></x:simpleContent></x:complexType>
                <x:simpleType name="Amount"><x:restriction base="x:decimal"><x:fractionDigits value="5"/></x:restriction></x:simpleType>
                """
            )
        )
        #expect(definition.complexTypes[0].attributes.map(\.isRequired) == [true, false])
        guard case .simple(let index) = definition.complexTypes[0].content else { throw TestFailure() }
        #expect(definition.simpleTypes[index].fractionDigits == 5)
    }

    @Test func `derived types have the facets of all steps`() throws {
        let definition = try Self.compile(
            Self.schema(
                Self.type(
                    """
                    <x:restriction><x:simpleType><x:restriction base="Base"><x:pattern value="a.*"/><x:pattern value="b.*"/>
                    </x:restriction></x:simpleType><x:maxLength value="5"/><x:enumeration value="ab"/></x:restriction>
                    """
                )
                    + """
                    <x:simpleType name="Base"><x:restriction base="x:normalizedString"><x:minLength value="2"/>
                    <x:maxLength value="9"/><x:pattern value=".*b"/></x:restriction></x:simpleType>
                    """
            )
        )
        let type = try #require(definition.simpleTypes.first)
        #expect(type.lengthMin == 2 && type.lengthMax == 5)
        #expect(type.patterns.map(\.source) == [".*b", "(a.*)|(b.*)"])
        #expect(type.enumeration == ["ab"])
        #expect(type.whiteSpace == .replace)
    }

    @Test func `included files and the simple types of imported ones are found in the same folder`() throws {
        let included = DefinitionFile(
            name: "common.xsd",
            bytes: Array(
                """
                <schema xmlns="http://www.w3.org/2001/XMLSchema"><simpleType name="Common"><restriction base="string">
                <length value="3"/></restriction></simpleType></schema>
                """
                .utf8
            )
        )
        let imported = DefinitionFile(
            name: "other.xsd",
            bytes: Array(
                """
                <schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:other"><simpleType name="Other">
                <restriction base="boolean"/></simpleType></schema>
                """
                .utf8
            )
        )
        let main = Self.schema(
            """
            <x:include schemaLocation="../folder/common.xsd"/><x:import namespace="urn:other" schemaLocation="other.xsd"/>
            <x:import namespace="http://www.w3.org/2000/09/xmldsig#" schemaLocation="xmldsig.xsd"/>
            <x:complexType name="Document"><x:sequence><x:element name="A" type="Common"/>
            <x:element name="B" type="other:Other"/></x:sequence></x:complexType>
            """
        )
        let definition = try Self.compile(main, included, imported)
        #expect(definition.simpleTypes.map(\.base) == [.string, .boolean])
        #expect(definition.simpleTypes[0].lengthMax == 3)
    }

    @Test(arguments: [
        "<x:restriction base='x:string'><x:list/></x:restriction>", "<x:list itemType='x:string'/>",
        "<x:union memberTypes='x:string'/>", "<x:restriction base='x:float'/>", "<x:restriction base='x:ID'/>",
        "<x:restriction base='T'/>", "<x:restriction base='Missing'/>", "<x:restriction base='other:T'/>",
        "<x:restriction base='unbound:T'/>", "<x:restriction base='x:string'><x:maxLength value='-1'/></x:restriction>",
        "<x:restriction base='x:string'><x:pattern value='('/></x:restriction>",
        "<x:restriction base='x:string'><x:totalDigits value='1'/></x:restriction>",
        "<x:restriction base='x:date'><x:minInclusive value='2020-01-01'/></x:restriction>",
        "<x:restriction base='x:decimal'><x:minLength value='1'/></x:restriction>",
        "<x:restriction base='x:boolean'><x:enumeration value='true'/></x:restriction>",
    ])
    func `a simple type outside of the subset is refused with its line`(_ restriction: String) {
        refuses(Self.schema(Self.type(restriction)))
    }

    @Test(arguments: [
        "<x:sequence><x:element name='A'/></x:sequence>", "<x:sequence><x:element ref='Document'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string' nillable='true'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string' default='1'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string' fixed='1'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string' form='unqualified'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string' minOccurs='2'/></x:sequence>",
        "<x:sequence><x:group ref='G'/></x:sequence>", "<x:sequence/><x:anyAttribute/>",
        "<x:sequence/><x:attributeGroup ref='G'/>", "<x:sequence/><x:attribute ref='a'/>",
        "<x:sequence/><x:attribute name='a' type='x:string' default='x'/>", "<x:complexContent/>",
        "<x:simpleContent><x:restriction base='x:string'/></x:simpleContent>", "<x:sequence/><x:assert test='1'/>",
        "<x:all><x:element name='A' type='x:string' maxOccurs='2'/></x:all>",
        "<x:sequence><x:all/></x:sequence>", "<x:sequence><x:any namespace='##odd'/></x:sequence>",
        "<x:sequence><x:element name='A' type='x:string'><x:key name='k'/></x:element></x:sequence>",
        "<foreign/>",
    ])
    func `a complex type outside of the subset is refused with its line`(_ content: String) {
        refuses(Self.schema("<x:complexType name=\"Document\">\(content)</x:complexType>"))
    }

    @Test(arguments: [
        ("<x:complexType name='Document'><x:all><x:element name='A' type='x:date'/></x:all></x:complexType>", "xs:all"),
        ("<x:complexType name='Document' mixed='true'/>", "mixed"),
        (
            "<x:complexType name='Document'><x:sequence><x:element name='A' type='x:date' nillable='1'/></x:sequence>"
                + "</x:complexType>", "nillable"
        ),
    ])
    func `what ISO 20022 does not use is refused by its name`(_ body: String, _ name: String) {
        let fault = #expect(throws: Fault.self) { _ = try CompiledDefinition(Self.compile(Self.schema(body))) }
        #expect(fault?.code == .configurationInvalid && fault?.reason.contains(name) == true)
    }

    @Test(arguments: [
        "<x:redefine/>", "<x:notation/>", "<x:include schemaLocation='missing.xsd'/>", "<x:group name='g'/>",
    ])
    func `a declaration outside of the subset is refused with its line`(_ declaration: String) {
        refuses(Self.schema("<x:complexType name='Document'/>" + declaration))
    }

    @Test func `local elements without a namespace are refused`() {
        let body =
            "<x:complexType name='Document'><x:sequence><x:element name='A' type='x:string'/></x:sequence></x:complexType>"
        refuses(Self.schema(body, attributes: ""))
    }

    @Test func `a folder without schemas is refused`() {
        #expect(throws: Fault.self) { try XSDDefinitions([DefinitionFile(name: "a.txt", bytes: [])]) }
    }

    @Test(arguments: 0..<4) func `mutated schemas are refused or compiled, and never crash`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let body = Self.type("<x:restriction base='x:string'><x:pattern value='[a-c]{1,3}'/></x:restriction>")
        let whole = Self.schema(body).bytes
        let alphabet = Array("<>/=\"'xs:name0123456789{}[]()*+?-|\\ ".utf8)
        for _ in 0..<500 {
            let file = DefinitionFile(name: "a.xsd", bytes: generator.mutate(whole, alphabet: alphabet))
            do {
                let schemas = try XSDDefinitions([file])
                for namespace in schemas.namespaces {
                    if let definition = try schemas.definition(ofNamespace: namespace) {
                        _ = try CompiledDefinition(definition)
                    }
                }
            } catch {
                #expect(error.code == .configurationInvalid)
            }
        }
    }

    @Test(arguments: ["100000", "999999999", "unbounded"])
    func `great counts neither hang nor fill the memory`(_ count: String) throws {
        let content = """
            <x:complexType name="Document"><x:sequence minOccurs="2" maxOccurs="\(count)"><x:element name="A" type="x:date"
            minOccurs="0" maxOccurs="\(count)"/><x:choice minOccurs="3" maxOccurs="\(count)"><x:element name="B"
            type="x:date"/></x:choice></x:sequence></x:complexType>
            """
        // Whether such a model can be used is for the compiled form to say.
        _ = try? CompiledDefinition(Self.compile(Self.schema(content)))
    }

    @Test func `a file that is cut off or no schema is refused`() {
        let whole = Self.schema(Self.type("<x:restriction base='x:string'/>")).bytes
        for count in 0..<whole.count - 1 {
            let file = DefinitionFile(name: "cut.xsd", bytes: Array(whole.prefix(count)))
            #expect(throws: Fault.self) { try XSDDefinitions([file]).definition(ofNamespace: Self.namespace) }
        }
        #expect(throws: Fault.self) { try XSDDefinitions([DefinitionFile(name: "a.xsd", bytes: Array("<a/>".utf8))]) }
    }

    private func refuses(_ file: DefinitionFile) {
        let fault = #expect(throws: Fault.self) { try Self.compile(file) }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.place?.line != nil, "\(fault.map(String.init(describing:)) ?? "")")
    }
}

private struct TestFailure: Error {}
