import CTestSystem
import Glibc
import Testing

@testable import Daemon

@Suite struct StandardErrorTests {
    @Test("the journal is known by device and inode")
    func journal() throws {
        let bell = try Bell()
        var status = stat()
        try #require(fstat(bell.descriptor, &status) == 0)
        #expect(StandardError.isJournal(bell.descriptor, stream: "\(status.st_dev):\(status.st_ino)"))
        for other in [
            nil, "", ":", "1", "\(status.st_dev):\(status.st_ino + 1)", "\(status.st_dev):\(status.st_ino):1",
        ] {
            #expect(!StandardError.isJournal(bell.descriptor, stream: other))
        }
        #expect(!StandardError.isJournal(-1, stream: "1:1"))
    }

    @Test("a reader who does not read holds nobody up for long")
    func stuck() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        try #require(OwnedDescriptor.prepare(ends[1]))
        StandardError.write("line\n", to: ends[1])
        let start = MonotonicClock.milliseconds
        StandardError.write(String(repeating: "x", count: 1 << 20), to: ends[1])
        #expect(MonotonicClock.milliseconds - start < 5000)
        var bytes = [UInt8](repeating: 0, count: 5)
        #expect(read(ends[0], &bytes, 5) == 5 && bytes == Array("line\n".utf8))
    }
}
