import CTestSystem
import Glibc

/// A file descriptor with one owner, closed when the owner is done with it.
struct Descriptor: ~Copyable {
    /// The number the kernel knows it by.
    let number: Int32

    /// Takes over an open descriptor.
    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// An unnamed file that holds `bytes` and is read from its start: `memfd_create`.
    static func memory(holding bytes: [UInt8]) throws(SystemError) -> Descriptor {
        let file = Descriptor(try SystemError.check(memfd_create("input", UInt32(MFD_CLOEXEC)), "memfd_create"))
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemError("write to a memory file") }
            written += count
        }
        guard lseek(file.number, 0, SEEK_SET) == 0 else { throw SystemError("lseek") }
        return file
    }

    /// What can be read now, up to `bytesMax`; nil at the end of the stream.
    func read(bytesMax: Int) throws(SystemError) -> [UInt8]? {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, count in
            let got = Glibc.read(number, buffer.baseAddress, bytesMax)
            failure = got < 0 ? errno : 0
            count = max(got, 0)
        }
        guard failure == 0 else { throw SystemError("read", code: failure) }
        return bytes.isEmpty ? nil : bytes
    }
}

/// A pipe whose ends are closed in children unless handed to them.
struct Pipe: ~Copyable {
    /// Where it is read.
    let reading: Descriptor
    /// Where it is written.
    let writing: Descriptor

    /// Makes one: `pipe2(O_CLOEXEC)`.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        _ = try SystemError.check(pipe2(&ends, O_CLOEXEC), "pipe2")
        reading = Descriptor(ends[0])
        writing = Descriptor(ends[1])
    }

    /// The reading end; the writing end is closed.
    consuming func forReading() -> Descriptor { reading }
}
