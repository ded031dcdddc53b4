import Benchmarks
import Glibc

/// What a run was measured on, as far as figures depend on it.
enum Machine {
    /// The facts, as they are now.
    static func facts() -> [Run.Fact] {
        let memory = line("MemTotal:", of: "/proc/meminfo").flatMap { Int($0.filter(\.isNumber)) } ?? 0
        return [
            .init("date", date()), .init("processor", line("model name", of: "/proc/cpuinfo") ?? "unknown"),
            .init("cores", String(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), .init("memory", "\(memory >> 10) MB"),
            .init("kernel", line("", of: "/proc/sys/kernel/osrelease") ?? "unknown"),
            .init("nft", command(["nft", "--version"])), .init("iptables", command(["iptables-nft", "--version"])),
            .init("ipset", command(["ipset", "--version"])), .init("load before", load()),
            .init("commit", getenv("MARTLET_COMMIT").map { String(cString: $0) } ?? "unknown"),
        ]
    }

    /// How many processes wanted a core in the last minute, five and fifteen.
    static func load() -> String {
        line("", of: "/proc/loadavg").map { $0.split(separator: " ").prefix(3).joined(separator: " ") } ?? "unknown"
    }

    /// All of a file; empty where it cannot be read.
    static func text(of path: String) -> String {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &part, part.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += part.prefix(count)
        }
    }

    /// What stands behind a word in the first line that begins with it.
    private static func line(_ word: String, of path: String) -> String? {
        let line = text(of: path).split(separator: "\n").first { $0.hasPrefix(word) }
        return line.map { String($0.dropFirst(word.count).drop { " \t:".contains($0) }) }
    }

    private static func command(_ arguments: [String]) -> String {
        do {
            let words = try Child.output(arguments).split(separator: "\n").first ?? ""
            return String(words)
        } catch {
            return "none: \(error)"
        }
    }

    private static func date() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M UTC", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
