internal import JSON

/// The documents of a text, one after another: YAML, or JSON values side by side, as kubectl takes them.
///
///     bytes ──TextPieces──► piece ──EventParser──► events ──TreeComposer──► YAMLTree ──TreeWriter──► JSON
///                             └──JSONComposer──► JSON as it is, and its YAMLTree
///
/// Documents that say nothing are left out. One that cannot be read is given with its error, and the rest goes on.
public struct YAMLDocuments: Sequence, Sendable {
    private let bytes: [UInt8]
    private let firstLine: Int

    /// The documents of a text in UTF-8, or of the rest of one from the beginning of a line on.
    public init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.bytes = bytes
        self.firstLine = firstLine
    }

    /// Starts with the first document.
    public func makeIterator() -> Iterator { Iterator(bytes, firstLine: firstLine) }

    /// Reads a document when it is asked for, so that one at a time is in memory.
    public struct Iterator: IteratorProtocol, Sendable {
        private let bytes: [UInt8]
        private var pieces: TextPieces
        /// The documents of the last piece, the next one last.
        private var waiting: [YAMLDocument] = []

        /// Starts at the beginning of a text.
        init(_ bytes: [UInt8], firstLine: Int) {
            self.bytes = bytes
            pieces = TextPieces(bytes, firstLine: firstLine)
        }

        /// The next document.
        public mutating func next() -> YAMLDocument? {
            while waiting.isEmpty, let piece = pieces.next() {
                if !piece.isEmpty { waiting = PieceReader(bytes, piece).documents().reversed() }
            }
            return waiting.popLast()
        }
    }
}

/// Reads one piece of a text.
private struct PieceReader {
    private let bytes: [UInt8]
    private let piece: TextPieces.Piece

    init(_ bytes: [UInt8], _ piece: TextPieces.Piece) {
        self.bytes = bytes
        self.piece = piece
    }

    /// The documents of the piece: one or none of YAML, any number of JSON.
    func documents() -> [YAMLDocument] {
        guard let body = jsonBody() else { return yaml() }
        var composer = JSONComposer(body, firstLine: piece.line)
        var documents: [YAMLDocument] = []
        do {
            while let value = try composer.next() {
                let line = value.tree.nodes.first?.place.line ?? piece.documentLine
                documents.append(YAMLDocument(line: line, json: value.json, value.tree))
            }
            return documents
        } catch {
            if !isMissingComma(error), let documents = flowStyle() { return documents }
            // JSON counts lines by LF alone.
            var lines = LineCounter(line: piece.line)
            lines.advance(to: error.offset) { body[$0] }
            let line = documents.isEmpty ? piece.documentLine : lines.place.line
            return documents + [YAMLDocument(line: line, YAMLError(.json(error.reason), at: lines.place))]
        }
    }

    /// Without a comma `{"a": 1 "b": 2}` is YAML, and surely not what is meant: `1 "b": 2` is a text there.
    private func isMissingComma(_ error: JSONError) -> Bool {
        error.reason == .commaOrBraceExpected || error.reason == .commaOrBracketExpected
    }

    /// Brackets and braces are YAML too, with comments, or with names without quotes; `nil` where this is neither.
    private func flowStyle() -> [YAMLDocument]? {
        let documents = yaml()
        let isRead = documents.allSatisfy { if case .success = $0.content { true } else { false } }
        return isRead ? documents : nil
    }

    /// The piece with its `---` blanked out, where what follows looks like JSON.
    private func jsonBody() -> [UInt8]? {
        let text = bytes[piece.range]
        let isMarked = text.starts(with: "---".utf8)
        let first = text.dropFirst(isMarked ? 3 : 0).first { !isJSONSpace($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        var body = Array(text)
        if isMarked { body.replaceSubrange(0..<3, with: "   ".utf8) }
        return body
    }

    private func yaml() -> [YAMLDocument] {
        do {
            let tree = try tree()
            guard !tree.isNull, let first = tree.nodes.first else { return [] }
            return [YAMLDocument(line: first.place.line, json: try TreeWriter.json(tree), tree)]
        } catch {
            return [YAMLDocument(line: piece.documentLine, error)]
        }
    }

    private func tree() throws(YAMLError) -> YAMLTree {
        var parser = try EventParser(bytes[piece.range], firstLine: piece.line)
        var composer = TreeComposer()
        var isBegun = false
        while true {
            let event = try parser.next()
            switch event.kind {
            case .streamEnd: return composer.tree
            case .documentStart where isBegun:
                // libyaml knows line ends of Unicode that few editors show as such.
                let words = "a second document begins here: write --- at the beginning of a line"
                throw YAMLError(.syntax(words), at: event.place)
            case .documentStart: isBegun = true
            default: try composer.add(event)
            }
        }
    }
}
