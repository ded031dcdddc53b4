import CTestSystem
import Glibc
public import Testing

/// Texts that are kept in folders named Golden beside the tests, and reviewed like code; MARTLET_GOLDEN=write makes
/// them anew.
public enum Golden {
    /// Compares a text with the one of this name, in the folder beside the file of the test.
    public static func expect(
        _ text: String, _ name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Golden/" + name
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
