/// Who may import whom: Package.swift, ARCHITECTURE.md and the sources have to agree.
enum ArrowRules {
    /// What comes with the toolchain and is no arrow.
    static let toolchainModules = ["Swift", "Glibc", "Synchronization"]

    /// Imports that Package.swift or the table of arrows does not allow.
    static func imports(_ tree: SourceTree) -> [Finding] {
        let targets = targets(tree)
        let rows = rows(tree)
        return tree.sources.flatMap { file -> [Finding] in
            let name = file.sourceTarget ?? ""
            let inPackage = targets.first { $0.name == name }?.dependencies ?? []
            let inTable = rows.first { $0.targets.contains(name) }.map { $0.mayImport } ?? []
            return TidyTests.imports(in: file).filter { !toolchainModules.contains($0.module) }.flatMap { entry in
                let what = "\(name) imports \(entry.module), which"
                let forbidders =
                    (inPackage.contains(entry.module) ? [] : ["Package.swift"])
                    + (inTable?.contains(entry.module) ?? true ? [] : ["ARCHITECTURE.md"])
                return forbidders.map {
                    Finding(path: file.path, line: entry.line, what: "\(what) \($0) does not allow")
                }
            }
        }
    }

    /// Targets whose row in ARCHITECTURE.md is missing or says something else than Package.swift.
    static func agreement(_ tree: SourceTree) -> [Finding] {
        let rows = rows(tree)
        return targets(tree).filter { $0.isSwiftSource }.compactMap { target in
            guard let row = rows.first(where: { $0.targets.contains(target.name) }) else {
                return Finding(
                    path: "ARCHITECTURE.md", line: 1, what: "no row in the table of arrows for `\(target.name)`")
            }
            guard let allowed = row.mayImport, allowed.sorted() != target.dependencies.sorted() else { return nil }
            let what =
                "`\(target.name)` may import \(spoken(allowed)), but \(spoken(target.dependencies)) in Package.swift"
            return Finding(path: "ARCHITECTURE.md", line: row.line, what: what)
        }
    }

    /// Rows about targets that Package.swift does not have.
    static func deadRows(_ tree: SourceTree) -> [Finding] {
        let known = targets(tree).map { $0.name }
        return rows(tree).flatMap { row in
            (row.targets + (row.mayImport ?? [])).filter { !known.contains($0) }.map {
                Finding(path: "ARCHITECTURE.md", line: row.line, what: "Package.swift has no target `\($0)`")
            }
        }
    }

    private static func targets(_ tree: SourceTree) -> [PackageTarget] {
        tree.file("Package.swift").map(packageTargets) ?? []
    }

    private static func rows(_ tree: SourceTree) -> [ArrowRow] {
        tree.file("ARCHITECTURE.md").map(arrowRows) ?? []
    }

    private static func spoken(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.sorted().joined(separator: ", ")
    }
}
