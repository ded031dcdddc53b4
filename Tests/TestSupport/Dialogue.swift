import CTestSystem
import Glibc

/// A child that is spoken with line by line; it ends with its owner.
///
/// Its standard input is closed when it is to end, also when our own process dies: a program that is started this way
/// has to end by itself then. A class, because it ends exactly once; several threads may hold it.
public final class Dialogue: @unchecked Sendable {
    private let monitor = Monitor()
    /// The child's process number.
    public let identifier: Int32
    private var input: Descriptor?
    private let output: Descriptor
    private let errors: Descriptor
    private var unread: [UInt8] = []
    private var result: CommandEnd?

    /// Starts a program found in PATH.
    public init(_ arguments: [String]) throws(SystemError) {
        // A socket, because writing to a pipe that nobody reads would end our process by a signal.
        let pair = try SocketPair()
        let output = try Pipe()
        errors = try Descriptor.memory(holding: [])
        identifier = try spawn(arguments, [pair.theirs.number, output.writing.number, errors.number])
        self.output = output.forReading()
        input = pair.forUs()
    }

    deinit {
        end()
    }

    /// Sends a line and waits for the one that answers it; nobody else's line comes between.
    public func ask(_ line: String, seconds: Double) throws(SystemError) -> String {
        let deadline = Deadline(seconds: seconds)
        let answer = monitor.locked { () -> Result<String, SystemError> in
            do throws(SystemError) {
                try send(line, by: deadline)
                return .success(try self.line(by: deadline))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    /// Sends a line.
    func send(_ line: String, by deadline: Deadline) throws(SystemError) {
        precondition(!line.utf8.contains(0x0A), "a line has no end in it")
        let bytes = Array(line.utf8) + [0x0A]
        var sent = 0
        while sent < bytes.count {
            guard let number = input?.number else { throw SystemError("write to a child that has ended", code: EPIPE) }
            try makeRoom(number, by: deadline)
            let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(number, $0.baseAddress, $0.count, flags) }
            guard count >= 0 || errno == EAGAIN || errno == EINTR else { throw SystemError("write to a child") }
            sent += max(0, count)
        }
    }

    /// The next line that comes without being asked for: a greeting.
    public func greeting(seconds: Double) throws(SystemError) -> String {
        try line(by: Deadline(seconds: seconds))
    }

    /// The next line the child writes; an error when it ends or the time is over before that.
    func line(by deadline: Deadline) throws(SystemError) -> String {
        var searched = 0
        while true {
            if let end = unread[searched...].firstIndex(of: 0x0A) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeSubrange(...end)
                return line
            }
            searched = unread.count
            var polled = [pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)]
            try Self.wait(&polled, by: deadline, "wait for a child's answer")
            guard let more = try output.read(bytesMax: 1 << 20) else {
                throw SystemError("wait for a child's answer: it has closed its output", code: EPIPE)
            }
            unread += more
        }
    }

    /// What the child has written to its standard error so far, the last 64 KiB of it.
    public var errorText: String {
        let size = max(0, lseek(errors.number, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: min(size, 65_536))
        let count = pread(errors.number, &bytes, bytes.count, off_t(size - bytes.count))
        return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
    }

    /// Closes the child's input, waits for its end, and kills it when the time is over; says how it ended.
    @discardableResult
    public func end(seconds: Double = 30) -> CommandEnd {
        monitor.locked { finish(by: Deadline(seconds: seconds)) }
    }

    private func finish(by deadline: Deadline) -> CommandEnd {
        if let result { return result }
        input = nil
        var status: Int32 = 0
        var ended = waitpid(identifier, &status, WNOHANG)
        while ended == 0 && !deadline.hasPassed {
            usleep(2000)
            ended = waitpid(identifier, &status, WNOHANG)
        }
        if ended == 0 {
            kill(identifier, SIGKILL)
            while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        }
        let end: CommandEnd = ended == 0 ? .timedOut : commandEnd(status)
        result = end
        return end
    }

    /// Waits until the child takes more, and takes what it writes meanwhile: it may be waiting for that.
    private func makeRoom(_ number: Int32, by deadline: Deadline) throws(SystemError) {
        while true {
            var polled = [
                pollfd(fd: number, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
            ]
            try Self.wait(&polled, by: deadline, "write to a child")
            if polled[0].revents != 0 { return }
            guard let more = try output.read(bytesMax: 1 << 20) else {
                throw SystemError("write to a child that has closed its output", code: EPIPE)
            }
            unread += more
        }
    }

    private static func wait(
        _ polled: inout [pollfd], by deadline: Deadline, _ doing: String
    ) throws(SystemError) {
        var ready: Int32 = -1
        repeat {
            ready = poll(&polled, nfds_t(polled.count), deadline.milliseconds)
        } while ready < 0 && errno == EINTR && !deadline.hasPassed
        if ready == 0 { throw SystemError(doing, code: ETIMEDOUT) }
        _ = try SystemError.check(ready, doing)
    }
}

/// Two sockets that are connected with each other: ours, and the one that a child gets.
private struct SocketPair: ~Copyable {
    let ours: Descriptor
    let theirs: Descriptor

    init() throws(SystemError) {
        var numbers: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        _ = try SystemError.check(socketpair(AF_UNIX, kind, 0, &numbers), "socketpair")
        ours = Descriptor(numbers[0])
        theirs = Descriptor(numbers[1])
    }

    consuming func forUs() -> Descriptor { ours }
}
