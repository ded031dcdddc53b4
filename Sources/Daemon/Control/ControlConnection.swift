internal import Glibc

/// A connection to an agent, each step of which has its time. A class, because it owns the socket.
final class ControlConnection {
    private static let pieceBytes = 64 * 1024
    private static let connectPauseMilliseconds: Int32 = 20

    private let name: String
    private let silenceSeconds: Double
    private let socket: OwnedDescriptor

    /// Connects, or says why nobody can be asked.
    init(_ name: String, silenceSeconds: Double) throws(DaemonError) {
        guard let address = SocketName(unix: name) else {
            throw .unusableAddress(name, why: "a Unix socket has a name of 1 to 107 bytes")
        }
        (self.name, self.silenceSeconds) = (name, silenceSeconds)
        socket = try OwnedDescriptor.socket(AF_UNIX, SOCK_STREAM)
        let end = MonotonicClock.milliseconds + Int64(silenceSeconds * 1000)
        while address.with({ connect(socket.number, $0, $1) }) != 0 {
            // A Unix socket of which too many wait to be let in says so at once and cannot be polled for it.
            guard errno == EAGAIN || errno == EINTR else { throw Self.failure(name) }
            guard MonotonicClock.milliseconds < end else { throw .noAnswer(name, seconds: silenceSeconds) }
            poll(nil, 0, Self.connectPauseMilliseconds)
        }
    }

    /// Sends all of a request. Where the agent wants no more of it, its answer says why.
    func send(_ bytes: [UInt8]) throws(DaemonError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count < 0 else {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EAGAIN: try wait(POLLOUT)
            case EINTR: break
            case EPIPE, ECONNRESET: return
            default: throw .last("ask at \(name)")
            }
        }
    }

    /// What came next; nil at the end. A patient one waits for ever.
    func receive(isPatient: Bool) throws(DaemonError) -> [UInt8]? {
        while true {
            try wait(POLLIN, isPatient: isPatient)
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
                let got = recv(socket.number, buffer.baseAddress, buffer.count, 0)
                failure = got < 0 ? errno : 0
                count = max(0, got)
            }
            if failure == EAGAIN || failure == EINTR { continue }
            // An agent that ends while something waits for it resets the connection.
            guard failure == 0 || failure == ECONNRESET else { throw .system(doing: "ask at \(name)", code: failure) }
            return bytes.isEmpty ? nil : bytes
        }
    }

    private func wait(_ events: Int32, isPatient: Bool = false) throws(DaemonError) {
        let end = MonotonicClock.milliseconds + Int64(silenceSeconds * 1000)
        while true {
            var entry = pollfd(fd: socket.number, events: Int16(events), revents: 0)
            let left = isPatient ? -1 : Int32(clamping: max(0, end - MonotonicClock.milliseconds))
            let count = poll(&entry, 1, left)
            if count > 0 { return }
            if count == 0 { throw .noAnswer(name, seconds: silenceSeconds) }
            guard errno == EINTR else { throw .last("wait for \(name)") }
        }
    }

    private static func failure(_ name: String) -> DaemonError {
        switch errno {
        case ENOENT, ECONNREFUSED, ENOTDIR: .notRunning(name)
        case EACCES, EPERM: .notPermitted(name)
        default: .last("ask at \(name)")
        }
    }
}
