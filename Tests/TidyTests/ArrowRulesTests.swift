import Testing

@Suite struct ArrowRulesTests {
    private let manifest = """
        let package = Package(
            name: "p", products: [.library(name: "A", targets: ["A"])],
            targets: [
                .target(name: "A"), // .target(name: "Z")
                .target(
                    name: "B", dependencies: ["A", "C"],
                    swiftSettings: strict),
                .systemLibrary(name: "C", pkgConfig: "c"),
                .executableTarget(name: "tool", dependencies: ["A", "B"]),
                .target(name: "Help", dependencies: ["B"], path: "Tests/Help"),
                .testTarget(name: "ATests", dependencies: ["A"]),
            ])
        """
    private let table = """
        | other | table |
        |---|---|
        | `A` | `B` |

        | target | one line | may import |
        |---|:-:|---|
        | `A` | words, with \\`marks\\` | – |
        | `B` (+ `C`) | words | `A`, C |
        | `tool` | words | what it wires |

        | `A` | no row any more | `B` |
        """

    private func tree(_ sources: [String: String] = [:], manifest: String? = nil, table: String? = nil) -> SourceTree {
        let fixed = ["Package.swift": manifest ?? self.manifest, "ARCHITECTURE.md": table ?? self.table]
        return SourceTree(fixed.merging(sources) { $1 })
    }

    @Test("sources import what Package.swift and ARCHITECTURE.md allow, and nothing else")
    func imports() {
        hold("arrows", ArrowRules.imports(.ours))
        let planted = tree([
            "Sources/A/X.swift": "import Glibc\nprivate import B",
            "Sources/B/X.swift": "public import A\nimport C\nimport struct D.T",
            "Sources/tool/main.swift": "import A\nimport C",
        ])
        #expect(
            ArrowRules.imports(planted).map(\.description) == [
                "Sources/A/X.swift:2: A imports B, which Package.swift does not allow",
                "Sources/A/X.swift:2: A imports B, which ARCHITECTURE.md does not allow",
                "Sources/B/X.swift:3: B imports D, which Package.swift does not allow",
                "Sources/B/X.swift:3: B imports D, which ARCHITECTURE.md does not allow",
                "Sources/tool/main.swift:2: tool imports C, which Package.swift does not allow",
            ])
    }

    @Test("the arrows of ARCHITECTURE.md are those of Package.swift")
    func agreement() {
        hold("arrows", ArrowRules.agreement(.ours))
        #expect(ArrowRules.agreement(tree()) == [])
        let other = table.replacing("`A`, C", with: "`A`").replacing("| `tool`", with: "| `hammer`")
        #expect(
            ArrowRules.agreement(tree(table: other)).map(\.description) == [
                "ARCHITECTURE.md:8: `B` may import A, but A, C in Package.swift",
                "ARCHITECTURE.md:1: no row in the table of arrows for `tool`",
            ])
        #expect(ArrowRules.agreement(tree(table: "nothing")).count == 3)
    }

    @Test("the table of arrows speaks only of targets there are")
    func deadRows() {
        hold("arrows", ArrowRules.deadRows(.ours))
        let other = table.replacing("| `tool`", with: "| `hammer`").replacing("`A`, C", with: "`A`, D")
        #expect(
            ArrowRules.deadRows(tree(table: other)).map(\.description) == [
                "ARCHITECTURE.md:8: Package.swift has no target `D`",
                "ARCHITECTURE.md:9: Package.swift has no target `hammer`",
            ])
    }

    @Test("the reader of Package.swift finds every target with its arrows")
    func readsManifest() {
        let targets = packageTargets(in: SourceFile(path: "Package.swift", text: manifest))
        #expect(targets.map(\.name) == ["A", "B", "C", "tool", "Help", "ATests"])
        #expect(targets.filter(\.isSwiftSource).map(\.name) == ["A", "B", "tool"])
        #expect(targets.map(\.dependencies) == [[], ["A", "C"], [], ["A", "B"], ["B"], ["A"]])
    }
}
