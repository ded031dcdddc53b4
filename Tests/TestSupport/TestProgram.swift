import Glibc

/// The program that runs the tests, to be run again with a single one of them: for what ends a process, or measures it.
public enum TestProgram {
    /// The command that runs the test whose name `filter` fits, and no other, with these variables set as well.
    public static func command(filter: String, _ variables: KeyValuePairs<String, String>) -> [String] {
        let words = CommandLine.arguments
        return ["env"] + variables.map { "\($0)=\($1)" } + words.prefix(1) + kept(Array(words.dropFirst()))
            + ["--filter", filter]
    }

    /// Runs that one test in a process of its own; what was said where it did not run, or failed.
    public static func failure(
        ofTest filter: String, _ variables: KeyValuePairs<String, String>, timeoutSeconds: Double
    ) throws(CommandError) -> String? {
        let result = try Command.run(command(filter: filter, variables), timeoutSeconds: timeoutSeconds)
        let text = result.output + result.errors
        return result.succeeded && text.contains("with 1 test ") ? nil : "\(result.end)\n\(text.suffix(5_000))"
    }

    /// A variable that whoever ran this process has set.
    public static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The arguments but for those that choose tests, or name files that are ours to write.
    static func kept(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if ["--filter", "--skip", "--xunit-output", "--event-stream-output-path"].contains(word) {
                _ = rest.popFirst()
            } else {
                kept.append(word)
            }
        }
        return kept
    }
}

/// The memory of this process that is in use: the second number of /proc/self/statm, in bytes.
public func residentBytes() throws(SystemError) -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { throw SystemError("open /proc/self/statm") }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 256)
    text.removeLast(text.count - fread(&text, 1, text.count, file))
    let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { throw SystemError("read /proc/self/statm", code: EIO) }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
