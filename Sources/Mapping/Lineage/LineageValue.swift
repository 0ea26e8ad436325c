/// What a value in a mapping is made of: the fields of inputs that it may be, and what decides which.
struct LineageValue {
    /// A field of an input.
    struct Field: Hashable {
        var input: String
        var path: String
    }

    /// The fields that it may be, unchanged; empty for what is worked out.
    var fields: Set<Field> = []
    /// What it depends on besides.
    var sources: Set<LineageSource> = []

    /// A value that is worked out of others.
    static func made(of values: LineageValue..., from sources: LineageSource...) -> LineageValue {
        LineageValue(sources: values.reduce(into: Set(sources)) { $0.formUnion($1.used) })
    }

    /// What depends on it when it is used as it is.
    var used: Set<LineageSource> {
        fields.reduce(into: sources) { $0.insert(.field(input: $1.input, path: $1.path)) }
    }

    /// What depends on it when only its presence counts.
    var presence: Set<LineageSource> {
        fields.reduce(into: sources) { $0.insert(.presence(input: $1.input, path: $1.path)) }
    }

    /// One of its members.
    func member(_ name: String) -> LineageValue {
        let step = "/" + MappingRun.escaped(name)
        return LineageValue(
            fields: Set(fields.map { Field(input: $0.input, path: $0.path + step) }),
            sources: sources
        )
    }

    /// One of its elements: of which list it is known, but not which; how many there are decides too.
    var element: LineageValue { LineageValue(fields: fields, sources: presence) }

    /// This value or another.
    func or(_ other: LineageValue, decidedBy decision: Set<LineageSource> = []) -> LineageValue {
        LineageValue(
            fields: fields.union(other.fields),
            sources: sources.union(other.sources).union(decision)
        )
    }
}
