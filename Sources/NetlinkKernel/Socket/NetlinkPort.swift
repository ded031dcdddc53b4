import Nftables

/// The four things we ask of a netlink socket; tests put one that fails on request before the real one.
protocol NetlinkPort: AnyObject {
    /// The number by which the kernel knows the socket.
    var identifier: UInt32 { get }

    /// The most bytes that one message may have, once it was asked to carry so many.
    func sendLimit(for byteCount: Int) -> Int

    /// Sends one datagram, which the kernel has worked through when this returns.
    func send(_ bytes: [UInt8]) throws(Errno)

    /// Receives one datagram into the buffer and returns how many bytes of it are meant.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int
}
