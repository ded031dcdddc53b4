import Glibc
import TestSupport

/// One question over plain HTTP to the loopback of a namespace, and its answer.
struct PlainHTTP {
    /// The status; 0 where nobody answered.
    let status: Int
    /// What was answered.
    let body: String

    /// Asks, on a connection of its own.
    static func ask(
        _ method: String, _ path: String, port: Int, in namespace: NetworkNamespace, body: String = "",
        type: String = "application/json", seconds: Double = 30
    ) throws -> PlainHTTP {
        let deadline = Deadline(seconds: seconds)
        let socket = try FlowSocket(.tcp, in: namespace)
        do { try socket.connect(to: SocketPlace("127.0.0.1", port: port)) } catch { return PlainHTTP("") }
        let head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: \(type)\r\n"
        socket.send(Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
        var answer: [UInt8] = []
        while !deadline.hasPassed, let more = socket.receive(by: deadline, bytesMax: 1 << 16), !more.isEmpty {
            answer += more
        }
        return PlainHTTP(String(decoding: answer, as: UTF8.self))
    }

    private init(_ text: String) {
        let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        let bytes = Array(text.utf8)
        let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        body = end.map { String(decoding: bytes[($0 + 4)...], as: UTF8.self) } ?? ""
    }
}
