/// One thing to be measured: a pass over some messages, and a peer that does the same.
struct Workload {
    /// The name, by which it is chosen on the command line.
    let name: String
    /// What is read and where it comes from, for the report.
    let summary: String
    /// How many messages one pass handles.
    let messages: Int
    /// How many bytes of input one pass handles.
    let bytes: Int
    /// One pass; returns something that depends on all results, so that nothing is optimised away.
    let pass: () throws -> Int
    /// Others that do the same work in the same process, by name.
    var peers: [Peer] = []
    /// What the project aims at, in words, such as `300,000 messages/s`.
    let aim: String

    struct Peer {
        let name: String
        let pass: () throws -> Int
    }
}
