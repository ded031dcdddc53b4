public import Addresses

/// The connections that a kernel tracks: the real ones, or values for tests.
public protocol ConnectionTable {
    /// All connections in which one of these addresses stands, each once; those that come and go meanwhile may be among
    /// them or not.
    func connections(of addresses: Set<IPAddress>) throws(KernelError) -> [TrackedConnection]

    /// Sets the bits of a connection's mark that the mask has, and leaves the others; does nothing to a connection that
    /// is gone.
    func setMark(_ bits: UInt32, mask: UInt32, on connection: TrackedConnection) throws(KernelError)
}
