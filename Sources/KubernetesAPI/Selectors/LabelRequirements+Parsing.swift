import JSON

extension LabelRequirements {
    /// All requirements, to the end.
    static func requirements(_ tokens: inout LabelTokens) throws(LabelSelectorError) -> [Requirement] {
        var result: [Requirement] = []
        if tokens.next == .end { return [] }
        guard beginsRequirement(tokens.next) else {
            throw fault(tokens.next, ", expected: !, identifier, or 'end of string'")
        }
        while true {
            do throws(LabelSelectorError) { result.append(try requirement(&tokens)) } catch {
                throw LabelSelectorError(words: "unable to parse requirement: \(error.words)")
            }
            let token = tokens.take()
            if token == .end { return result }
            guard token == .sign(",") else { throw fault(token, ", expected: ',' or 'end of string'") }
            guard beginsRequirement(tokens.next) else { throw fault(tokens.next, ", expected: identifier after ','") }
        }
    }

    private static func beginsRequirement(_ token: LabelTokens.Token) -> Bool {
        if case .word = token { true } else { token == .sign("!") }
    }

    private static func fault(_ token: LabelTokens.Token, _ expected: String) -> LabelSelectorError {
        LabelSelectorError(words: "found '\(token.text)'\(expected)")
    }

    private static func requirement(_ tokens: inout LabelTokens) throws(LabelSelectorError) -> Requirement {
        let isAbsent = tokens.next == .sign("!")
        if isAbsent { _ = tokens.take() }
        let key = try word(&tokens)
        try check(LabelSyntax.faults(ofKey: key), key, at: "<nil>")
        if tokens.next == .end || tokens.next == .sign(",") {
            return Requirement(key: key, test: isAbsent ? .isAbsent : .exists)
        }
        // An API server takes `!key=value` for `key=value`; here it is a mistake, and said to be one.
        guard !isAbsent else { throw fault(tokens.next, ", expected: ',' or 'end of string'") }
        return Requirement(key: key, test: try test(&tokens, key))
    }

    private static func test(_ tokens: inout LabelTokens, _ key: String) throws(LabelSelectorError) -> Test {
        let token = tokens.take()
        switch token {
        case .word("in"): return .isIn(try values(&tokens, key))
        case .word("notin"): return .isNotIn(try values(&tokens, key))
        case .sign("="), .sign("=="): return .isIn([try value(&tokens, key)])
        case .sign("!="): return .isNotIn([try value(&tokens, key)])
        case .sign(">"): return .isGreater(try bound(&tokens, key))
        case .sign("<"): return .isLess(try bound(&tokens, key))
        case .word, .sign, .unknown, .end: throw fault(token, ", expected: in, notin, =, ==, !=, gt, lt")
        }
    }

    private static func word(_ tokens: inout LabelTokens) throws(LabelSelectorError) -> String {
        let token = tokens.take()
        guard case .word(let word) = token else { throw fault(token, ", expected: identifier") }
        return word
    }

    private static func value(_ tokens: inout LabelTokens, _ key: String) throws(LabelSelectorError) -> String {
        if tokens.next == .end || tokens.next == .sign(",") { return "" }
        let value = try word(&tokens)
        try check(value, 0, key)
        return value
    }

    private static func bound(_ tokens: inout LabelTokens, _ key: String) throws(LabelSelectorError) -> Int64 {
        let value = try value(&tokens, key)
        guard let bound = Int64(value) else {
            try check(["for 'Gt', 'Lt' operators, the value must be an integer"], value, at: "values[0]")
            return 0
        }
        return bound
    }

    /// The values in brackets, any of which may be empty.
    private static func values(_ tokens: inout LabelTokens, _ key: String) throws(LabelSelectorError) -> Set<String> {
        let open = tokens.take()
        guard open == .sign("(") else { throw fault(open, " expected: '('") }
        var values: Set<String> = []
        while true {
            if case .word(let word) = tokens.next {
                values.insert(word)
                _ = tokens.take()
            } else {
                values.insert("")
            }
            let token = tokens.take()
            if token == .sign(")") { break }
            guard token == .sign(",") else { throw fault(token, ", expected: ',' or ')'") }
        }
        for (index, value) in values.sorted().enumerated() { try check(value, index, key) }
        return values
    }

    private static func check(_ value: String, _ index: Int, _ key: String) throws(LabelSelectorError) {
        try check(LabelSyntax.faults(ofValue: value), value, at: "values[\(index)][\(key)]")
    }

    private static func check(_ faults: [String], _ value: String, at place: String) throws(LabelSelectorError) {
        guard !faults.isEmpty else { return }
        let words = faults.joined(separator: "; ")
        throw LabelSelectorError(words: "\(place): Invalid value: \(JSONValue.string(value).text): \(words)")
    }
}
