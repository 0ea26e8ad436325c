/// How a store's file is opened.
package struct StoreOptions: Sendable {
    /// How long an access waits for another writer before it fails as busy.
    package var busyTimeoutSeconds = 5.0
    /// How long an owner counts as alive after its last renewal, in milliseconds.
    package var leaseMilliseconds = OwnerSession.leaseMilliseconds
    /// The clock of leases.
    package var clock = BootClock.system()
    /// How long the search for damage may take at opening; a large file is looked at in part.
    package var checkMilliseconds: Int64 = 250
    /// The greatest size of the file in pages of 4 KiB; nil: as large as the disk allows.
    package var pagesMax: Int?
    /// The number of entries in memory from which on the oldest are closed into an indexed window.
    package var windowSize = BookTable.windowSize

    /// The defaults.
    package init() {}
}
