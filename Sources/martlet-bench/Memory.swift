import CNetfilter
import Glibc

/// What this process, or one that it started, holds of memory.
enum Memory {
    /// Bytes of live allocations: `mallinfo2`.
    static var heapByteCount: Int {
        let info = mallinfo2()
        return Int(info.uordblks + info.hblkhd)
    }

    /// The most that was resident since the last reset.
    static var peakByteCount: Int { status("VmHWM:") }

    /// Forgets the peak so far, hands free memory back to the system, and returns what is resident now.
    static func resetPeak() -> Int {
        malloc_trim(0)
        return resetPeak(of: "self")
    }

    /// Forgets the peak of another process so far, and returns what is resident of it now.
    static func resetPeak(of process: pid_t) -> Int { resetPeak(of: String(process)) }

    private static func resetPeak(of process: String) -> Int {
        let file = open("/proc/\(process)/clear_refs", O_WRONLY)
        _ = "5".withCString { write(file, $0, 1) }
        close(file)
        return status("VmRSS:", of: process)
    }

    /// What is resident of another process.
    static func residentByteCount(of process: pid_t) -> Int { status("VmRSS:", of: String(process)) }

    /// The most that was resident of another process.
    static func peakByteCount(of process: pid_t) -> Int { status("VmHWM:", of: String(process)) }

    /// A line of `/proc/PROCESS/status`, in bytes.
    private static func status(_ field: String, of process: String = "self") -> Int {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let file = open("/proc/\(process)/status", O_RDONLY)
        let count = read(file, &bytes, bytes.count)
        close(file)
        let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
        let words = lines.first { $0.hasPrefix(field) }?.split { " \t".contains($0) } ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) * 1024 : 0
    }
}
