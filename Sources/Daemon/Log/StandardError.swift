internal import Glibc

/// Standard error, as a log wants it.
public enum StandardError {
    private static let number: Int32 = 2
    private static let patienceMilliseconds: Int32 = 100

    /// Whether it leads to the journal, which then wants to be told how much each line matters: JOURNAL_STREAM names
    /// the device and the inode of what it was at the start.
    public static var isJournal: Bool {
        isJournal(number, stream: getenv("JOURNAL_STREAM").map { String(cString: $0) })
    }

    /// Whether a descriptor is the one that JOURNAL_STREAM means.
    static func isJournal(_ descriptor: Int32, stream: String?) -> Bool {
        let numbers = (stream ?? "").split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) }
        var status = stat()
        guard numbers.count == 2, fstat(descriptor, &status) == 0 else { return false }
        return numbers == [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Writes a line in one call, so that lines of threads and processes do not mix.
    ///
    /// A reader who does not read holds us up for a moment and no longer; then the line is lost, since a firewall must
    /// go on where a log does not.
    public static func write(_ line: String) { write(line, to: number) }

    /// The same to another descriptor.
    static func write(_ line: String, to descriptor: Int32) {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count < 0 else {
                rest = rest.dropFirst(count)
                continue
            }
            if errno == EINTR { continue }
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard errno == EAGAIN, poll(&entry, 1, patienceMilliseconds) > 0 else { return }
        }
    }
}

extension LogMoment {
    /// The time of the system, with the offset of its time zone.
    public static func now() -> LogMoment {
        var (time, wall) = (timespec(), tm())
        clock_gettime(CLOCK_REALTIME, &time)
        var seconds = time.tv_sec
        localtime_r(&seconds, &wall)
        return LogMoment(seconds: Int64(seconds), nanoseconds: Int32(time.tv_nsec), offsetSeconds: wall.tm_gmtoff)
    }
}
