import CNetfilter
public import Nftables

/// Hears that links, routes, or what links do with packets for others, have changed: `ip monitor`.
///
/// A class, since it owns a socket.
public final class LinkWatch {
    /// What has changed: look again.
    public struct Change: OptionSet, Hashable, Sendable {
        /// One bit a kind of object.
        public let rawValue: UInt8

        /// The changes with these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Links, or what they do with packets for others.
        public static let links = Change(rawValue: 1)
        /// Routes, or the rules by which they are chosen.
        public static let routes = Change(rawValue: 2)
        /// The kernel dropped notices because we were slow to read them: anything.
        public static let unknown = Change(rawValue: 4)
    }

    /// More datagrams than are taken for one change.
    private static let datagramsMax = 1024
    private static let groups = [
        RTNLGRP_LINK, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE,
        RTNLGRP_IPV4_NETCONF, RTNLGRP_IPV6_NETCONF,
    ].reduce(0 as UInt32) { $0 | 1 << ($1.rawValue - 1) }

    private let listener: Listener

    /// Begins to listen in the network namespace of the calling thread.
    public convenience init() throws(KernelError) { try self.init(receiveByteCount: nil) }

    /// The same with room for so much that was not read.
    init(receiveByteCount: Int32?) throws(KernelError) {
        listener = try Listener(NETLINK_ROUTE, groups: Self.groups, receiveByteCount: receiveByteCount)
    }

    /// What has changed, all that waits to be read taken together; `nil` where nothing came in this time.
    public func next(timeoutMilliseconds: Int32) throws(KernelError) -> Change? {
        var change: Change = []
        var deadline = Moment(inMilliseconds: timeoutMilliseconds)
        for _ in 0..<Self.datagramsMax {
            let heard = try listener.hear(by: deadline) { (message) throws(WireError) in
                change.formUnion(Change(message.kind))
            }
            switch heard {
            case .messages: if !change.isEmpty { deadline = .now }
            case .nothing: return change.isEmpty ? nil : change
            case .loss:
                try listener.dropWaiting()
                return .unknown
            }
        }
        return change.isEmpty ? nil : change
    }

    /// Changes as they come, from a thread of its own that ends soon after the stream is no longer read.
    ///
    /// The stream keeps the latest few only: each means "look again", and looking once answers them all.
    public static func changes() throws(KernelError) -> AsyncStream<Change> {
        let watch = try LinkWatch()
        return try NoticeThread.stream(keeping: 16) { (wait) throws(KernelError) in
            try watch.next(timeoutMilliseconds: wait)
        }
    }
}

extension LinkWatch.Change {
    /// What a message of this kind tells of.
    fileprivate init(_ kind: MessageKind) {
        switch Int(kind.rawValue) {
        case Int(RTM_NEWLINK), Int(RTM_DELLINK), Int(MessageKind.newForwarding.rawValue),
            Int(MessageKind.oldForwarding.rawValue):
            self = .links
        case Int(RTM_NEWROUTE), Int(RTM_DELROUTE), Int(RTM_NEWRULE), Int(RTM_DELRULE): self = .routes
        default: self = []
        }
    }
}
