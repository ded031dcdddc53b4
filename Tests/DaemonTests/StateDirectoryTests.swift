import CTestSystem
import Glibc
import TestSupport
import Testing

@testable import Daemon

@Suite struct StateDirectoryTests {
    private let folder: TemporaryFolder
    private let state: StateDirectory

    init() throws {
        folder = try TemporaryFolder()
        state = StateDirectory(folder.file("state"))
        try state.prepare()
    }

    /// What is in the directory.
    private func names() throws -> [String] {
        try Command.output(of: ["ls", "-A", state.path]).split(separator: "\n").map { String($0) }
    }

    @Test("what is written reads back, is ours alone, and leaves nothing beside it")
    func whole() throws {
        #expect(try state.read("ruleset", bytesMax: 100) == nil)
        for bytes in [Array("table inet martlet\n".utf8), [], [UInt8](0...255)] {
            try state.write(bytes, to: "ruleset")
            #expect(try state.read("ruleset", bytesMax: 256) == bytes)
        }
        var status = stat()
        #expect(stat(state.path + "/ruleset", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(state.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(try names() == ["ruleset"])
        try state.remove("ruleset")
        try state.remove("ruleset")
        #expect(try state.read("ruleset", bytesMax: 100) == nil)
        try state.prepare()
    }

    @Test("a file cut anywhere, or changed at any place, is noticed and named")
    func torn() throws {
        try state.write(Array("table inet martlet\n".utf8), to: "ruleset")
        let whole = try SmallFile.read(state.path + "/ruleset", bytesMax: 1000)
        for index in whole.indices {
            var changed = whole
            changed[index] ^= 1
            for damaged in [Array(whole[..<index]), changed] {
                try put(damaged)
                #expect {
                    try state.read("ruleset", bytesMax: 1000)
                } throws: {
                    if case .unusableFile(state.path + "/ruleset", _)? = $0 as? DaemonError { true } else { false }
                }
            }
        }
        let reasons: [([UInt8], String)] = [
            (whole + [10], "it is cut off or was added to"),
            (whole.dropLast() + [9], "it was changed since it was written"),
            (Array("hello\nworld".utf8), "its first line is none of ours"),
            ([UInt8](repeating: 0, count: 300), "its first line, which says what it has to be, is missing"),
        ]
        for (bytes, why) in reasons {
            try put(bytes)
            #expect(throws: DaemonError.unusableFile(state.path + "/ruleset", why: why)) {
                try state.read("ruleset", bytesMax: 1000)
            }
        }
    }

    @Test("a file over the limit is not read")
    func large() throws {
        try state.write([UInt8](repeating: 65, count: 5000), to: "big")
        #expect(throws: DaemonError.unusableFile(state.path + "/big", why: "it has over 100 bytes")) {
            try state.read("big", bytesMax: 100)
        }
    }

    @Test("what a write left that was interrupted is taken away at the next start")
    func leftovers() throws {
        try state.write([1], to: "ruleset")
        try folder.write("half", to: "state/.ruleset.1.1.tmp")
        try state.prepare()
        #expect(try names() == ["ruleset"])
    }

    @Test("a directory that is gone is an error in words")
    func gone() throws {
        let nowhere = StateDirectory(folder.file("nowhere/state"))
        #expect { try nowhere.write([1], to: "x") } throws: { "\($0)".hasSuffix(": No such file or directory") }
        #expect { try nowhere.prepare() } throws: {
            "\($0)" == "cannot make \(nowhere.path): No such file or directory"
        }
        #expect(try nowhere.read("x", bytesMax: 10) == nil)
    }

    @Test("a full disk or one that cannot be written leaves the old file as it was")
    func full() throws {
        // A mount namespace is a thread's own, which mounts end with.
        let (state, old) = (state, [UInt8](repeating: 1, count: 10_000))
        let outcome = try onMount(state.path, "size=64k") { remount in
            try state.write(old, to: "ruleset")
            var errors = ["\(error { try state.write([UInt8](repeating: 2, count: 200_000), to: "ruleset") })"]
            try #require(try state.read("ruleset", bytesMax: 20_000) == old)
            try state.write([3], to: "other")
            try remount()
            errors.append("\(error { try state.write([4], to: "other") })")
            errors.append("\(error { try state.remove("other") })")
            return (errors, try state.read("ruleset", bytesMax: 20_000) == old, try names())
        }
        #expect(outcome.1)
        #expect(outcome.2 == ["other", "ruleset"])
        #expect(outcome.0.count == 3 && outcome.0[0].hasSuffix(": No space left on device"))
        #expect(outcome.0[1...].allSatisfy { $0.hasSuffix(": Read-only file system") })
    }

    private func error(_ body: () throws -> Void) -> any Error {
        do {
            try body()
            return SystemError("nothing failed", code: 0)
        } catch {
            return error
        }
    }

    private func put(_ bytes: [UInt8]) throws {
        let file = open(state.path + "/ruleset", O_WRONLY | O_TRUNC)
        try #require(file >= 0)
        defer { close(file) }
        try #require(write(file, bytes, bytes.count) == bytes.count)
    }

    /// Runs `body` on a thread that sees a file system of its own at `path`, which `body` may have made read-only.
    private func onMount<Value: Sendable>(
        _ path: String, _ options: String, _ body: @escaping (_ remount: () throws -> Void) throws -> Value
    ) throws -> Value {
        try NetworkNamespace().run { () throws -> Value in
            try #require(unshare(CLONE_NEWNS) == 0)
            try #require(mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0)
            try #require(mount("none", path, "tmpfs", 0, options) == 0)
            return try body { try #require(mount("none", path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0) }
        }
    }
}
