import Analysis
import Glibc
import Manifests
import Testing

/// The examples that are delivered, read from where this was compiled.
struct ExampleDirectory: CustomTestStringConvertible {
    /// What the example is called.
    let name: String

    private static let root =
        String(#filePath.dropLast("Tests/AnalysisTests/ExampleDirectory.swift".count)) + "deploy/examples/"

    /// All of them, in order.
    static let all: [ExampleDirectory] = {
        guard let folder = opendir(root) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
            if Int32(entry.pointee.d_type) == Int32(DT_DIR), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().map { ExampleDirectory(name: $0) }
    }()

    var testDescription: String { name }

    /// The shared cluster with the example's policies.
    var manifests: Manifests {
        var manifests = Manifests()
        for file in ["cluster.yaml", "\(name)/policy.yaml"] {
            manifests.read(Array(Self.text(file).utf8), from: file)
        }
        return manifests
    }

    /// The lines of the table that was worked out by hand.
    var lines: [Substring] { Self.text("\(name)/reach.txt").split(separator: "\n") }

    /// The text of a file; empty where it is not there.
    static func text(_ path: String) -> String {
        guard let file = fopen(root + path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }
}
