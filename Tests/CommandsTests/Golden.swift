import CTestSystem
import Glibc
import TestSupport
import Testing

/// Texts that are kept in files beside the tests, and reviewed like code; MARTLET_GOLDEN=write makes them anew.
enum Golden {
    private static let directory = String(#filePath.dropLast("Golden.swift".count)) + "Golden/"

    /// Compares a text with the one of this name.
    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = directory + name
        if getenv("MARTLET_GOLDEN").map({ String(cString: $0) }) == "write" {
            try Command.output(of: ["tee", path], input: text)
        }
        let wanted = try Command.output(of: ["cat", path])
        if text == wanted { return }
        let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
            .difference(from: wanted.split(separator: "\n", omittingEmptySubsequences: false))
        let lines = difference.prefix(20).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        let reason = "\(name) is another text:\n\(lines.joined(separator: "\n"))"
        Issue.record(Comment(rawValue: reason), sourceLocation: sourceLocation)
    }
}
