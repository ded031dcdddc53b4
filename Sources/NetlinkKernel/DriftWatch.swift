import CNetfilter
public import Nftables

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

    private let listener: Listener
    private var filter: DriftFilter

    /// Begins to listen in the network namespace of the calling thread; commits from this port are our own.
    public init(table: String = "martlet", ownPort: UInt32) throws(KernelError) {
        listener = try Listener(groups: Self.group)
        filter = DriftFilter(table: table, ownPort: ownPort)
    }

    /// The next notice; `nil` where none came in this time.
    public func next(timeoutMilliseconds: Int32) throws(KernelError) -> DriftNotice? {
        let deadline = Moment(inMilliseconds: timeoutMilliseconds)
        while true {
            if let notice = filter.takeNotice() { return notice }
            switch try listener.hear(by: deadline, { (message) throws(WireError) in try filter.take(message) }) {
            case .messages: continue
            case .nothing: return nil
            case .loss:
                try listener.dropWaiting()
                filter.noteLoss()
            }
        }
    }

    /// Notices as they come, from a thread of its own that ends soon after the stream is no longer read.
    ///
    /// The stream keeps the latest few only: each means "look again", and looking once answers them all.
    public static func notices(
        table: String = "martlet", ownPort: UInt32
    ) throws(KernelError) -> AsyncStream<DriftNotice> {
        let watch = try DriftWatch(table: table, ownPort: ownPort)
        return try NoticeThread.stream(keeping: 16) { (wait) throws(KernelError) in
            try watch.next(timeoutMilliseconds: wait)
        }
    }
}
