internal import Glibc

/// What this process uses, of what is readable in /proc/self alone: units hide the rest of /proc (ProtectProc,
/// ProcSubset).
public struct ProcessFigures: Equatable, Sendable {
    /// Seconds that its threads ran, in the kernel and outside.
    public var cpuSeconds: Double
    /// Bytes of memory that are there and not only promised.
    public var residentBytes: Double
    /// Bytes of addresses in use.
    public var virtualBytes: Double
    /// Descriptors that are open.
    public var openDescriptors: Int
    /// Descriptors that may be open.
    public var descriptorsMax: Double
    /// Threads.
    public var threads: Int
    /// When it began, in seconds since 1970.
    public var startSeconds: Double

    /// The figures of now.
    public static func now() throws(DaemonError) -> ProcessFigures {
        let path = "/proc/self/stat"
        let bytes = try SmallFile.read(path, bytesMax: 64 * 1024)
        guard let stat = ProcessStat(String(decoding: bytes, as: UTF8.self)) else {
            throw .unusableFile(path, why: "it does not have the fields that it should")
        }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        return ProcessFigures(
            cpuSeconds: Double(stat.cpuTicks) / ticks,
            residentBytes: Double(stat.residentPages) * Double(sysconf(Int32(_SC_PAGESIZE))),
            virtualBytes: Double(stat.virtualBytes), openDescriptors: try openDescriptors(),
            descriptorsMax: limit.rlim_cur == .max ? .infinity : Double(limit.rlim_cur), threads: stat.threads,
            startSeconds: time(CLOCK_REALTIME) - time(CLOCK_BOOTTIME) + Double(stat.startTicks) / ticks)
    }

    /// The figures under the names that Prometheus has for them.
    public var families: [MetricFamily] {
        [
            MetricFamily("process_cpu_seconds_total", .counter, help: "Seconds that this process ran.", cpuSeconds),
            MetricFamily(
                "process_resident_memory_bytes", .gauge, help: "Bytes of memory in use.", residentBytes),
            MetricFamily(
                "process_virtual_memory_bytes", .gauge, help: "Bytes of addresses in use.", virtualBytes),
            MetricFamily("process_open_fds", .gauge, help: "Descriptors that are open.", Double(openDescriptors)),
            MetricFamily("process_max_fds", .gauge, help: "Descriptors that may be open.", descriptorsMax),
            MetricFamily("process_threads", .gauge, help: "Threads of this process.", Double(threads)),
            MetricFamily(
                "process_start_time_seconds", .gauge, help: "When this process began, in seconds since 1970.",
                startSeconds),
        ]
    }

    private static func openDescriptors() throws(DaemonError) -> Int {
        guard let directory = opendir("/proc/self/fd") else { throw .last("open /proc/self/fd") }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // Without `.`, `..` and the one that the directory itself is read by.
        return count - 3
    }

    private static func time(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}

/// The fields of /proc/self/stat that matter: proc(5).
struct ProcessStat: Equatable {
    /// Ticks in the kernel and outside.
    var cpuTicks: UInt64
    /// Threads.
    var threads: Int
    /// Ticks from boot to the start of the process.
    var startTicks: UInt64
    /// Bytes of addresses in use.
    var virtualBytes: UInt64
    /// Pages of memory in use.
    var residentPages: UInt64

    /// Reads the line; nil where a field is missing.
    init?(_ line: String) {
        // The second field is a name in parentheses, in which anything may stand, parentheses too.
        guard let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: end)...].split { $0 == " " || $0 == "\n" }
        guard fields.count > 21, let user = UInt64(fields[11]), let system = UInt64(fields[12]),
            let threads = Int(fields[17]), let start = UInt64(fields[19]), let virtual = UInt64(fields[20]),
            let resident = UInt64(fields[21])
        else { return nil }
        (cpuTicks, self.threads, startTicks) = (user + system, threads, start)
        (virtualBytes, residentPages) = (virtual, resident)
    }
}
