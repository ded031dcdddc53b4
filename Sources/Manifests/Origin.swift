import YAML

/// Where an object stands.
struct Origin {
    private enum Text {
        /// A part of a document that was read as a whole.
        case part(of: YAMLDocument, at: String)
        /// A text of its own, of which a part is the object. Its lines are looked for only when somebody asks.
        case own([UInt8], at: String)
        /// Nobody will ask for more than its first line.
        case forgotten
    }

    private let file: String
    private let line: Int?
    private let text: Text

    /// An object of a document, or of a list that the document is.
    init(file: String, document: YAMLDocument, item: String) {
        self.file = file
        line = document.line
        text = .part(of: document, at: item)
    }

    /// An object whose JSON begins on a line, or one of a list that begins there.
    init(file: String, line: Int, json: [UInt8], item: String) {
        self.file = file
        self.line = line
        text = .own(json, at: item)
    }

    /// An object that begins on a line, where that is known, and of which nobody will ask more.
    init(file: String, line: Int?) {
        self.file = file
        self.line = line
        text = .forgotten
    }

    /// The line of a part of the object, such as `spec.ingress[0]`, or of the innermost part around it that is there.
    func place(_ path: String) -> SourcePlace {
        switch text {
        case .part(let document, let item):
            return place(path, of: item, in: document)
        case .own(let json, let item):
            let document = YAMLDocuments(json, firstLine: line ?? 1).first { _ in true }
            return document.map { place(path, of: item, in: $0) } ?? SourcePlace(file, line: line)
        case .forgotten:
            return SourcePlace(file, line: line)
        }
    }

    private func place(_ path: String, of item: String, in document: YAMLDocument) -> SourcePlace {
        let whole = [item, path].filter { $0 != "." }.joined(separator: path.hasPrefix("[") ? "" : ".")
        return SourcePlace(file, line: (whole.isEmpty ? nil : document.line(of: whole)) ?? document.line)
    }
}
