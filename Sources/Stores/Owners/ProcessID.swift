import Glibc

/// The number of this process, kept with an owner for whoever looks at the file.
enum ProcessID {
    static var current: Int32 { getpid() }
}
