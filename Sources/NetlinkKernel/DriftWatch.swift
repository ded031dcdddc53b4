import CNetfilter
import Glibc
public import Nftables
import Synchronization

/// Somebody else's commit that touched our table.
public struct DriftNotice: Hashable, Sendable {
    /// Who did it.
    public enum Origin: Hashable, Sendable {
        /// A process, by its id and name.
        case process(UInt32, name: String)
        /// The kernel dropped notices because we were slow to read them: anybody may have done anything.
        case unknown
    }

    /// Who did it.
    public let origin: Origin
    /// The generation that the commit made; `nil` where it is not known.
    public let generation: Generation?
    /// How many objects of our table it made, changed or removed.
    public let objectCount: Int
}

/// Hears of commits to our table that are not ours: `nft monitor`, for one table.
///
/// A listener makes every commit of this network namespace slower, bulk ones twice, so whoever owns the table should
/// not have one: nobody else can change it then. A class, since it owns a socket.
public final class DriftWatch {
    private static let group = UInt32(1) << (UInt32(NFNLGRP_NFTABLES.rawValue) - 1)

    /// More datagrams than a receive buffer holds.
    private static let waitingCountMax = 1 << 16

    private let conversation: Conversation
    private let socket: NetlinkSocket
    private var filter: DriftFilter

    /// Begins to listen in the network namespace of the calling thread; commits from this port are our own.
    public init(table: String = "martlet", ownPort: UInt32) throws(KernelError) {
        do {
            socket = try NetlinkSocket(groups: Self.group)
        } catch {
            throw error.meansNoSubsystem ? .unavailable(error) : .lost(error)
        }
        conversation = Conversation(socket)
        filter = DriftFilter(table: table, ownPort: ownPort)
    }

    /// The next notice; `nil` where none came in this time.
    public func next(timeoutMilliseconds: Int32) throws(KernelError) -> DriftNotice? {
        let deadline = Self.now + Int64(timeoutMilliseconds)
        while true {
            if let notice = filter.takeNotice() { return notice }
            let rest = deadline - Self.now
            guard rest >= 0, try isReadable(within: Int32(clamping: rest)) else { return nil }
            do {
                try conversation.receive { (message) throws(WireError) in try filter.take(message) }
            } catch .failed(.noBufferSpace) {
                try dropRest()
                filter.noteLoss()
            } catch .failed(.tryAgain) {
                continue
            } catch {
                throw KernelError(error)
            }
        }
    }

    private func isReadable(within milliseconds: Int32) throws(KernelError) -> Bool {
        var poll = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        let count = Glibc.poll(&poll, 1, milliseconds)
        if count < 0, errno != EINTR { throw .lost(.last) }
        return count > 0
    }

    /// The kernel drops every further message, and does not say so again, until all that waits was read; so whoever is
    /// told of a loss before that would look too early.
    private func dropRest() throws(KernelError) {
        for _ in 0..<Self.waitingCountMax where try isReadable(within: 0) {
            do {
                try conversation.receive { _ in }
            } catch .failed(.noBufferSpace) {
                continue
            } catch {
                throw KernelError(error)
            }
        }
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension DriftWatch {
    /// Notices as they come, from a thread of its own that ends soon after the stream is no longer read.
    ///
    /// The stream keeps the latest few only: each means "look again", and looking once answers them all.
    public static func notices(
        table: String = "martlet", ownPort: UInt32
    ) throws(KernelError) -> AsyncStream<DriftNotice> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DriftNotice.self, bufferingPolicy: .bufferingNewest(16))
        let listener = Unmanaged.passRetained(
            DriftListener(try DriftWatch(table: table, ownPort: ownPort), continuation))
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, DriftListener.main, listener.toOpaque())
        guard failure == 0 else {
            listener.release()
            throw .lost(Errno(rawValue: failure))
        }
        pthread_detach(thread)
        return stream
    }
}

/// What the listening thread holds; a class, since a thread takes one pointer.
private final class DriftListener {
    /// How soon a stream that nobody reads any more is noticed.
    private static let patienceMilliseconds: Int32 = 250

    private let watch: DriftWatch
    private let continuation: AsyncStream<DriftNotice>.Continuation
    private let end = DriftListenerEnd()

    init(_ watch: DriftWatch, _ continuation: AsyncStream<DriftNotice>.Continuation) {
        self.watch = watch
        self.continuation = continuation
        continuation.onTermination = { [end] _ in end.isReached.store(true, ordering: .relaxed) }
    }

    static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
        if let raw { Unmanaged<DriftListener>.fromOpaque(raw).takeRetainedValue().run() }
        return nil
    }

    private func run() {
        while !end.isReached.load(ordering: .relaxed) {
            do {
                if let notice = try watch.next(timeoutMilliseconds: Self.patienceMilliseconds) {
                    continuation.yield(notice)
                }
            } catch {
                break  // the stream ends, which its reader takes for "look for yourself"
            }
        }
        continuation.finish()
    }
}

/// Whether nobody reads the stream any more; a class, since two threads share it.
private final class DriftListenerEnd: Sendable {
    let isReached = Atomic(false)
}
