/// A text of manifests that comes in parts, such as a file of 500 MB or what another program is just writing.
///
///     part ──► gathered ── to the end, where it is short or no JSON ──► Manifests.readWhole
///                  └────── long JSON ──► JSONStream, which keeps no more than the item of a list that it is at
///
/// What comes out does not depend on how the text is cut into parts. It is the same for long texts and short ones but
/// for JSON that is none: a short text may still be YAML with braces and brackets, which in a long one is an error.
public struct ManifestText {
    /// Texts up to this length are read as a whole.
    private static let usualLengthMax = 4 << 20

    private let file: String
    private let lengthMax: Int
    /// What came so far, while it may be read as a whole.
    private var gathered: [UInt8] = []
    private var stream: JSONStream?

    /// A text of a file that is called so.
    public init(_ file: String) { self.init(file, lengthMax: Self.usualLengthMax) }

    /// The same where another length is long.
    init(_ file: String, lengthMax: Int) {
        self.file = file
        self.lengthMax = lengthMax
    }

    /// Reads on in the next part, as far as can be.
    public mutating func add(_ part: [UInt8], to manifests: inout Manifests) {
        if stream != nil {
            stream?.add(part, to: &manifests)
            return
        }
        gathered += part
        guard gathered.count > lengthMax, let json = Self.json(gathered) else { return }
        var stream = JSONStream(file)
        stream.add(json, to: &manifests)
        self.stream = stream
        gathered = []
    }

    /// Reads what is left: there are no more parts.
    public mutating func end(in manifests: inout Manifests) {
        if stream == nil { manifests.readWhole(gathered, from: file) } else { stream?.end(in: &manifests) }
        self = ManifestText(file, lengthMax: lengthMax)
    }

    /// The text without the mark of UTF-8, where it begins like JSON.
    private static func json(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        let first = text.first { !" \t\r\n".utf8.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? text : nil
    }
}
