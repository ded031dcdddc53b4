import Glibc

/// Programs that were built beside the tests.
public enum BuiltProgram {
    /// Where one is: in the folder that MARTLET_PROGRAMS names, and else beside the tests, whose target has to depend
    /// on it, so that it is built.
    public static func path(_ name: String) throws(SystemError) -> String {
        if let folder = TestProgram.variable("MARTLET_PROGRAMS") { return "\(folder)/\(name)" }
        let maps = try text(of: "/proc/self/maps")
        guard let line = maps.split(separator: "\n").first(where: { $0.hasSuffix("PackageTests.xctest") }),
            let start = line.firstIndex(of: "/"), let end = line.lastIndex(of: "/")
        else { throw SystemError("find the program of the tests in /proc/self/maps", code: ENOENT) }
        return line[start...end] + name
    }

    private static func text(of path: String) throws(SystemError) -> String {
        guard let file = fopen(path, "r") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
