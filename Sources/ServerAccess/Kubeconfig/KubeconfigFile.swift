internal import JSON
internal import YAML

/// One file of a kubeconfig: its contexts, clusters and users by name.
///
/// What an entry says is looked at when it is chosen. What nobody chose may be wrong: it does not concern us.
struct KubeconfigFile: Sendable {
    /// An item of one of the three lists.
    struct Entry: Sendable {
        let name: String
        let content: ConfigField
    }

    let path: String
    let currentContext: ConfigField
    let contexts: [Entry]
    let clusters: [Entry]
    let users: [Entry]

    /// Reads the text of a file.
    init(_ bytes: [UInt8], path: String) throws(AccessError) {
        let root = try Self.root(bytes, path).object()
        for (name, wanted) in [("apiVersion", "v1"), ("kind", "Config")] {
            let said = try root[name].string() ?? wanted
            if said != wanted { throw root[name].error(.otherObject(wanted: wanted)) }
        }
        self.path = path
        currentContext = root["current-context"]
        contexts = try Self.entries(root["contexts"], "context")
        clusters = try Self.entries(root["clusters"], "cluster")
        users = try Self.entries(root["users"], "user")
    }

    private static func root(_ bytes: [UInt8], _ path: String) throws(AccessError) -> ConfigField {
        var root = ConfigField(.null, of: path, nil)
        for (index, document) in YAMLDocuments(bytes).enumerated() {
            // kubectl reads the first and says nothing of the others.
            if index > 0 { throw AccessError(.text(file: path, line: document.line, column: 1), .secondDocument) }
            root = ConfigField(try value(of: document, path), of: path, document)
        }
        return root
    }

    private static func value(of document: YAMLDocument, _ path: String) throws(AccessError) -> ConfigValue {
        switch document.content {
        case .failure(let error):
            throw AccessError(
                .text(file: path, line: error.line, column: error.column), .notYAML(error.wordsForSecrets))
        case .success(let json):
            var reader = JSONReader(json)
            do throws(JSONError) {
                return try reader.configValue()
            } catch {
                throw AccessError(.text(file: path, line: document.line, column: 1), .notYAML("\(error.reason)"))
            }
        }
    }

    private static func entries(_ list: ConfigField, _ member: String) throws(AccessError) -> [Entry] {
        var entries: [Entry] = []
        for item in try list.items() {
            guard let name = try item.object()["name"].string() else { throw item["name"].error(.unnamed) }
            if entries.contains(where: { $0.name == name }) { throw item["name"].error(.duplicate(name: name)) }
            entries.append(Entry(name: name, content: item[member]))
        }
        return entries
    }
}

extension YAMLError {
    /// What is wrong, without any word of the text: a password that begins with `*` is read as an alias.
    fileprivate var wordsForSecrets: String {
        switch reason {
        case .duplicateKey(_, let line): "this name stands in line \(line) already: remove one of the two"
        case .unknownAlias:
            "* stands for something that was named with &, and this was not: quote a text with * before it"
        case .aliasOfItself: "this * stands inside of what it stands for: quote a text with * before it"
        case .wrongTag: "this value is not what its tag says: quote a text with ! before it"
        case .syntax, .json, .keyIsNoText, .tooMuchRepeated, .tooDeep, .mergeOfNoObject, .notFinite, .outOfMemory:
            reason.description
        }
    }
}
