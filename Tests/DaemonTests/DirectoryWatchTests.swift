import CTestSystem
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Daemon

@Suite struct DirectoryWatchTests {
    private let folder: TemporaryFolder
    private let notices = Notices()

    init() throws { folder = try TemporaryFolder() }

    private func watch(_ name: String = "watched") throws -> DirectoryWatch {
        let notices = notices
        return try DirectoryWatch(folder.file(name), quietSeconds: 0.02, delaySecondsMax: 0.5) { notices.add($0) }
    }

    /// Does something, and whether a notice came of it; what was under way before is waited for.
    private func isTold(_ body: () throws -> Void) throws -> Bool {
        usleep(60_000)
        let before = notices.all.count
        try body()
        return becomes(seconds: 30) { notices.all.count > before }
    }

    private func shell(_ line: String) throws {
        try Command.output(of: ["sh", "-ec", "cd \(folder.path); \(line)"])
    }

    @Test("files that come, change, are renamed and go are told, in folders of folders too")
    func files() throws {
        try shell("mkdir -p watched/a/b")
        let watch = try watch()
        defer { watch.stop() }
        for line in [
            "echo x > watched/one.yaml", "echo y >> watched/one.yaml", "mv watched/one.yaml watched/two.yaml",
            "chmod 600 watched/two.yaml", "rm watched/two.yaml", "echo x > watched/a/b/deep.yaml", "rm -r watched/a",
            "mkdir -p watched/new/below", "echo x > watched/new/below/file",
        ] {
            #expect(try isTold { try shell(line) }, "\(line)")
        }
        #expect(notices.all.allSatisfy { $0 == .changed })
    }

    @Test("a folder that comes later, goes and is replaced is told, and what is written there then")
    func replaced() throws {
        let watch = try watch("far/below/watched")
        defer { watch.stop() }
        for line in [
            "mkdir -p far/below/watched", "echo x > far/below/watched/one.yaml", "rm -r far",
            "mkdir -p other/below/watched; mv other far", "echo x > far/below/watched/two.yaml",
            "mv far/below/watched away", "ln -s ../../away far/below/watched", "echo x > away/three.yaml",
        ] {
            #expect(try isTold { try shell(line) }, "\(line)")
        }
    }

    @Test("a volume of Kubernetes is told when its link is turned")
    func volume() throws {
        try shell(
            "mkdir -p watched/..1; cd watched; echo 1 > ..1/x.yaml; ln -s ..1 ..data; ln -s ..data/x.yaml x.yaml"
        )
        let watch = try watch()
        defer { watch.stop() }
        for round in 2...3 {
            let turn =
                "mkdir ..\(round); echo 2 > ..\(round)/x.yaml; ln -s ..\(round) ..tmp; "
                + "mv -T ..tmp ..data; rm -r ..\(round - 1)"
            #expect(try isTold { try shell("cd watched; " + turn) })
        }
    }

    @Test("many changes are few notices, and what happens beside the folder is none")
    func quiet() throws {
        try shell("mkdir watched")
        let watch = try watch()
        defer { watch.stop() }
        #expect(try isTold { try shell("for i in $(seq 200); do echo $i > watched/$i; done") })
        usleep(60_000)
        let count = notices.all.count
        #expect(count <= 20)
        try shell("echo x > beside; rm beside; cat watched/1")
        usleep(100_000)
        #expect(notices.all.count == count)
    }

    @Test("nothing is told after the end")
    func stopped() throws {
        try shell("mkdir watched")
        let watch = try watch()
        watch.stop()
        try shell("echo x > watched/x")
        usleep(50_000)
        #expect(notices.all.isEmpty)
    }

    @Test("where events were lost everything may have changed")
    func overflow() throws {
        var tree = WatchedTree(folder.path, inotify: -1)
        let lost = FolderEvent(watch: -1, mask: UInt32(IN_Q_OVERFLOW), name: "")
        let strange = FolderEvent(watch: 5, mask: UInt32(IN_CREATE), name: "x")
        #expect([lost, strange].map { tree.isMeant($0) } == [true, false])
        #expect(tree.renew() != nil)
    }
}

/// Keeps notices. A class, since thread and test share it.
private final class Notices: Sendable {
    private let notices = Mutex<[DirectoryWatch.Notice]>([])
    var all: [DirectoryWatch.Notice] { notices.withLock { $0 } }
    func add(_ notice: DirectoryWatch.Notice) { notices.withLock { $0.append(notice) } }
}
