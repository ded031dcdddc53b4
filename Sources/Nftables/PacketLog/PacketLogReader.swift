/// Where logged packets are read: a log group of the kernel, or values for tests.
public protocol PacketLogReader {
    /// The next packet; `nil` where none came in this time.
    func next(timeoutMilliseconds: Int32) throws(KernelError) -> LoggedPacket?
}
