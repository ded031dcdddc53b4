internal import JSON
internal import YAML

/// The configuration file: a versioned kind, and the settings by their paths. What it does not know is an error, since
/// a setting that is misspelt would otherwise be one that does not hold.
enum ConfigurationFile {
    static let apiVersion = "martlet.config/v1alpha1"
    static let kind = "MartletConfiguration"

    /// Adds what a file says to what was said already.
    static func read(_ bytes: [UInt8], _ name: String, into values: inout SettingValues) throws(ConfigurationError) {
        let reader = try Reader(bytes, name)
        try reader.read(into: &values)
    }

    /// The file that says the same as these values, with all that is usual.
    static func text(of values: SettingValues) -> String {
        var lines = ["apiVersion: \(apiVersion)", "kind: \(kind)"]
        var group: Substring?
        for setting in Setting.all.sorted(by: { $0.path < $1.path }) {
            let texts = values[setting].texts
            let parts = setting.path.split(separator: ".")
            if parts.count == 2, parts[0] != group { lines.append("\(parts[0]):") }
            group = parts.count == 2 ? parts[0] : nil
            let indent = parts.count == 2 ? "  " : ""
            lines.append("\(indent)# \(setting.words)")
            let name = parts[parts.count - 1]
            switch setting.form {
            case .list: lines.append("\(indent)\(name): [\(texts.map(quoted).joined(separator: ", "))]")
            case .number: lines.append("\(indent)\(name): \(texts.last.flatMap { Int($0) } ?? 0)")
            case .flag: lines.append("\(indent)\(name): \(texts.last ?? "")")
            case .text, .path, .choice: lines.append("\(indent)\(name): \(quoted(texts.last ?? ""))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}

/// One file, with what it takes to say on which line something is wrong.
private struct Reader {
    private let name: String
    private let document: YAMLDocument
    private let members: [JSONValue.Member]

    init(_ bytes: [UInt8], _ name: String) throws(ConfigurationError) {
        self.name = name
        let documents = Array(YAMLDocuments(bytes))
        guard documents.count == 1, let document = documents.first else {
            throw ConfigurationError("\(name): a configuration is one document, and there are \(documents.count)")
        }
        self.document = document
        guard case .object(let members) = try Self.value(of: document, name) else {
            throw ConfigurationError("\(name): a configuration is an object, not a list or a word")
        }
        self.members = members
    }

    func read(into values: inout SettingValues) throws(ConfigurationError) {
        for (key, expected) in [("apiVersion", ConfigurationFile.apiVersion), ("kind", ConfigurationFile.kind)] {
            guard members.first(where: { $0.name == key })?.value == .string(expected) else {
                throw wrong(key, "is missing or another: write \(key): \(expected)")
            }
        }
        for member in members where member.name != "apiVersion" && member.name != "kind" {
            try read(member.value, at: member.name, into: &values)
        }
    }

    private func read(
        _ value: JSONValue, at path: String, into values: inout SettingValues
    ) throws(ConfigurationError) {
        if let setting = Setting.all.first(where: { $0.path == path }) {
            guard let texts = value.texts(of: setting.form) else {
                throw wrong(path, "is \(value.text): \(setting.form.wish)")
            }
            // An empty text, and an empty list, say nothing: so a file that was written whole can be read again.
            if !texts.isEmpty, texts != [""] { values.add(setting, texts, from: .file(name)) }
            return
        }
        guard case .object(let inner) = value, Setting.all.contains(where: { $0.path.hasPrefix("\(path).") }) else {
            throw wrong(path, "is no setting: \(Self.hint(path))")
        }
        for member in inner { try read(member.value, at: "\(path).\(member.name)", into: &values) }
    }

    private func wrong(_ path: String, _ reason: String) -> ConfigurationError {
        let line = document.line(of: path).map { ":\($0)" } ?? ""
        return ConfigurationError("\(name)\(line): \(path) \(reason)")
    }

    /// The settings beside the one that is not there.
    private static func hint(_ path: String) -> String {
        let prefix = path.lastIndex(of: ".").map { path[...$0] } ?? ""
        let beside = Setting.all.map(\.path).filter { $0.hasPrefix(prefix) }
        return "write one of \((beside.isEmpty ? Setting.all.map(\.path) : beside).sorted().joined(separator: ", "))"
    }

    private static func value(of document: YAMLDocument, _ name: String) throws(ConfigurationError) -> JSONValue {
        switch document.content {
        case .failure(let error): throw ConfigurationError("\(name):\(error.line): \(error.reason)")
        case .success(let json):
            do throws(JSONError) {
                return try JSONValue(parsing: json)
            } catch {
                throw ConfigurationError("\(name):\(document.line): \(error)")
            }
        }
    }
}

extension JSONValue {
    /// The texts that a value of this form says; `nil` where it is none.
    fileprivate func texts(of form: Setting.Form) -> [String]? {
        if case .list = form {
            guard case .array(let items) = self else { return nil }
            var texts: [String] = []
            for item in items {
                guard case .string(let text) = item else { return nil }
                texts.append(text)
            }
            return texts
        }
        return text(of: form).map { [$0] }
    }

    fileprivate func text(of form: Setting.Form) -> String? {
        switch (form, self) {
        case (.flag, .bool(let isSo)): isSo ? "true" : "false"
        // YAML takes the word off for false.
        case (.choice(let words), .bool(false)) where words.contains("off"): "off"
        case (.number, .number(let number)): "\(number)"
        case (.text, .string(let text)), (.path, .string(let text)), (.choice, .string(let text)): text
        case (.text, .number(let number)), (.path, .number(let number)): "\(number)"
        default: nil
        }
    }
}

extension Setting.Form {
    /// What is right where something else stands.
    var wish: String {
        switch self {
        case .text(let word): "write \(word)"
        case .path: "write a path"
        case .choice(let words): "write \(words.joined(separator: ", "))"
        case .number(let range): "write a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "write true or false"
        case .list(let word): "write a list of \(word)"
        }
    }
}
