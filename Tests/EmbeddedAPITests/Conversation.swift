import JSON
import KubernetesAPI
import Synchronization
import Testing

@testable import EmbeddedAPI
@testable import HTTPServer

/// A server without a network: requests go straight to the handler, with a clock and chance that repeat.
final class Conversation: Sendable {
    let store: ObjectStore
    let handler: APIHandler

    /// A server that has a default namespace and nothing else.
    init(
        _ rules: AccessRules = AccessRules(admitsAnyone: true), historyMax: Int = 1_000,
        watchBytesMax: Int = APIHandler.watchBytesMax
    ) throws {
        let (clock, counter) = (Clock(), Counter())
        store = try ObjectStore(directory: nil, history: .init(eventsMax: historyMax))
        let surroundings = Surroundings(
            now: { clock.now },
            randomBytes: { count in (0..<count).map { _ in counter.next() } })
        try FirstObjects.make(in: store, surroundings)
        handler = APIHandler(
            store, rules, surroundings, SelfDescription(address: "127.0.0.1:1"),
            watchBytesMax: watchBytesMax)
        self.time = clock
    }

    /// What the server takes for the time.
    let time: Clock

    /// A clock that is set by hand.
    final class Clock: Sendable {
        private let seconds = Mutex<Int64>(1_700_000_000)
        var now: Int64 { seconds.withLock { $0 } }
        func pass(_ more: Int64) { seconds.withLock { $0 += more } }
    }

    private final class Counter: Sendable {
        private let value = Mutex<UInt8>(0)
        func next() -> UInt8 {
            value.withLock { value in
                value &+= 1
                return value
            }
        }
    }

    /// What came back.
    struct Reply {
        let status: Int
        let headers: [(String, String)]
        let body: [UInt8]

        /// The body as a value.
        var value: JSONValue {
            get throws { try JSONValue(parsing: body) }
        }

        /// What a header says.
        func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
    }

    /// Asks, and gives the answer; a stream is an error here.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil, type: String = "application/json",
        headers: [(String, String)] = []
    ) throws -> Reply {
        try ask(
            method, path, bytes: body.map { Array($0.text.utf8) } ?? [], headers: [("content-type", type)] + headers)
    }

    /// The same with a body as it is.
    func ask(_ method: String, _ path: String, bytes: [UInt8], headers: [(String, String)]) throws -> Reply {
        let request = try Self.request(method, path, [("user-agent", "tester/1")] + headers, bytes)
        switch handler.answer(request) {
        case .whole(let status, let headers, let body): return Reply(status: status, headers: headers, body: body)
        case .parts(let status, let headers, let parts):
            return Reply(status: status, headers: headers, body: Array(parts.joined()))
        case .stream, .later: throw TestFailure("\(method) \(path) is not answered at once")
        }
    }

    private static func request(
        _ method: String, _ path: String, _ headers: [(String, String)], _ body: [UInt8]
    ) throws -> ServerRequest {
        guard let target = RequestTarget(path) else { throw TestFailure("\(path) is no path") }
        var lines = RequestHeaders()
        for (name, value) in headers { lines.add(Array(name.utf8), Array(value.utf8)) }
        return ServerRequest(
            method: method, target: target, headers: lines, body: body, clientCertificate: nil, isSecure: false)
    }

    /// What a watch has to say at once, and after some seconds: `events`, and whether it `isOver`.
    func events(_ path: String, _ headers: [(String, String)] = [], later seconds: Int64? = nil) throws -> Reply {
        let stream = try watch(path, headers)
        if let seconds {
            time.pass(seconds)
            handler.tick()
        }
        let (bytes, isOver) = Self.drained(stream)
        stream.close()
        let lines = try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
        let value = JSONValue.members(["events": .array(lines), "isOver": .bool(isOver)])
        return Reply(status: 200, headers: [], body: Array(value.text.utf8))
    }

    private static func drained(_ stream: AnswerStream) -> (bytes: [UInt8], isOver: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            switch buffer.withUnsafeMutableBytes({ stream.take(into: $0) }) {
            case .send(let count): bytes += buffer.prefix(count)
            case .wait: return (bytes, false)
            case .finish, .cut: return (bytes, true)
            }
        }
    }

    /// Begins a watch.
    func watch(_ path: String, _ headers: [(String, String)] = []) throws -> AnswerStream {
        let request = try Self.request("GET", path, headers, [])
        switch handler.answer(request) {
        case .stream(_, _, let stream): return stream
        case .whole(let status, _, let body):
            throw TestFailure("\(path): \(status) \(String(decoding: body, as: UTF8.self))")
        case .parts, .later: throw TestFailure("\(path): a watch is not waited for")
        }
    }
}

/// Why a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Objects of tests.
enum Sample {
    static func policy(_ name: String, labels: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
        .members([
            "metadata": .members(["name": .string(name), "labels": .members(labels)]),
            "spec": .members(["podSelector": .object([]), "ingress": [.object([])]]),
        ])
    }

    static func pod(_ name: String, node: String = "n1") -> JSONValue {
        .members([
            "metadata": .members(["name": .string(name), "labels": .members(["app": .string(name)])]),
            "spec": .members([
                "nodeName": .string(node),
                "containers": [.members(["name": "main", "image": "registry.example/app:1"])],
            ]),
        ])
    }
}
