import Testing

@Suite struct SourceTreeTests {
    @Test("the rules see this repository")
    func seesOurs() {
        let paths = SourceTree.ours.files.map(\.path)
        for path in ["Package.swift", "scripts/test", ".ci/run", "Tests/TidyTests/SourceTreeTests.swift"] {
            #expect(paths.contains(path))
        }
        #expect(paths == paths.sorted())
        #expect(!paths.contains { $0.hasPrefix(".build/") || $0.hasPrefix(".git/") })
        #expect(SourceTree.ours.sources.contains { $0.sourceTarget == "Nftables" })
    }

    @Test("knows the target and the stem of a file")
    func places() {
        #expect(SourceFile(path: "Sources/A/B/X+Y.swift", text: "").sourceTarget == "A")
        #expect(SourceFile(path: "Sources/A/B/X+Y.swift", text: "").stem == "X+Y")
        #expect(SourceFile(path: "Tests/A/X.swift", text: "").sourceTarget == nil)
    }
}
