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

    private let streams = Mutex<[ResponderStream]>([])
    private let recent = Mutex<[String]>([])
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let log: LogWriter
    private let board: Board

    /// A reader that does not read yet.
    init(_ log: LogWriter, _ board: Board) {
        self.log = log
        self.board = board
    }

    /// Begins to read; the loop's agent knows the pods.
    func start<Node: Kernel & SendableMetatype>(group: UInt16, _ loop: AgentLoop<Node>) {
        let packets: AsyncStream<LoggedPacket>
        do throws(KernelError) {
            packets = try PacketLog.packets(group: group)
        } catch {
            log.error(
                "Denied packets cannot be read, so they are counted and not logged", ["reason": .string("\(error)")])
            return
        }
        let task = Task { [self] in
            for await packet in packets {
                // The agent alone knows whose addresses these are; it is asked without being waited for.
                loop.enqueue { core in self.tell(core.explain(packet)) }
            }
        }
        self.task.withLock { $0 = task }
    }

    /// Reads no more.
    func stop() {
        task.withLock { $0 }?.cancel()
        for stream in streams.withLock({ $0 }) { stream.finish() }
    }

    /// What was denied last, a JSON object on each line.
    var lastLines: String { recent.withLock { $0.joined() } }

    /// A stream of what was denied last and is denied from now on, a JSON object on each line.
    func follow() -> ResponderStream {
        let stream = ResponderStream()
        stream.write(Array(lastLines.utf8))
        streams.withLock { streams in
            streams.removeAll { !$0.isOpen }
            streams.append(stream)
        }
        return stream
    }

    private func tell(_ denial: Denial) {
        board.write { state in
            state.measures.deniedRead += 1
            state.measures.deniedLost += Int(clamping: denial.lostBefore)
        }
        let line = denial.json.text + "\n"
        recent.withLock { recent in
            recent.append(line)
            if recent.count > Self.recentMax { recent.removeFirst(recent.count - Self.recentMax) }
        }
        log.limited(.info, denial.isEnforced ? "Denied" : "Would be denied", denial.fields, key: "denied")
        for stream in streams.withLock({ $0 }) where stream.isOpen { stream.write(Array(line.utf8)) }
    }
}

extension Denial {
    /// The same as the fields of a log line.
    fileprivate var fields: KeyValuePairs<String, JSONValue?> {
        [
            "direction": .string(direction), "from": .string(source), "to": .string(destination),
            "traffic": .string(traffic), "policies": .string(policies.map(\.description).joined(separator: ", ")),
            "reason": .string(reason), "in": input.map { .string($0) }, "lost": lostBefore == 0 ? nil : .number(Int64(clamping: lostBefore)),
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
