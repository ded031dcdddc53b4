internal import Glibc

/// Says that something changed in a directory of files or below it, by inotify, so that it is read again.
///
/// Many changes are one notice. The directory may come later, go, and be replaced, also as a Kubernetes volume is, by a
/// link that is turned. Links that lead out of it are not followed. A notice may come where nothing changed.
/// A class, since it owns a thread.
public final class DirectoryWatch: Sendable {
    /// What is said.
    public enum Notice: Equatable, Sendable {
        /// Something may have changed.
        case changed
        /// The same, and not all can be watched, so the directory is to be looked at by the clock too; why.
        case incomplete(DaemonError)
    }

    private let bell: Bell
    private let stopping = StopFlag()
    private let thread: DaemonThread

    /// Watches from now on: what is read after this, or after a notice, is not missed. A notice comes when nothing
    /// changed for `quietSeconds`, and at most `delaySecondsMax` after the first change. If something cannot be watched
    /// from the start, the first notice says so.
    public init(
        _ path: String, quietSeconds: Double = 0.1, delaySecondsMax: Double = 1,
        handler: @escaping @Sendable (Notice) -> Void
    ) throws(DaemonError) {
        let number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard number >= 0 else { throw .last("watch files (fs.inotify.max_user_instances may be too small)") }
        let inotify = OwnedDescriptor(number)
        let (bell, stopping) = (try Bell(), stopping)
        self.bell = bell
        let pacing = ChangePacing(quietSeconds: quietSeconds, delaySecondsMax: delaySecondsMax)
        let tree = WatchedTree(try Self.absolute(path), inotify: number)
        var loop = WatchLoop(inotify: inotify, bell: bell, tree: tree, pacing: pacing)
        loop.start()
        let started = loop
        thread = try DaemonThread {
            var loop = started
            while !stopping.isSet {
                if let notice = loop.turn() { handler(notice) }
            }
        }
    }

    /// Watches no more, and comes back when the thread has ended.
    public func stop() {
        stopping.set()
        bell.ring()
        thread.join()
    }

    private static func absolute(_ path: String) throws(DaemonError) -> String {
        if path.hasPrefix("/") { return path }
        guard let here = getcwd(nil, 0) else { throw .last("say which directory this is") }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }
}

/// What the thread of a watch does.
private struct WatchLoop {
    let inotify: OwnedDescriptor
    let bell: Bell
    var tree: WatchedTree
    var pacing: ChangePacing
    var failure: DaemonError?

    /// Watches what is there; where that fails in part, a notice is due.
    mutating func start() {
        failure = tree.renew()
        if failure != nil { pacing.note(at: MonotonicClock.milliseconds) }
    }

    /// Waits once; what is to be said then.
    mutating func turn() -> DirectoryWatch.Notice? {
        var entries = [inotify.number, bell.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, 2, pacing.wait(at: MonotonicClock.milliseconds)) >= 0 else { return nil }
        if entries[0].revents != 0, take() { pacing.note(at: MonotonicClock.milliseconds) }
        guard pacing.isDue(at: MonotonicClock.milliseconds) else { return nil }
        failure = tree.renew()
        return failure.map { .incomplete($0) } ?? .changed
    }

    /// Reads what inotify says; whether something of it matters.
    private mutating func take() -> Bool {
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
            count = max(0, read(inotify.number, buffer.baseAddress, buffer.count))
        }
        var matters = false
        for event in FolderEvent.events(in: bytes) where tree.isMeant(event) { matters = true }
        return matters
    }
}
