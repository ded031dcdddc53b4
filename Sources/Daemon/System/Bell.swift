internal import Glibc

/// What one thread rings to end the wait of another, also when it is rung before that one begins to wait: a pipe, since
/// Glibc keeps `eventfd` from Swift.
public final class Bell: Sendable {
    private let listening: OwnedDescriptor
    private let ringing: OwnedDescriptor

    /// A bell that is silent.
    public init() throws(DaemonError) {
        var ends: (Int32, Int32) = (-1, -1)
        let made = withUnsafeMutableBytes(of: &ends) { bytes in
            bytes.assumingMemoryBound(to: Int32.self).baseAddress.map { pipe($0) } ?? -1
        }
        guard made == 0 else { throw .last("make a pipe") }
        listening = OwnedDescriptor(ends.0)
        ringing = OwnedDescriptor(ends.1)
        guard OwnedDescriptor.prepare(ends.0), OwnedDescriptor.prepare(ends.1) else { throw .last("set up a pipe") }
    }

    /// What can be read once the bell was rung.
    var descriptor: Int32 { listening.number }

    /// Ends the wait, or the next one. A pipe that is full has been rung already.
    public func ring() {
        var byte: UInt8 = 0
        _ = write(ringing.number, &byte, 1)
    }

    /// Makes the bell silent again.
    func hush() {
        var bytes = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        while read(listening.number, &bytes, MemoryLayout.size(ofValue: bytes)) > 0 {}
    }

    /// Returns when it was rung since the last time, or after so many milliseconds; `nil`: only then.
    public func wait(milliseconds: Int32?) {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = Glibc.poll(&poll, 1, milliseconds ?? -1)
        hush()
    }
}
