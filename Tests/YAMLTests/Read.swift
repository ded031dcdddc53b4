import JSON
import Testing
import YAML

/// A document in one line: its JSON, or `line N, column N: …`.
func read(_ text: String) -> [String] { read(Array(text.utf8)) }

/// The same of bytes.
func read(_ bytes: [UInt8]) -> [String] {
    YAMLDocuments(bytes).map { document in
        switch document.content {
        case .success(let json): String(decoding: json, as: UTF8.self)
        case .failure(let error): error.description
        }
    }
}

/// Documents with the lines on which they begin.
func lines(_ text: String) -> [Int] { YAMLDocuments(Array(text.utf8)).map(\.line) }

/// The only document of a text.
func only(_ text: String) throws -> YAMLDocument {
    let documents = Array(YAMLDocuments(Array(text.utf8)))
    #expect(documents.count == 1)
    return try #require(documents.first)
}

/// Whether bytes are one JSON value.
func isJSON(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes)
    do {
        try reader.skip()
        try reader.finish()
        return true
    } catch {
        return false
    }
}
