import CTestSystem
import Glibc
import HTTPClient
import TestSupport

/// The server of these tests, `Peer/peer.py`: one for all of them. It ends when this process does.
final class Peer: Sendable {
    /// A kind of listener of the peer.
    enum Port: String {
        case plain, tls, tls11, expired, early, strange, elsewhere, strict, strict12, mute, garbage, gone
    }

    private static let started = Result { () throws(SystemError) in try Peer() }

    /// The one that runs.
    static var running: Peer { get throws { try started.get() } }

    private let folder: String
    private let ports: [String: String]
    /// Where the peer's standard input comes from: open as long as this process lives.
    private let input: Int32

    private init() throws(SystemError) {
        let (input, output) = try startPeer()
        self.input = input
        defer { close(output) }
        var words: [String: String] = [:]
        for part in readLine(from: output).split(separator: " ") {
            let sides = part.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { words[String(sides[0])] = String(sides[1]) }
        }
        guard let folder = words["folder"] else { throw SystemError("start the peer, see its words above", code: 0) }
        self.folder = folder
        ports = words
    }

    /// `host:port` of a listener.
    func place(_ port: Port, host: String = "127.0.0.1") -> String { "\(host):\(ports[port.rawValue] ?? "0")" }

    /// The URL of a path at a listener, over TLS unless it is the plain one.
    func url(_ port: Port, _ path: String, scheme: String? = nil) -> String {
        "\(scheme ?? (port == .plain ? "http" : "https"))://\(place(port))/\(path)"
    }

    /// A request to a path at a listener that believes the peer's authority.
    func request(_ port: Port, _ path: String) throws -> HTTPRequest {
        HTTPRequest(url(port, path), tls: TLSSettings(trust: .authorities(try pem("authority"))))
    }

    /// The bytes of a file of the peer's folder: `authority.pem`, unless another ending is asked for.
    func pem(_ name: String, _ ending: String = "pem") throws -> [UInt8] {
        try bytes(of: "\(folder)/\(name).\(ending)")
    }

    /// A client's certificate and key.
    func identity(_ name: String) throws -> TLSSettings.Identity {
        TLSSettings.Identity(certificate: try pem(name), key: try pem(name, "key"))
    }

    /// Whether the peer notes something within some seconds.
    func notes(_ words: String, on loop: HTTPLoop) async throws -> Bool {
        let deadline = Deadline(seconds: 30)
        while !deadline.hasPassed {
            let answer = await Answer(to: HTTPRequest(url(.plain, "notes")), on: loop)
            if answer.text.split(separator: "\n").contains(words[...]) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}

/// The bytes of a file, the first 64 KB of them.
func bytes(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw SystemError("open \(path)") }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = max(read(file, buffer.baseAddress, buffer.count), 0)
    }
}

/// Starts the peer; where its standard input is written and its standard output is read.
private func startPeer() throws(SystemError) -> (input: Int32, output: Int32) {
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    guard pipe2(&input, O_CLOEXEC) == 0, pipe2(&output, O_CLOEXEC) == 0 else { throw SystemError("pipe2") }
    defer {
        close(input[0])
        close(output[1])
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    let program = String(#filePath.dropLast("Peer.swift".count)) + "Peer/peer.py"
    // Debian's own Python: it has python3-h2.
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/usr/bin/python3"), strdup(program), nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/usr/bin/python3", &actions, nil, &arguments, martlet_environment())
    guard failure == 0 else { throw SystemError("start /usr/bin/python3", code: failure) }
    return (input[1], output[0])
}

private func readLine(from descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
}
