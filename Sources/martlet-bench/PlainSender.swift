import Glibc

/// A listening socket of the loopback, on any free port. A class, since it owns a file descriptor.
final class PlainListener {
    /// What is accepted from.
    let socket: Int32
    /// Its port.
    let port: UInt16

    /// Listens.
    init() throws(BenchError) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw .system("socket", errno) }
        self.socket = socket
        var address = HTTPLine.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 16) == 0 ? getsockname(socket, $0, &length) : -1
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard code == 0 else { throw .system("listen", errno) }
    }

    deinit { close(socket) }

    /// Waits for a client.
    func accepted() throws(BenchError) -> Int32 {
        let peer = accept(socket, nil, nil)
        guard peer >= 0 else { throw .system("accept", errno) }
        return peer
    }
}

/// Both ends of a connection of the loopback. A class, since it owns a file descriptor.
final class PlainPair {
    /// The end that reads.
    let client: HTTPLine
    private let peer: Int32

    /// Connects both.
    init() throws(BenchError) {
        let listener = try PlainListener()
        client = try HTTPLine(port: listener.port)
        peer = try listener.accepted()
    }

    deinit { close(peer) }

    /// Sends from the end that does not read.
    func send(_ bytes: [UInt8]) throws(BenchError) { try PlainSender.send(bytes, to: peer) }
}

/// A thread that answers one request after the other with the same bytes. A class, since the thread holds it.
final class PlainSender: @unchecked Sendable {
    // Unchecked: what both threads use never changes.
    private let listener: PlainListener
    private let answer: [UInt8]

    /// Where it answers.
    var port: UInt16 { listener.port }

    /// Answers so many requests with this body, then ends.
    init(_ body: [UInt8], count: Int) throws(BenchError) {
        listener = try PlainListener()
        answer = Array("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Errand(sender: self, count: count))
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Errand>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else { throw .system("pthread_create", code) }
        pthread_detach(thread)
    }

    private final class Errand {
        let sender: PlainSender
        let count: Int

        init(sender: PlainSender, count: Int) {
            self.sender = sender
            self.count = count
        }

        func run() {
            for _ in 0..<count {
                do {
                    try sender.serve()
                } catch {
                    // The client finds that out.
                    Bench.say("a plain answer was not sent: \(error)")
                }
            }
        }
    }

    private func serve() throws(BenchError) {
        let peer = try listener.accepted()
        defer { close(peer) }
        var request = [UInt8](repeating: 0, count: 4096)
        _ = recv(peer, &request, request.count, 0)
        try Self.send(answer, to: peer)
        shutdown(peer, Int32(SHUT_WR))
        while recv(peer, &request, request.count, 0) > 0 {}
    }

    /// Sends all bytes.
    static func send(_ bytes: [UInt8], to socket: Int32) throws(BenchError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .system("send", errno) }
            done += count
        }
    }
}
