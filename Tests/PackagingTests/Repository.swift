import Glibc
import JSON
import TestSupport
import YAML

/// The files that packages are made of, as they stand in the repository.
enum Repository {
    /// Where it is.
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        guard let file = fopen("\(root)/\(path)", "r") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The documents of a text in YAML.
    static func documents(_ text: String) throws -> [JSONValue] {
        try YAMLDocuments(Array(text.utf8)).map { try JSONValue(parsing: $0.content.get()) }
    }

    /// What one command of ours prints, in an environment of nothing.
    static func martlet(_ arguments: String...) throws -> CommandResult {
        try Command.run(["env", "-i", try BuiltProgram.path("martlet")] + arguments)
    }
}
