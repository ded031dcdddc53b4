import CNetfilter
import Glibc
import Nftables

/// A socket on which the kernel speaks unasked.
///
/// A class, since it owns the socket.
final class Listener {
    /// What came.
    enum Heard {
        /// Messages, which were handed on.
        case messages
        /// The kernel dropped messages because we were slow to read them.
        case loss
        /// Nothing, up to the deadline.
        case nothing
    }

    /// More datagrams than a receive buffer holds.
    private static let waitingCountMax = 1 << 16

    /// For requests on the same socket, before anything is listened to.
    let conversation: Conversation
    private let socket: NetlinkSocket

    /// Listens to groups of a netlink family in the network namespace of the calling thread.
    init(_ family: Int32 = NETLINK_NETFILTER, groups: UInt32 = 0, receiveByteCount: Int32? = nil) throws(KernelError) {
        do {
            socket = try NetlinkSocket(family, groups: groups)
        } catch {
            throw error.meansNoSubsystem ? .unavailable(error) : .lost(error)
        }
        if let receiveByteCount { socket.setReceiveBuffer(receiveByteCount) }
        conversation = Conversation(socket)
    }

    /// Waits for one datagram and hands its messages on.
    func hear(
        by deadline: Moment, _ body: (MessageReader.Message) throws(WireError) -> Void
    ) throws(KernelError) -> Heard {
        while try isReadable(by: deadline) {
            do {
                try conversation.receive(body)
                return .messages
            } catch .failed(.noBufferSpace) {
                return .loss
            } catch .failed(.tryAgain) {
                continue
            } catch {
                throw KernelError(error)
            }
        }
        return .nothing
    }

    /// Reads all that waits and forgets it.
    ///
    /// After a loss the kernel drops every further message, and does not say so again, until all that waits was read;
    /// so whoever is told of a loss before that would look too early.
    func dropWaiting() throws(KernelError) {
        for _ in 0..<Self.waitingCountMax {
            if case .nothing = try hear(by: .now, { _ in }) { return }
        }
    }

    private func isReadable(by deadline: Moment) throws(KernelError) -> Bool {
        repeat {
            var poll = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            let count = Glibc.poll(&poll, 1, deadline.millisecondsLeft)
            if count > 0 { return true }
            if count < 0, errno != EINTR { throw .lost(.last) }
        } while deadline.millisecondsLeft > 0
        return false
    }
}

/// A moment of the clock that always goes on.
struct Moment {
    private let milliseconds: Int64

    /// The moment so long from now.
    init(inMilliseconds milliseconds: Int32) { self.milliseconds = Self.clock + Int64(milliseconds) }

    /// This moment.
    static var now: Moment { Moment(inMilliseconds: 0) }

    /// How long it is until then; zero where it is over.
    var millisecondsLeft: Int32 { Int32(clamping: max(0, milliseconds - Self.clock)) }

    private static var clock: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
