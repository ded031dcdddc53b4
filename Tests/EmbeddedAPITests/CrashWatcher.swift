import Glibc
import JSON
import Synchronization
import TestSupport

@testable import EmbeddedAPI

/// One who lists once and then watches, comes back with the last version it saw whenever the server was gone, and lists
/// anew only when it is told that this version is forgotten. A class, since a thread of its own runs it.
final class CrashWatcher: Sendable {
    private static let path = "/apis/networking.k8s.io/v1/networkpolicies"

    private struct State {
        /// The version of each object.
        var objects: [String: Int64] = [:]
        /// The newest version it has heard of; `nil` before the first list and after a 410.
        var revision: Int64?
        var newest: Int64 = 0
        var complaints: [String] = []
        var lists = 0
        var returns = 0
        var events = 0
    }

    private let state = Mutex(State())

    /// What it takes for the objects that there are.
    var objects: [String: Int64] { state.withLock { $0.objects } }
    /// What is not as it has to be.
    var complaints: [String] { state.withLock { $0.complaints } }
    /// How often it listed, came back to a watch without a list, and heard of an event.
    var figures: (lists: Int, returns: Int, events: Int) { state.withLock { ($0.lists, $0.returns, $0.events) } }

    /// Follows the server at whatever port it has, until it is told to stop.
    func run(port: () -> UInt16, isStopped: () -> Bool) {
        while !isStopped() {
            do throws(SystemError) {
                try follow(try HTTPPeer(port: port()), isStopped)
            } catch {
                // The server is gone for a moment.
            }
            usleep(3_000)
        }
    }

    private func follow(_ peer: HTTPPeer, _ isStopped: () -> Bool) throws(SystemError) {
        let isBack = state.withLock { $0.revision != nil }
        if !isBack { list(peer) }
        guard let revision = state.withLock({ $0.revision }) else { return }
        let query = "watch=1&allowWatchBookmarks=true&resourceVersion=\(revision)"
        peer.send("GET \(Self.path)?\(query) HTTP/1.1\r\nHost: a\r\n\r\n")
        switch peer.streamStatus() {
        case 200?: break
        case 410?: return state.withLock { $0.revision = nil }
        case let status: return complain("a watch from \(revision) got \(status ?? 0)", unless: status == nil)
        }
        if isBack { state.withLock { $0.returns += 1 } }
        while !isStopped(), !peer.hasEnded {
            if let line = peer.streamLine(seconds: 0.05) { take(line) }
        }
    }

    private func list(_ peer: HTTPPeer) {
        guard let answer = peer.ask("GET", Self.path) else { return }
        guard answer.status == 200, let list = answer.value, let revision = Self.version(of: list) else {
            return complain("a list got \(answer.status)", unless: false)
        }
        state.withLock { state in
            if revision < state.newest { state.complaints.append("a list at \(revision) after \(state.newest)") }
            (state.revision, state.newest) = (revision, revision)
            state.objects = Dictionary(
                uniqueKeysWithValues: (list["items"]?.items ?? []).map { ($0.name, Self.version(of: $0) ?? 0) })
            state.lists += 1
        }
    }

    private func take(_ line: [UInt8]) {
        guard let event = HTTPPeer.Answer(status: 200, body: line).value, let object = event["object"],
            let type = event["type"]?.string
        else { return complain("no event: \(String(decoding: line, as: UTF8.self))", unless: false) }
        guard type != "ERROR", let revision = Self.version(of: object) else {
            return state.withLock { $0.revision = nil }
        }
        state.withLock { state in
            if revision < state.newest || revision == state.newest && type != "BOOKMARK" {
                state.complaints.append("\(type) at \(revision) after \(state.newest)")
            }
            (state.revision, state.newest) = (revision, revision)
            state.events += 1
            switch type {
            case "DELETED": state.objects[object.name] = nil
            case "BOOKMARK": break
            default: state.objects[object.name] = revision
            }
        }
    }

    private func complain(_ words: String, unless isFine: Bool) {
        if !isFine { state.withLock { $0.complaints.append(words) } }
    }

    /// The version that metadata tell.
    static func version(of value: JSONValue) -> Int64? {
        value[metadata: "resourceVersion"]?.string.flatMap { Int64($0) }
    }
}
