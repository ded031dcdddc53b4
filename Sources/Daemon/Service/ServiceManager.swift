internal import Glibc

/// What systemd is told, and what it gives: sd_notify(3), the fd store, inherited sockets, the watchdog.
///
/// Where no service manager listens, every call does nothing. One that fails says so; the program goes on all the same.
public struct ServiceManager: Sendable {
    /// The first descriptor that is passed on: SD_LISTEN_FDS_START.
    static let firstInherited: Int32 = 3
    private static let inheritedMax = 1024

    private let socketName: String?
    private let watchdogMicroseconds: UInt64?
    private let inheritedNames: [String]

    /// What the environment of this process says.
    public init() {
        self.init(process: getpid()) { name in getenv(name).map { String(cString: $0) } }
    }

    /// What an environment says to a process.
    init(process: Int32, environment: (String) -> String?) {
        socketName = environment("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
        let isWatched = environment("WATCHDOG_PID").map { $0 == String(process) } ?? true
        let limit = environment("WATCHDOG_USEC").flatMap { UInt64($0) } ?? 0
        watchdogMicroseconds = isWatched && limit > 0 ? limit : nil
        let isHeir = environment("LISTEN_PID") == String(process)
        let count = environment("LISTEN_FDS").flatMap { Int($0) } ?? 0
        inheritedNames = isHeir ? Self.names(environment("LISTEN_FDNAMES"), count: count) : []
    }

    /// Whether a service manager listens.
    public var isThere: Bool { socketName != nil }

    /// How often `keepAlive` is to be called, which is half of what systemd waits; nil where nobody waits for it.
    public var watchdogSeconds: Double? { watchdogMicroseconds.map { Double($0) / 2_000_000 } }

    /// The program does what it is there for; with what it says of itself.
    public func ready(_ status: String? = nil) throws(DaemonError) {
        try send(["READY=1"] + [status].compactMap { $0.map(Self.statusLine) })
    }

    /// What the program says of itself, for `systemctl status`.
    public func status(_ status: String) throws(DaemonError) { try send([Self.statusLine(status)]) }

    /// The program reads its configuration again; `ready` says that it has.
    public func reloading() throws(DaemonError) {
        try send(["RELOADING=1", "MONOTONIC_USEC=\(MonotonicClock.microseconds)"])
    }

    /// The program ends.
    public func stopping() throws(DaemonError) { try send(["STOPPING=1"]) }

    /// The program is not stuck.
    public func keepAlive() throws(DaemonError) { try send(["WATCHDOG=1"]) }

    /// Starting, reloading or stopping takes so much longer from now on.
    public func extendTimeout(seconds: Double) throws(DaemonError) {
        try send(["EXTEND_TIMEOUT_USEC=\(UInt64(clamping: Int64(seconds * 1_000_000)))"])
    }

    /// Has a descriptor kept while no process of this service runs, to be inherited by the next under this name.
    ///
    /// systemd is asked not to poll it (FDPOLL=0): it lets go of what has an error waiting, and a netlink socket has
    /// one whenever its buffer overran.
    public func store(_ descriptor: Int32, name: String) throws(DaemonError) {
        precondition(Self.isName(name), "a name without colons and controls, of 1 to 255 bytes")
        try send(["FDSTORE=1", "FDNAME=\(name)", "FDPOLL=0"], passing: descriptor)
    }

    /// Has what is kept under this name let go of.
    public func removeStored(name: String) throws(DaemonError) {
        precondition(Self.isName(name), "a name without colons and controls, of 1 to 255 bytes")
        try send(["FDSTOREREMOVE=1", "FDNAME=\(name)"])
    }

    /// What was passed on to this process, in its order: sockets of units, and what was stored. To be asked once, at
    /// the start; children do not inherit them from then on.
    public func inherited() -> [InheritedDescriptor] { inherited(from: Self.firstInherited) }

    /// The same, beginning with another descriptor.
    func inherited(from first: Int32) -> [InheritedDescriptor] {
        inheritedNames.enumerated().compactMap { index, name in
            let number = first + Int32(index)
            guard OwnedDescriptor.prepare(number, isPatient: true) else { return nil }
            return InheritedDescriptor(number: number, name: name)
        }
    }

    private func send(_ lines: [String], passing descriptor: Int32? = nil) throws(DaemonError) {
        guard let socketName else { return }
        let message = Array(lines.joined(separator: "\n").utf8)
        try Datagram.send(message, to: socketName, passing: descriptor)
    }

    private static func statusLine(_ status: String) -> String {
        "STATUS=" + String(status.map { $0.isNewline ? " " : $0 })
    }

    private static func names(_ text: String?, count: Int) -> [String] {
        guard (1...inheritedMax).contains(count) else { return [] }
        let names = text?.split(separator: ":", omittingEmptySubsequences: false).map { String($0) } ?? []
        return (0..<count).map { $0 < names.count ? names[$0] : "unknown" }
    }

    private static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    }
}

/// A descriptor that systemd passed on; whoever takes it closes it.
public struct InheritedDescriptor: Equatable, Sendable {
    /// Its number.
    public let number: Int32
    /// The name under which it was stored, or that of the unit.
    public let name: String
}
