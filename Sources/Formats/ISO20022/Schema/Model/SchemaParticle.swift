/// A part of a content model.
indirect enum SchemaParticle: Hashable, Sendable {
    case element(SchemaElement, Occurrence)
    case group(SchemaGroup, [SchemaParticle], Occurrence)
    case any(Wildcard, Occurrence)
}
