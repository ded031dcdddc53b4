import CTestSystem
import Glibc
import Synchronization

/// Sends a datagram on each of some ways every millisecond, and tells which arrived that should not have, or did not
/// that should have.
///
/// No datagram is ever answered, so each of them is new to connection tracking and meets all rules. A class, since it
/// owns the thread and stops it with its last owner.
public final class SteadyProbe: Sendable {
    /// A way that is probed.
    public struct Way: Sendable {
        /// What it is called where something went wrong on it: `web → db`.
        let name: String
        /// Where datagrams come from.
        let source: NetworkNamespace
        /// Where they go to.
        let target: NetworkNamespace
        /// The address that they are sent to.
        let address: String
        /// The port at which only the probe listens.
        let port: Int
        /// Whether they are to arrive.
        let isAllowed: Bool

        /// A way of this name from one namespace to an address and a port of another.
        public init(
            _ name: String, from source: NetworkNamespace, to target: NetworkNamespace, at address: String, port: Int,
            isAllowed: Bool
        ) {
            (self.name, self.source, self.target) = (name, source, target)
            (self.address, self.port, self.isAllowed) = (address, port, isAllowed)
        }

        /// `web → db (10.244.1.2) 7001`.
        var words: String { "\(name) (\(address)) \(port)" }
    }

    /// What came of it.
    public struct Result: Sendable {
        /// How many were sent on ways that are allowed.
        public internal(set) var allowed = 0
        /// How many were sent on ways that are denied.
        public internal(set) var denied = 0
        /// Those that were denied and passed, with the time at which each was sent.
        public internal(set) var leaks: [(words: String, at: Duration)] = []
        /// Those that were allowed and did not arrive.
        public internal(set) var losses: [(words: String, at: Duration)] = []
        /// The longest time between two rounds.
        public internal(set) var gapMax = Duration.zero
    }

    private struct Sent { var times: [Duration] = [], arrived: [Bool] = [] }

    private let ways: [Way]
    private let mouths: [FlowSocket]
    private let ears: [FlowSocket]
    private let isStopping = Atomic(false)
    private let outcome = Mutex<Result>(Result())
    private let thread = Mutex<OwnThread?>(nil)

    /// Starts to probe; the ports of all ways must differ.
    public init(_ ways: [Way], interval: Duration = .milliseconds(1)) throws {
        self.ways = ways
        ears = try ways.map { try FlowSocket.listening(.udp, at: $0.port, in: $0.target) }
        mouths = try ways.map { way in
            let socket = try FlowSocket(.udp, in: way.source)
            try socket.connect(to: SocketPlace(way.address, port: way.port))
            return socket
        }
        let nanoseconds = Int(interval / .nanoseconds(1))
        let started = try OwnThread { [unowned self] in probe(every: nanoseconds) }
        thread.withLock { $0 = started }
    }

    deinit { stop() }

    /// Stops, and tells what came of it.
    @discardableResult
    public func stop() -> Result {
        isStopping.store(true, ordering: .relaxed)
        thread.withLock { $0 }?.join()
        return outcome.withLock { $0 }
    }

    /// The time since boot that results are given in.
    public static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private func probe(every nanoseconds: Int) {
        var sent = ways.map { _ in Sent() }
        var next = Self.now
        var last = next
        var gapMax = Duration.zero
        while !isStopping.load(ordering: .relaxed) {
            let now = Self.now
            (gapMax, last) = (max(gapMax, now - last), now)
            for place in ways.indices { send(place, now, &sent[place]) }
            for place in ways.indices { hear(place, &sent[place]) }
            next = max(next + .nanoseconds(nanoseconds), now)
            Self.sleep(until: next)
        }
        usleep(20_000)
        for place in ways.indices { hear(place, &sent[place]) }
        outcome.withLock { $0 = result(of: sent, gapMax) }
    }

    private func send(_ place: Int, _ now: Duration, _ sent: inout Sent) {
        let number = UInt32(sent.times.count)
        let isTaken = mouths[place].send(withUnsafeBytes(of: number) { Array($0) })
        sent.times.append(now)
        // What our own kernel did not take never met a rule.
        sent.arrived.append(!isTaken && ways[place].isAllowed)
    }

    private func hear(_ place: Int, _ sent: inout Sent) {
        while let bytes = ears[place].receive() {
            let number = Int(bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
            if sent.arrived.indices.contains(number) { sent.arrived[number] = true }
        }
    }

    private func result(of sent: [Sent], _ gapMax: Duration) -> Result {
        var result = Result()
        result.gapMax = gapMax
        for (way, sent) in zip(ways, sent) {
            if way.isAllowed { result.allowed += sent.times.count } else { result.denied += sent.times.count }
            for (time, arrived) in zip(sent.times, sent.arrived) where arrived != way.isAllowed {
                if way.isAllowed {
                    result.losses.append((way.words, time))
                } else {
                    result.leaks.append((way.words, time))
                }
            }
        }
        return result
    }

    private static func sleep(until time: Duration) {
        let left = time - now
        if left > .zero { usleep(UInt32(left / .microseconds(1))) }
    }
}

extension SteadyProbe.Result {
    /// What went wrong, in a few words; empty where nothing did.
    public var faults: String {
        let all = leaks.map { "leaked: \($0.words) at \($0.at)" } + losses.map { "lost: \($0.words) at \($0.at)" }
        return all.isEmpty ? "" : "\(leaks.count) leaked, \(losses.count) lost: \(all.prefix(6))"
    }
}
