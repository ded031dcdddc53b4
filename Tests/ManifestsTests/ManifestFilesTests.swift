import Manifests
import Testing

@Suite struct ManifestFilesTests {
    /// A directory that is too deep, or cannot be read.
    private struct Trouble: Error, Equatable {
        let path: String
    }

    /// Directories by path; what is named in them and is none is a file.
    private func walk(_ root: String, _ directories: [String: [String]]) throws(Trouble) -> [String]? {
        try ManifestFiles.below(root) { (path) throws(Trouble) in
            if path.hasSuffix("/closed") { throw Trouble(path: path) }
            return directories[path]
        } tooDeep: {
            Trouble(path: $0)
        }
    }

    @Test("files of manifests are found at any depth, in order; hidden ones and others are not")
    func files() throws {
        let found = try walk(
            "/m",
            [
                "/m": [".git", ".x.yaml", "README", "a.yaml", "b", "c.json"], "/m/b": ["d.yml", "e"],
                "/m/b/e": ["f.yaml", "g.yaml~"], "/m/.git": ["h.yaml"],
            ])
        #expect(found == ["/m/a.yaml", "/m/b/d.yml", "/m/b/e/f.yaml", "/m/c.json"])
        #expect(try walk("/m/", ["/m/": ["a.yaml"]]) == ["/m/a.yaml"])
        #expect(try walk("/none", [:]) == nil)
    }

    @Test("a directory that is called like a file is a directory")
    func called() throws {
        #expect(try walk("/m", ["/m": ["a.yaml"], "/m/a.yaml": ["b.yaml", "c"]]) == ["/m/a.yaml/b.yaml"])
    }

    @Test("a circle of links ends with a word, and what cannot be read is not passed over")
    func troubles() {
        var circle: [String: [String]] = [:]
        for depth in 0..<40 { circle["/m" + String(repeating: "/up", count: depth)] = ["up"] }
        let end = "/m" + String(repeating: "/up", count: 32)
        #expect(throws: Trouble(path: end)) { try walk("/m", circle) }
        #expect(throws: Trouble(path: "/m/closed")) { try walk("/m", ["/m": ["a.yaml", "closed"]]) }
    }
}
