internal import Addresses
internal import Agent
internal import Daemon
internal import JSON
internal import NetlinkKernel
internal import Nftables
internal import Synchronization

/// Follows by which links the pods of this node are reached, and what keeps their packets from the rules.
///
/// A class, since tasks of it run until it is stopped.
final class LinkFollower: Sendable {
    /// Why to look again.
    private enum Reason: Sendable {
        case addresses(Set<IPAddress>)
        case change
    }

    private let reasons: AsyncStream<Reason>.Continuation
    private let tasks = Mutex<[Task<Void, Never>]>([])

    /// Begins to follow, and tells the agent and the board.
    init(_ mailbox: Mailbox, _ board: Board, _ log: LogWriter) throws(KernelError) {
        let (stream, reasons) = AsyncStream.makeStream(of: Reason.self)
        self.reasons = reasons
        let changes = try LinkWatch.changes()
        let forward = Task {
            for await _ in changes { reasons.yield(.change) }
        }
        let look = Task {
            var addresses: Set<IPAddress> = []
            for await reason in stream {
                if case .addresses(let new) = reason { addresses = new }
                Self.look(addresses, mailbox, board, log)
            }
        }
        tasks.withLock { $0 = [forward, look] }
    }

    /// Takes which addresses the pods of this node have.
    func follow(_ addresses: Set<IPAddress>) { reasons.yield(.addresses(addresses)) }

    /// Follows no more.
    func stop() {
        reasons.finish()
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }

    private static func look(_ addresses: Set<IPAddress>, _ mailbox: Mailbox, _ board: Board, _ log: LogWriter) {
        do throws(KernelError) {
            let findings = try RoutedLinkTable().findings(for: addresses)
            mailbox.put(links: findings.linkNames)
            board.write { state in
                state.obstacles = findings.obstacles
                state.hasVirtualServers = findings.forwarding.hasVirtualServers ?? false
            }
        } catch {
            log.limited(
                .warning, "The links of this node's pods cannot be looked at; what was known of them holds",
                ["reason": .string("\(error)")])
        }
    }
}
