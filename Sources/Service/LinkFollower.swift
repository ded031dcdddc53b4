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
    /// A look that failed is tried again behind it.
    private static let retryInterval = Duration.seconds(1)

    private let board: Board
    private let log: LogWriter
    private let addresses = Mutex<Set<IPAddress>>([])
    private let reasons: AsyncStream<Void>.Continuation
    private let tasks = Mutex<[Task<Void, Never>]>([])

    /// Begins to follow, and tells the agent and the board.
    init(_ mailbox: Mailbox, _ board: Board, _ log: LogWriter) throws(KernelError) {
        (self.board, self.log) = (board, log)
        // One reason to look is as good as many.
        let (stream, reasons) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.reasons = reasons
        let changes = try LinkWatch.changes()
        let forward = Task {
            for await _ in changes { reasons.yield() }
        }
        let looks = Task { [self] in
            for await _ in stream {
                if let links = look(for: addresses.withLock { $0 }) {
                    mailbox.put(links)
                    continue
                }
                do { try await Task.sleep(for: Self.retryInterval) } catch { return }
                reasons.yield()
            }
        }
        tasks.withLock { $0 = [forward, looks] }
    }

    /// Takes which addresses the pods of this node have.
    func follow(_ addresses: Set<IPAddress>) {
        self.addresses.withLock { $0 = addresses }
        reasons.yield()
    }

    /// Follows no more.
    func stop() {
        reasons.finish()
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }

    /// Looks once, now; `nil` where nothing can be seen.
    func look(for addresses: Set<IPAddress>) -> LocalLinks? {
        do throws(KernelError) {
            let findings = try RoutedLinkTable().findings(for: addresses)
            // Before the agent: with the links it becomes ready, which it is not where pods bypass the rules.
            board.write { state in
                state.obstacles = findings.obstacles
                state.hasVirtualServers = findings.forwarding.hasVirtualServers ?? false
            }
            return LocalLinks(findings.linkNames, of: addresses)
        } catch {
            log.limited(
                .warning, "The links of this node's pods cannot be looked at; what was known of them holds",
                ["reason": .string("\(error)")])
            return nil
        }
    }
}
