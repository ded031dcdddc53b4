internal import Addresses
internal import Agent
internal import Daemon
internal import JSON
internal import KubernetesModel
internal import NetlinkKernel
internal import Nftables
internal import PolicyEngine
internal import Synchronization

/// Reads the packets that the rules wrote to their log group, and says of each whose it is and why it was denied.
///
/// A class, since tasks of it run until it is stopped, and streams of it are read.
final class DenialReader: Sendable {
    private static let recentMax = 256
    /// So many packets wait to be explained; more would keep the agent from what it is there for.
    private static let waitingMax = 256

    private struct State {
        var streams: [ResponderStream] = []
        var recent: [String] = []
        var task: Task<Void, Never>?
        var waiting = 0
        /// Packets that nobody explained since the last that was.
        var dropped: UInt64 = 0
    }

    private let state = Mutex(State())
    private let log: LogWriter
    private let board: Board

    /// A reader that does not read yet.
    init(_ log: LogWriter, _ board: Board) {
        self.log = log
        self.board = board
    }

    /// Begins to read, where that did not begin yet; the loop's agent knows the pods.
    func start<Node: Kernel & SendableMetatype>(group: UInt16, _ loop: AgentLoop<Node>) {
        if state.withLock({ $0.task != nil }) { return }
        let packets: AsyncStream<LoggedPacket>
        do throws(KernelError) {
            packets = try PacketLog.packets(group: group)
        } catch {
            log.error(
                "Denied packets cannot be read, so they are counted and not logged", ["reason": .string("\(error)")])
            return
        }
        let task = Task { [self] in
            for await packet in packets { take(packet, loop) }
        }
        state.withLock { $0.task = task }
    }

    /// Has the agent, who alone knows whose the addresses are, explain a packet, and does not wait for it.
    func take<Node: Kernel & SendableMetatype>(_ packet: LoggedPacket, _ loop: AgentLoop<Node>) {
        let dropped = state.withLock { state -> UInt64? in
            guard state.waiting < Self.waitingMax else {
                state.dropped += 1 + packet.lostBefore
                return nil
            }
            state.waiting += 1
            defer { state.dropped = 0 }
            return state.dropped
        }
        guard let dropped else { return }
        var packet = packet
        packet.lostBefore += dropped
        loop.enqueue { [packet] core in
            self.state.withLock { $0.waiting -= 1 }
            self.tell(core.explain(packet))
        }
    }

    /// Reads no more.
    func stop() {
        let (task, streams) = state.withLock { ($0.task, $0.streams) }
        task?.cancel()
        for stream in streams { stream.finish() }
    }

    /// What was denied last, a JSON object on each line.
    var lastLines: String { state.withLock { $0.recent.joined() } }

    /// A stream of what was denied last and is denied from now on, a JSON object on each line.
    func follow() -> ResponderStream {
        let stream = ResponderStream()
        state.withLock { state in
            stream.write(Array(state.recent.joined().utf8))
            state.streams.removeAll { !$0.isOpen }
            state.streams.append(stream)
        }
        return stream
    }

    /// Tells of a denied packet: in the log, to whoever follows, and in the figures.
    func tell(_ denial: Denial) {
        board.write { state in
            state.measures.deniedRead += 1
            state.measures.deniedLost += Int(clamping: denial.lostBefore)
        }
        let line = denial.json.text + "\n"
        state.withLock { state in
            state.recent.append(line)
            if state.recent.count > Self.recentMax { state.recent.removeFirst(state.recent.count - Self.recentMax) }
            for stream in state.streams where stream.isOpen { stream.write(Array(line.utf8)) }
        }
        log.limited(.info, denial.isEnforced ? "Denied" : "Would be denied", denial.fields, key: "denied")
    }
}

extension Denial {
    /// The same as the fields of a log line.
    fileprivate var fields: KeyValuePairs<String, JSONValue?> {
        [
            "direction": .string(direction), "from": .string(source), "to": .string(destination),
            "traffic": .string(traffic), "policies": .string(policies.map(\.description).joined(separator: ", ")),
            "reason": .string(reason), "lost": lostBefore == 0 ? nil : .number(Int64(clamping: lostBefore)),
        ]
    }

    /// The same as a JSON object, with the time in seconds since 1970.
    fileprivate var json: JSONValue {
        .members([
            "time": .decimal("\(seconds)"), "enforced": .bool(isEnforced), "direction": .string(direction),
            "from": .string(source), "to": .string(destination), "traffic": .string(traffic),
            "policies": .array(policies.map { .string("\($0)") }), "reason": .string(reason),
            "lost": lostBefore == 0 ? nil : .number(Int64(clamping: lostBefore)),
        ])
    }
}
