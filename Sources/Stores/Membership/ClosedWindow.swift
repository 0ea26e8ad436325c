/// A stretch of entries that is looked up in the table `bankbus_window_entry`, and a filter that mostly spares the look-up.
struct ClosedWindow {
    /// Its number in the table.
    var id: Int64
    /// Its last entry.
    var last: Int64
    /// The size of the filter in bytes; it changes when expired entries have been taken out.
    var filterSize: Int64
    /// Which hashes it may hold.
    var filter: BloomFilter
}
