import Testing

/// The suites that run the real program in processes of its own, one after the other: the machine is theirs.
@Suite(.serialized)
enum RunningBusTests {}
