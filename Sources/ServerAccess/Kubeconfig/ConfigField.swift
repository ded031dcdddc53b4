internal import YAML

/// A field of a kubeconfig: what stands there, and where that is.
struct ConfigField: Sendable {
    /// What stands there.
    let value: ConfigValue
    /// The way to it, such as `users[2].user.token`; empty for the whole.
    let path: String
    /// The file it stands in.
    let file: String
    private let document: YAMLDocument?

    /// The whole of a document; nothing at all where there is none.
    init(_ value: ConfigValue, of file: String, _ document: YAMLDocument?) {
        self.init(value, path: "", file, document)
    }

    private init(_ value: ConfigValue, path: String, _ file: String, _ document: YAMLDocument?) {
        self.value = value
        self.path = path
        self.file = file
        self.document = document
    }

    /// The field of this name in an object.
    subscript(name: String) -> ConfigField {
        ConfigField(value[name], path: path.isEmpty ? name : "\(path).\(name)", file, document)
    }

    /// Where it is, for an error.
    var place: AccessError.Place {
        let line = document?.line(of: path)
        if path.isEmpty { return .text(file: file, line: line ?? 1, column: 1) }
        return .field(file: file, line: line, path: path)
    }

    /// What is wrong with it.
    func error(_ reason: AccessError.Reason) -> AccessError { AccessError(place, reason) }

    /// The string in it; nothing where it is absent or empty, which is the same in a kubeconfig.
    func string() throws(AccessError) -> String? {
        switch value {
        case .string(let string): string.orNil
        case .null: nil
        default: throw wrongKind("a string, in quotes where it looks like something else")
        }
    }

    /// `true` or `false`; `false` where it is absent.
    func bool() throws(AccessError) -> Bool {
        switch value {
        case .bool(let bool): bool
        case .null: false
        default: throw wrongKind("true or false")
        }
    }

    /// The bytes that its base64 stands for; nothing where it is absent or empty.
    func data() throws(AccessError) -> [UInt8]? {
        guard let text = try string() else { return nil }
        do throws(Base64.Problem) {
            return try Base64.bytes(of: text)
        } catch {
            throw self.error(.badBase64(error))
        }
    }

    /// The path in it, seen from the directory of its file; nothing where it is absent or empty.
    func filePath() throws(AccessError) -> String? {
        guard let path = try string() else { return nil }
        if path.hasPrefix("/") { return path }
        return file.lastIndex(of: "/").map { file[...$0] + path } ?? path
    }

    /// The items of the list in it.
    func items() throws(AccessError) -> [ConfigField] {
        switch value {
        case .array(let items):
            items.enumerated().map { ConfigField($1, path: "\(path)[\($0)]", file, document) }
        case .null: []
        default: throw wrongKind("a list")
        }
    }

    /// This field, once it is seen that it is an object, or absent.
    func object() throws(AccessError) -> ConfigField {
        switch value {
        case .object, .null: self
        default: throw wrongKind("an object")
        }
    }

    /// Whether something is said here: no `null`, and no text, list or object that is empty.
    var isSaid: Bool {
        switch value {
        case .null, .bool(false): false
        case .string(let string): !string.isEmpty
        case .array(let items): !items.isEmpty
        case .object(let members): !members.isEmpty
        case .bool, .number: true
        }
    }

    private func wrongKind(_ wanted: String) -> AccessError {
        error(.wrongKind(found: value.kindInWords, wanted: wanted))
    }
}
