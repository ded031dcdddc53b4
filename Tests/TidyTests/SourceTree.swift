import Glibc

/// One file of the repository as it stands on disk.
struct SourceFile {
    /// Where it is, seen from the root of the package.
    let path: String
    /// All of it.
    let text: String
    /// Its lines, without their ends.
    let lines: [Substring]
    /// What Swift sees of it; empty for other languages.
    let tokens: [Token]

    /// A file called `path` that contains `text`.
    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        tokens = path.hasSuffix(".swift") ? tokenize(text) : []
    }

    /// The last part of the path, without `.swift`.
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.hasSuffix(".swift") ? name.dropLast(".swift".count) : name)
    }

    /// The target whose folder it lies in: the second part of `Sources/Target/…`; nil outside Sources.
    var sourceTarget: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}

/// The files of the repository that the rules speak about.
struct SourceTree {
    /// Sorted by path.
    let files: [SourceFile]

    /// The tree this test was compiled from.
    static let ours = SourceTree(root: packageRoot)

    /// Some files in place of the real ones, by path.
    init(_ texts: [String: String]) {
        files = texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    }

    /// Everything that is text below `root`, builds and hidden folders (but for .ci) left out.
    init(root: String) {
        files = list(root, "").sorted().filter(isText).map { SourceFile(path: $0, text: contents(root + "/" + $0)) }
    }

    /// The file at `path`, if there is one.
    func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

    /// All files that are Swift.
    var swift: [SourceFile] { files.filter { $0.path.hasSuffix(".swift") } }

    /// The Swift files below Sources.
    var sources: [SourceFile] { swift.filter { $0.sourceTarget != nil } }

    /// The files that are code, as opposed to prose and data.
    var code: [SourceFile] {
        files.filter { file in
            [".swift", ".h", ".c", ".py", ".awk"].contains { file.path.hasSuffix($0) }
                || file.path.hasPrefix("scripts/") || file.path.hasPrefix(".ci/")
        }
    }
}

/// The folder of Package.swift, found from where this file is.
private let packageRoot = String(#filePath.dropLast("/Tests/TidyTests/SourceTree.swift".count))

private func isText(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return true }
    let known = [
        "swift", "h", "c", "py", "md", "awk", "sh", "yaml", "yml", "json", "txt", "nft", "service", "modulemap",
    ]
    return known.contains(String(name[name.index(after: dot)...]))
}

private func list(_ root: String, _ below: String) -> [String] {
    guard let folder = opendir(root + "/" + below) else { return [] }
    defer { closedir(folder) }
    var paths: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
        if name.hasPrefix(".") && name != ".ci" { continue }
        let path = below.isEmpty ? name : below + "/" + name
        if Int32(entry.pointee.d_type) == Int32(DT_DIR) { paths += list(root, path) } else { paths.append(path) }
    }
    return paths
}

private func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += chunk[..<count]
    }
}
