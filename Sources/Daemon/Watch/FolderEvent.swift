internal import Glibc

/// What inotify says happened.
struct FolderEvent: Equatable {
    /// What is told of a directory: all that may change what is read from it.
    static let asked = UInt32(
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF
            | IN_MOVE_SELF | IN_ONLYDIR)

    /// Which watch it is about; -1 for none.
    var watch: Int32
    /// What happened.
    var mask: UInt32
    /// What it happened to, in the directory; empty for the directory itself.
    var name: String

    /// Whether events were lost, so that everything may have changed.
    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
    /// Whether the watch is no more.
    var isEnd: Bool { mask & UInt32(IN_IGNORED) != 0 }

    /// The events in what was read, as `struct inotify_event` lays them out; what is cut at the end is left out.
    static func events(in bytes: [UInt8]) -> [FolderEvent] {
        var (events, start): ([FolderEvent], Int) = ([], 0)
        let headBytes = 16
        while start + headBytes <= bytes.count {
            let (watch, mask, length) = bytes.withUnsafeBytes { bytes in
                (
                    bytes.loadUnaligned(fromByteOffset: start, as: Int32.self),
                    bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self),
                    Int(bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
                )
            }
            guard start + headBytes + length <= bytes.count else { break }
            let name = bytes[(start + headBytes)..<(start + headBytes + length)].prefix { $0 != 0 }
            events.append(FolderEvent(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self)))
            start += headBytes + length
        }
        return events
    }
}
