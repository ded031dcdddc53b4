import CTestSystem
import Glibc
import Testing

@testable import TestSupport

@Suite struct DescriptorTests {
    @Test("closes its number when its owner is done")
    func closes() throws {
        func openAndLetGo() throws -> Int32 {
            let pipe = try Pipe()
            let number = pipe.reading.number
            #expect(fcntl(number, F_GETFD) == FD_CLOEXEC)
            return number
        }
        // Other tests open descriptors at the same time, so the number may be another's by now: look at what it is.
        let number = try openAndLetGo()
        let kind = try? Command.output(of: ["readlink", "/proc/\(getpid())/fd/\(number)"])
        #expect(kind.map { !$0.isEmpty } ?? true)
    }

    @Test("reads a memory file from its start and then its end")
    func readsMemory() throws {
        let file = try Descriptor.memory(holding: [1, 2, 3])
        #expect(try file.read(bytesMax: 2) == [1, 2])
        #expect(try file.read(bytesMax: 2) == [3])
        #expect(try file.read(bytesMax: 2) == nil)
    }

    @Test("throws what errno says when it is no descriptor")
    func refuses() {
        let none = Descriptor(-1)
        do {
            _ = try none.read(bytesMax: 1)
            Issue.record("a read from no descriptor succeeded")
        } catch {
            #expect(error.code == EBADF)
        }
    }
}
