public import JSON

/// Why a document cannot be read, and where in the text.
public struct YAMLError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text is no YAML; the words say why.
        case syntax(String)
        /// The text is meant as JSON and is none.
        case json(JSONError.Reason)
        /// An object has two members of this name; the line is that of the first.
        case duplicateKey(String, firstLine: Int)
        /// The name of a member is an object, an array or null.
        case keyIsNoText
        /// `*name` stands for something that has not been named.
        case unknownAlias(String)
        /// `*name` stands inside of what it stands for.
        case aliasOfItself(String)
        /// Aliases and merges stand for more than is read.
        case tooMuchRepeated
        /// More arrays and objects lie in one another than are read.
        case tooDeep
        /// `<<` takes over something else than objects.
        case mergeOfNoObject
        /// A value is not what its tag says, or the tag is one that JSON has no value for.
        case wrongTag(String)
        /// `.inf` or `.nan`.
        case notFinite
        /// There is no memory left.
        case outOfMemory
    }

    /// The line, from 1, of the whole text.
    public let line: Int
    /// The character of the line, from 1.
    public let column: Int
    /// What is wrong there.
    public let reason: Reason

    /// What is wrong at a place.
    init(_ reason: Reason, at place: TextPlace) {
        line = place.line
        column = place.column
        self.reason = reason
    }
}

extension YAMLError: CustomStringConvertible {
    /// `line 3, column 14: …`, with what to do about it.
    public var description: String { "line \(line), column \(column): \(reason)" }
}

extension YAMLError.Reason: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .syntax(let words): words
        case .json(let reason): reason.description
        case .duplicateKey(let name, let line):
            "\(shortened(name)) stands in line \(line) already: remove one of the two"
        case .keyIsNoText: "the name of a member is a text: put it in quotes"
        case .unknownAlias(let name): "*\(shortened(name)) stands for nothing: write &\(shortened(name)) further up"
        case .aliasOfItself(let name): "*\(shortened(name)) stands inside of what it stands for"
        case .tooMuchRepeated:
            "aliases and merges stand for more than \(TreeComposer.repeatedMax) bytes: write less of them"
        case .tooDeep: "more than \(TreeComposer.depthMax) arrays and objects lie in one another"
        case .mergeOfNoObject: "<< takes over an object or an array of objects, and this is neither"
        case .wrongTag(let tag): "this value cannot be read as \(shortened(tag)): remove the tag, or quote the value"
        case .notFinite: "no infinity and no .nan here: write a number, or quote the value"
        case .outOfMemory: "there is no memory left"
        }
    }
}

/// A place of a text, as people count it.
struct TextPlace: Hashable, Sendable {
    /// The line, from 1.
    var line: Int
    /// The character of the line, from 1.
    var column: Int
}

/// A name as messages show it: one line, without what a terminal acts on, and not too long.
func shortened(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let shown = String(String.UnicodeScalarView(scalars.prefix(64)))
    let plain = String(shown.debugDescription.dropFirst().dropLast())
    return shown.utf8.count < name.utf8.count ? plain + "..." : plain
}
