import JSON
import Synchronization
import TestSupport

@testable import EmbeddedAPI

/// One who writes policies of his own over HTTP and remembers what was acknowledged; between rounds he is asked whether
/// a list has it all. A class, since a thread of its own runs it.
final class CrashWriter: @unchecked Sendable {
    // Unchecked: its thread is joined before anyone else looks at it.
    private static let collection = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"
    private static let objects = 12

    private let number: Int
    private var generator: SeededGenerator
    /// The step of each object that is there.
    private var steps: [String: Int] = [:]
    /// The one write that nobody knows of: its object, and the step that it would have then.
    private var unknown: (name: String, step: Int?)?
    private var step = 0
    /// The newest version that an answer told.
    private(set) var revision: Int64 = 0
    /// What is not as it has to be.
    private(set) var complaints: [String] = []
    /// How many writes of each verb were acknowledged.
    private(set) var counts: [String: Int] = [:]

    /// A writer who has written nothing.
    init(_ number: Int) {
        self.number = number
        generator = .forTest("crash writer \(number)")
    }

    /// Writes until the server is gone; `acknowledged` is called after each answer.
    func write(to port: UInt16, _ acknowledged: () -> Void) {
        do throws(SystemError) {
            let peer = try HTTPPeer(port: port)
            while writeOnce(peer) { acknowledged() }
        } catch {
            // The server may be gone before this one comes.
        }
    }

    /// Compares a list with what was acknowledged, and goes on from there.
    func check(_ found: [String: Int]) {
        let mine = found.filter { $0.key.hasPrefix("w\(number)-") }
        for name in Set(mine.keys).union(steps.keys).sorted() where mine[name] != steps[name] {
            if let unknown, unknown.name == name, unknown.step == mine[name] { continue }
            complaints.append("\(name) is at \(mine[name] ?? -1), but \(steps[name] ?? -1) was acknowledged")
        }
        steps = mine
        unknown = nil
    }

    private func writeOnce(_ peer: HTTPPeer) -> Bool {
        let name = "w\(number)-\(Int.random(in: 0..<Self.objects, using: &generator))"
        step += 1
        let labels = JSONValue.members(["step": .string(String(step))])
        guard steps[name] != nil else {
            return ask(peer, "POST", Self.collection, Sample.policy(name, labels: ["step": .string("\(step)")]), name)
        }
        let path = "\(Self.collection)/\(name)"
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return ask(peer, "DELETE", path, nil, name)
        case 1:
            let patch = JSONValue.members(["metadata": .members(["labels": labels])])
            return ask(peer, "PATCH", path, patch, name)
        default: return ask(peer, "PUT", path, Sample.policy(name, labels: ["step": .string("\(step)")]), name)
        }
    }

    private func ask(_ peer: HTTPPeer, _ verb: String, _ path: String, _ body: JSONValue?, _ name: String) -> Bool {
        let outcome = verb == "DELETE" ? nil : step
        unknown = (name, outcome)
        let type = verb == "PATCH" ? "application/merge-patch+json" : "application/json"
        guard let answer = peer.ask(verb, path, body, type: type) else { return false }
        guard answer.status == (verb == "POST" ? 201 : 200), let value = answer.value else {
            complaints.append("\(verb) \(path): \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
            return false
        }
        (steps[name], unknown) = (outcome, nil)
        counts[verb, default: 0] += 1
        if let now = value[metadata: "resourceVersion"]?.string.flatMap({ Int64($0) }) {
            if now <= revision { complaints.append("version \(now) after \(revision)") }
            revision = now
        }
        return true
    }
}
