internal import Glibc

/// The watches on a directory with all below it, and on the way to it, so that it is seen to come, to go and to be
/// replaced.
struct WatchedTree {
    /// Why a directory is watched.
    struct Mark: Equatable {
        /// All in it matters.
        var isInside = false
        /// The names in it that lead to the directory.
        var names: Set<String> = []
    }

    private static let directoriesMax = 2000

    private let inotify: Int32
    private let path: String
    private var marks: [Int32: Mark] = [:]

    /// The watches of an inotify instance on an absolute path; none yet.
    init(_ path: String, inotify: Int32) { (self.path, self.inotify) = (path, inotify) }

    /// Whether an event may have changed what can be read.
    mutating func isMeant(_ event: FolderEvent) -> Bool {
        if event.isOverflow { return true }
        guard let mark = marks[event.watch] else { return false }
        if event.isEnd {
            marks[event.watch] = nil
            return mark.isInside
        }
        return mark.isInside || event.name.isEmpty || mark.names.contains(event.name)
    }

    /// Watches what is there now and no longer what is not; returns what could not be watched.
    mutating func renew() -> DaemonError? {
        var (fresh, failure): ([Int32: Mark], DaemonError?) = ([:], nil)
        for way in Set([path, Self.resolved(path)]) { watchWay(to: way, &fresh, &failure) }
        var waiting = [path]
        var seen = Set<Int32>()
        while let directory = waiting.popLast() {
            // First the watch, then the look: what comes between is told.
            guard let watch = watch(directory, &failure), seen.insert(watch).inserted else { continue }
            guard seen.count <= Self.directoriesMax else {
                failure = .unusableFile(path, why: "there are over \(Self.directoriesMax) directories to watch in it")
                break
            }
            fresh[watch, default: Mark()].isInside = true
            waiting += Self.directories(in: directory)
        }
        for gone in marks.keys where fresh[gone] == nil { inotify_rm_watch(inotify, gone) }
        marks = fresh
        return failure
    }

    private func watchWay(to path: String, _ marks: inout [Int32: Mark], _ failure: inout DaemonError?) {
        var above = ""
        for name in path.split(separator: "/") {
            guard let watch = watch(above.isEmpty ? "/" : above, &failure) else { return }
            marks[watch, default: Mark()].names.insert(String(name))
            above += "/\(name)"
        }
    }

    /// The watch of a directory; nil where there is none.
    private func watch(_ directory: String, _ failure: inout DaemonError?) -> Int32? {
        let watch = inotify_add_watch(inotify, directory, FolderEvent.asked)
        if watch >= 0 { return watch }
        switch errno {
        case ENOENT, ENOTDIR: break
        case ENOSPC: failure = .last("watch \(directory) (fs.inotify.max_user_watches may be too small)")
        default: failure = .last("watch \(directory)")
        }
        return nil
    }

    /// Where a path leads, links followed; the path itself where it leads nowhere.
    private static func resolved(_ path: String) -> String {
        guard let place = realpath(path, nil) else { return path }
        defer { free(place) }
        return String(cString: place)
    }

    /// The directories in a directory; links to others are not followed.
    private static func directories(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard name != ".", name != "..", lstat("\(path)/\(name)", &status) == 0,
                status.st_mode & S_IFMT == S_IFDIR
            else { continue }
            found.append("\(path)/\(name)")
        }
        return found
    }
}
