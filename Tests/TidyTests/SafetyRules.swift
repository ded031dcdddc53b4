/// What the sources may not do, and the pure ones still less.
enum SafetyRules {
    /// The targets without clock, random, log, input or output.
    static let pureTargets = [
        "Addresses", "JSON", "Nftables", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "YAML",
        "Analysis", "Manifests", "Protobuf", "KubernetesAPI", "Pictures", "Benchmarks",
    ]

    private static let impureWords = [
        "async", "await", "Task", "Date", "Clock", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator",
    ]
    private static let impureCalls = [
        "random", "randomElement", "shuffle", "shuffled", "print", "debugPrint", "readLine", "sleep",
    ]
    private static let impureModules = ["Glibc", "Dispatch", "Synchronization"]

    /// Clocks, random numbers, tasks, printing and system modules in a pure target.
    static func impurities(_ tree: SourceTree) -> [Finding] {
        tree.sources.filter { pureTargets.contains($0.sourceTarget ?? "") }.flatMap { file in
            imports(in: file).filter { impureModules.contains($0.module) || isFoundation($0.module) }.map {
                Finding(path: file.path, line: $0.line, what: "a pure target imports \($0.module)")
            }
                + impureTokens(file).map {
                    Finding(path: file.path, line: $0.line, what: "a pure target says \($0.text)")
                }
        }
    }

    /// Foundation in any of its forms, anywhere below Sources.
    static func foundation(_ tree: SourceTree) -> [Finding] {
        tree.sources.flatMap { file in
            imports(in: file).filter { isFoundation($0.module) }.map {
                Finding(path: file.path, line: $0.line, what: "imports \($0.module)")
            }
        }
    }

    /// XCTest, which scripts/test does not run.
    static func otherTestLibraries(_ tree: SourceTree) -> [Finding] {
        tree.swift.flatMap { file in
            imports(in: file).filter { $0.module == "XCTest" }.map {
                Finding(path: file.path, line: $0.line, what: "imports XCTest: tests are written with Swift Testing")
            }
        }
    }

    /// What an initializer lets go of in the same words as its `deinit`: where all properties are set, `deinit` runs
    /// also when the initializer throws, so a descriptor would be closed twice, the second time somebody else's.
    static func doubleReleases(_ tree: SourceTree) -> [Finding] {
        tree.swift.filter { $0.tokens.contains { $0.text == "deinit" } }.flatMap { file in
            let all = declarations(in: file.tokens)
            let released = all.filter { $0.name == "deinit" }.flatMap { calls(in: $0, file) }.map(\.words)
            return all.filter { $0.name == "init" }.flatMap { calls(in: $0, file) }.filter {
                released.contains($0.words)
            }.map { Finding(path: file.path, line: $0.line, what: "\($0.words): deinit does that too") }
        }
    }

    /// The calls `f(x)` of functions that are nobody's, between the lines of a declaration.
    private static func calls(in declaration: Declaration, _ file: SourceFile) -> [(words: String, line: Int)] {
        let tokens = file.tokens.filter { (declaration.line...declaration.endLine).contains($0.line) }
        return tokens.indices.dropLast(3).compactMap { index in
            let (call, open, value, end) = (tokens[index], tokens[index + 1], tokens[index + 2], tokens[index + 3])
            guard call.kind == .word, value.kind == .word, open.text == "(", end.text == ")" else { return nil }
            if index > 0, tokens[index - 1].text == "." { return nil }
            return ("\(call.text)(\(value.text))", call.line)
        }
    }

    /// `try!`, anywhere below Sources.
    static func forcedTries(_ tree: SourceTree) -> [Finding] {
        exclamations(tree) { $0 == "try" }.map { Finding(path: $0.path, line: $0.line, what: "try!") }
    }

    /// `x!`, `as!` and the type `X!`, anywhere below Sources.
    static func forcedUnwraps(_ tree: SourceTree) -> [Finding] {
        exclamations(tree) { $0 != "try" }
    }

    private static func exclamations(_ tree: SourceTree, _ isWanted: (String) -> Bool) -> [Finding] {
        tree.sources.flatMap { file in
            file.tokens.indices.filter { isForcing(file.tokens, $0) && isWanted(file.tokens[$0 - 1].text) }.map {
                Finding(path: file.path, line: file.tokens[$0].line, what: "\(file.tokens[$0 - 1].text)!")
            }
        }
    }

    /// An exclamation mark behind what it forces, as opposed to `!x`, `x != y` and `x!==y`.
    private static func isForcing(_ tokens: [Token], _ index: Int) -> Bool {
        guard tokens[index].kind == .mark, tokens[index].text == "!", tokens[index].isAdjacent, index > 0 else {
            return false
        }
        let before = tokens[index - 1]
        let isComparison = index + 1 < tokens.count && tokens[index + 1].isAdjacent && tokens[index + 1].text == "="
        return !isComparison && (before.kind != .mark || [")", "]", "}", ">", "?"].contains(before.text))
    }

    private static func impureTokens(_ file: SourceFile) -> [Token] {
        let tokens = file.tokens
        return tokens.indices.filter { index in
            guard tokens[index].kind == .word else { return false }
            if impureWords.contains(tokens[index].text) { return true }
            let isDeclared = index > 0 && tokens[index - 1].text == "func"
            let isCalled = index + 1 < tokens.count && ["(", "{"].contains(tokens[index + 1].text)
            return impureCalls.contains(tokens[index].text) && isCalled && !isDeclared
        }.map { tokens[$0] }
    }

    private static func isFoundation(_ module: String) -> Bool { module.hasPrefix("Foundation") }
}
