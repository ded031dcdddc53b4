/// A type, function or computed property that a file declares.
struct Declaration: Equatable {
    /// What kinds the rules tell apart.
    enum Kind { case type, `extension`, function, accessor }

    /// What it is.
    let kind: Kind
    /// Its name; `init`, `deinit` and `subscript` are their own.
    let name: String
    /// Where it begins.
    let line: Int
    /// Where its body ends; the first line when it has none.
    var endLine: Int
    /// Whether it is `private` or `fileprivate`, or inside something that is.
    let isPrivate: Bool
    /// Whether only types stand around it, as opposed to a function's body.
    let isMember: Bool
}

/// What `tokens` declare, in order.
func declarations(in tokens: [Token]) -> [Declaration] {
    var reader = DeclarationReader(tokens: tokens)
    return reader.read()
}

/// Finds declarations by their keywords and the braces that follow them.
private struct DeclarationReader {
    let tokens: [Token]
    private var found: [Declaration] = []
    private var scopes: [Scope] = []
    /// A declaration whose body has not begun, and how many scopes were open at its keyword.
    private var pending: (index: Int, depth: Int)?

    /// What an open bracket belongs to.
    private enum Scope {
        case declaration(Int)
        case braces
        case brackets
    }

    init(tokens: [Token]) {
        self.tokens = tokens
    }

    mutating func read() -> [Declaration] {
        for index in tokens.indices where tokens[index].kind != .string {
            switch tokens[index].text {
            case "(", "[": scopes.append(.brackets)
            case ")", "]": _ = scopes.popLast()
            case "{": open()
            case "}": close(at: tokens[index].line)
            case "=": forgetStoredProperty()
            default: declare(at: index)
            }
        }
        return found
    }

    private mutating func open() {
        guard let (index, depth) = pending, depth == scopes.count else { return scopes.append(.braces) }
        scopes.append(.declaration(index))
        pending = nil
    }

    private mutating func close(at line: Int) {
        // A protocol's last requirement has no body.
        if pending?.depth == scopes.count { pending = nil }
        if case .declaration(let index) = scopes.popLast() { found[index].endLine = line }
    }

    /// `var x = { … }` is a closure in a stored property.
    private mutating func forgetStoredProperty() {
        guard let (index, depth) = pending, depth == scopes.count, found[index].kind == .accessor else { return }
        pending = nil
    }

    private mutating func declare(at index: Int) {
        if case .brackets = scopes.last { return }
        guard let (kind, name) = keyword(at: index) else { return }
        let outer = scopes.compactMap { scope in if case .declaration(let outer) = scope { found[outer] } else { nil } }
        let modifiers = tokens[..<index].reversed().prefix {
            $0.line == tokens[index].line && !["{", "}", ";"].contains($0.text)
        }
        let isPrivate = modifiers.contains { ["private", "fileprivate"].contains($0.text) }
        // An alias has no body to wait for.
        pending = tokens[index].text == "typealias" ? nil : (found.count, scopes.count)
        found.append(
            Declaration(
                kind: kind, name: name, line: tokens[index].line, endLine: tokens[index].line,
                isPrivate: isPrivate || outer.contains { $0.isPrivate },
                isMember: outer.count == scopes.count && outer.allSatisfy { [.type, .extension].contains($0.kind) }))
    }

    /// What the word at `index` begins, if it is a keyword there and not a name.
    private func keyword(at index: Int) -> (Declaration.Kind, String)? {
        let token = tokens[index]
        guard token.kind == .word, index + 1 < tokens.count, index == 0 || tokens[index - 1].text != "." else {
            return nil
        }
        let next = tokens[index + 1]
        switch token.text {
        case "struct", "enum", "class", "actor", "protocol", "typealias":
            let isModifier = ["func", "var", "let", "subscript"].contains(next.text)
            return next.kind == .word && !isModifier ? (.type, plainName(next)) : nil
        case "extension": return next.kind == .word ? (.extension, plainName(next)) : nil
        case "func": return (.function, plainName(next))
        case "init": return ["(", "?", "<"].contains(next.text) ? (.function, "init") : nil
        case "deinit": return (.function, "deinit")
        case "subscript": return (.function, "subscript")
        case "var": return (.accessor, plainName(next))
        default: return nil
        }
    }

    private func plainName(_ token: Token) -> String { token.text.filter { $0 != "`" } }
}
