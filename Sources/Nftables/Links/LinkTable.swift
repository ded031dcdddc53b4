public import Addresses

/// The links and routes of a host: the real ones, or values for tests.
public protocol LinkTable {
    /// The links there are, how the host reaches each of these addresses, and what it does with packets on their way.
    func findings(for addresses: Set<IPAddress>) throws(KernelError) -> LinkFindings
}
