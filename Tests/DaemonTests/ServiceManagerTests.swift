import CTestSystem
import Glibc
import TestSupport
import Testing

@testable import Daemon

/// A socket that plays systemd. A class, because it owns the socket.
private final class PlayedManager {
    let name: String
    private let socket: OwnedDescriptor

    init(_ name: String) throws {
        self.name = name
        // Unlike ours, this one waits for what comes.
        socket = OwnedDescriptor(Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
        let address = try #require(SocketName(unix: name))
        try #require(address.with { bind(socket.number, $0, $1) } == 0)
    }

    /// The next message, with the descriptor that came with it.
    func next() throws -> (text: String, descriptor: OwnedDescriptor?) {
        var (text, control) = ([UInt8](repeating: 0, count: 4096), [Int32](repeating: 0, count: 16))
        let count = text.withUnsafeMutableBytes { text in
            var part = iovec(iov_base: text.baseAddress, iov_len: text.count)
            return control.withUnsafeMutableBytes { control in
                withUnsafeMutablePointer(to: &part) { part in
                    var header = msghdr()
                    (header.msg_iov, header.msg_iovlen) = (part, 1)
                    (header.msg_control, header.msg_controllen) = (control.baseAddress, control.count)
                    return recvmsg(socket.number, &header, 0)
                }
            }
        }
        guard count > 0 else { throw SystemError("recvmsg") }
        // A control message of 20 bytes for SOL_SOCKET, of the kind SCM_RIGHTS, then the number.
        let isPassed = Array(control[..<4]) == [20, 0, SOL_SOCKET, 1]
        return (String(decoding: text[..<count], as: UTF8.self), isPassed ? OwnedDescriptor(control[4]) : nil)
    }
}

@Suite struct ServiceManagerTests {
    private func manager(_ environment: [String: String]) -> ServiceManager {
        ServiceManager(process: 7) { environment[$0] }
    }

    @Test("systemd is told each thing by one message, over a path or an abstract name")
    func told() throws {
        let folder = try TemporaryFolder()
        for name in [folder.file("notify"), "@martlet-notify-\(getpid())"] {
            let played = try PlayedManager(name)
            let ours = manager(["NOTIFY_SOCKET": name])
            #expect(ours.isThere)
            try ours.ready()
            try ours.ready("Enforcing 3 policies")
            try ours.status("Two\nlines")
            try ours.stopping()
            try ours.keepAlive()
            try ours.extendTimeout(seconds: 1.5)
            try ours.removeStored(name: "table")
            for expected in [
                "READY=1", "READY=1\nSTATUS=Enforcing 3 policies", "STATUS=Two lines", "STOPPING=1", "WATCHDOG=1",
                "EXTEND_TIMEOUT_USEC=1500000", "FDSTOREREMOVE=1\nFDNAME=table",
            ] {
                #expect(try played.next().text == expected)
            }
            let before = MonotonicClock.microseconds
            try ours.reloading()
            let lines = try played.next().text.split(separator: "\n")
            #expect(lines.first == "RELOADING=1" && lines.count == 2)
            let time = Int64(lines.last?.dropFirst("MONOTONIC_USEC=".count) ?? "") ?? 0
            #expect((before...MonotonicClock.microseconds).contains(time))
        }
    }

    @Test("a manager that is slow to read is waited for")
    func busy() throws {
        let played = try PlayedManager("@martlet-busy-\(getpid())")
        let ours = manager(["NOTIFY_SOCKET": played.name])
        let sent = CallCount()
        let thread = try DaemonThread {
            for _ in 0..<600 where (try? ours.keepAlive()) != nil { sent.add() }
        }
        // Until nobody gets anything in any more.
        var before = -1
        while sent.value != before {
            before = sent.value
            usleep(20_000)
        }
        #expect(before < 600, "the queue has room for less than is sent")
        for _ in 0..<600 { #expect(try played.next().text == "WATCHDOG=1") }
        thread.join()
        #expect(sent.value == 600)
    }

    @Test("what is stored goes along with its name, and is the same file at the other end")
    func stored() throws {
        let folder = try TemporaryFolder()
        let played = try PlayedManager(folder.file("notify"))
        let bell = try Bell()
        try manager(["NOTIFY_SOCKET": played.name]).store(bell.descriptor, name: "table")
        let (text, descriptor) = try played.next()
        #expect(text == "FDSTORE=1\nFDNAME=table\nFDPOLL=0")
        var (sent, got) = (stat(), stat())
        let passed = try #require(descriptor)
        try #require(fstat(bell.descriptor, &sent) == 0 && fstat(passed.number, &got) == 0)
        #expect(sent.st_ino == got.st_ino && sent.st_dev == got.st_dev)
    }

    @Test("without a service manager nothing is done, and one that does not listen is an error in words")
    func absent() throws {
        for environment in [[:], ["NOTIFY_SOCKET": ""]] {
            let ours = manager(environment)
            try ours.ready("x")
            try ours.reloading()
            try ours.store(0, name: "x")
            #expect(!ours.isThere && ours.watchdogSeconds == nil && ours.inherited().isEmpty)
        }
        #expect {
            try manager(["NOTIFY_SOCKET": "/nowhere/notify"]).ready()
        } throws: {
            "\($0)" == "cannot tell the service manager at /nowhere/notify: No such file or directory"
        }
    }

    @Test(
        "the watchdog is fed twice in its time, where it watches this process",
        arguments: [
            (["WATCHDOG_USEC": "60000000"], 30.0), (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"], 30),
            (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "-1"], nil), (["WATCHDOG_USEC": "x"], nil), (["WATCHDOG_PID": "7"], nil),
        ] as [([String: String], Double?)])
    func watchdog(environment: [String: String], seconds: Double?) {
        #expect(manager(environment).watchdogSeconds == seconds)
    }

    @Test("what is inherited has its name and is closed in children, what is not open is left out")
    func inherited() throws {
        // Numbers that nothing else in this process has.
        let bell = try Bell()
        for number in [Int32(901), 903] { try #require(dup2(bell.descriptor, number) == number) }
        defer { for number in [Int32(901), 903] { close(number) } }
        let environment = ["LISTEN_PID": "7", "LISTEN_FDS": "4", "LISTEN_FDNAMES": "table:x:"]
        let got = manager(environment).inherited(from: 901)
        #expect(got == [.init(number: 901, name: "table"), .init(number: 903, name: "")])
        #expect(fcntl(901, F_GETFD) & FD_CLOEXEC != 0)
        for change in [("LISTEN_PID", "8"), ("LISTEN_FDS", "0"), ("LISTEN_FDS", "-1"), ("LISTEN_FDS", "9999999")] {
            #expect(manager(environment.merging([change.0: change.1]) { $1 }).inherited(from: 901).isEmpty)
        }
        let unnamed = manager(["LISTEN_PID": "7", "LISTEN_FDS": "1"]).inherited(from: 901)
        #expect(unnamed == [.init(number: 901, name: "unknown")])
    }
}
