extension DocumentMember {
    /// What a mapping has to do with a member: whether leaving it out loses something.
    public enum Role: String, Sendable, Hashable {
        /// What the sender says: a mapping uses it, carries it or says why not.
        case content
        /// How the message was written or what stands around it: needed to write the same bytes again, not content.
        case layout
        /// What is kept of a message that breaks its format, which is a finding; whole messages do not have it.
        case irregular
        /// The name of the document's type, which a mapping writes by itself.
        case typeName
    }

    /// The member as one that the format's rules want.
    public func mandatory(_ isMandatory: Bool = true) -> DocumentMember {
        var member = self
        member.isMandatory = isMandatory
        return member
    }

    /// The member with another role.
    public func with(_ role: Role) -> DocumentMember {
        var member = self
        member.role = role
        return member
    }
}
