/// What of the server's behaviour can be set.
public enum ServerSetting: Sendable {
    /// What becomes of `sendInitialEvents`.
    public enum WatchList: String, Sendable {
        /// It is served.
        case on
        /// Refused as invalid, as by a server that has it switched off.
        case invalid = "422"
        /// Refused as a bad request.
        case badRequest = "400"
        /// Not known, so that an ordinary watch is served, as by a server of old.
        case ignored
    }

    /// How a watch learns that its version is too old.
    public enum Gone: String, Sendable {
        /// By an event in the stream.
        case event
        /// By the status of the answer.
        case status
    }

    /// Whether the watch that begins with a list is served.
    case watchList(WatchList)
    /// How a watch is told that it comes too late.
    case gone(Gone)
    /// The labels that field selectors of pods may name.
    case podFieldLabels([String])
    /// How long each of the seconds lasts for which a watch is asked; 1000 by default.
    case second(milliseconds: Int)
    /// The time between two bookmarks.
    case bookmarks(everyMilliseconds: Int)
    /// Lists of version "0" are answered as of this version; nil: the newest.
    case cachedVersion(Int?)
    /// How long a version of the future is waited for.
    case futureWait(milliseconds: Int)
    /// Whether lists are compressed.
    case gzip(Bool)
    /// Whether the protobuf form is served.
    case protobuf(Bool)
    /// The tokens that are taken; nil: none is asked for.
    case tokens([String]?)
    /// Whether a request needs a client certificate where it has no token.
    case clientCertificateNeeded(Bool)

    /// The setting as the control channel wants it.
    var json: String {
        switch self {
        case .watchList(let value): "\"watchList\":\(quoted(value.rawValue))"
        case .gone(let value): "\"gone\":\(quoted(value.rawValue))"
        case .podFieldLabels(let labels): "\"fieldLabels\":{\"pods\":\(Self.list(labels))}"
        case .second(let milliseconds): "\"secondMilliseconds\":\(milliseconds)"
        case .bookmarks(let milliseconds): "\"bookmarkMilliseconds\":\(milliseconds)"
        case .cachedVersion(let version): "\"cachedVersion\":\(version.map { String($0) } ?? "null")"
        case .futureWait(let milliseconds): "\"futureMilliseconds\":\(milliseconds)"
        case .gzip(let value): "\"gzip\":\(value)"
        case .protobuf(let value): "\"protobuf\":\(value)"
        case .tokens(let tokens): "\"tokens\":\(tokens.map(Self.list) ?? "null")"
        case .clientCertificateNeeded(let value): "\"clientCertificateNeeded\":\(value)"
        }
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ","))]" }
}
