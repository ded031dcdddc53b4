internal import JSON
internal import Protobuf

extension ServerStatus {
    /// How much of an answer that is no status is told.
    private static let shownMax = 120

    /// What a server says together with a code that is no success, and perhaps with a header of how long to wait.
    ///
    /// Where that is no status, as of a web server or a proxy on the way, it is told as far as it can be shown.
    public init(_ bytes: [UInt8], _ encoding: SentEncoding?, code: Int, retryAfterSeconds: Int? = nil) {
        let tree = Self.tree(bytes, encoding)
        let field = tree.map { DocumentField($0) }
        guard let field, field[.reason].text != nil || field[.message].text != nil else {
            self.init(code: code, message: Self.shown(bytes), retryAfterSeconds: retryAfterSeconds)
            return
        }
        let status = ServerStatus(decoding: field, code: code)
        self.init(
            code: status.code == 0 ? code : status.code, reason: status.reason, message: status.message,
            retryAfterSeconds: retryAfterSeconds ?? status.retryAfterSeconds, causes: status.causes)
    }

    private static func tree(_ bytes: [UInt8], _ encoding: SentEncoding?) -> JSONTree? {
        switch encoding {
        case nil: return nil
        case .json:
            var reader = JSONReader(bytes)
            return try? reader.tree(DocumentShape.serverStatus.json)
        case .protobuf:
            guard let range = try? Envelope.content(of: bytes, in: 0..<bytes.count) else { return nil }
            return try? JSONTree(protobuf: bytes, in: range, DocumentShape.serverStatus.protobuf)
        }
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(shownMax), as: UTF8.self)
        let shown = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
        return shown + (bytes.count > shownMax ? "…" : "")
    }
}
