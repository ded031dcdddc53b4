import Testing

@testable import HTTPServer

@Suite struct RequestTargetTests {
    @Test(
        "A target is taken apart into its path and its decoded query",
        arguments: [
            ("/", "/", []),
            ("/a?", "/a", []),
            ("/a%2Fb?x=1", "/a%2Fb", ["x=1"]),
            ("/a?x=1&x=2&y", "/a", ["x=1", "x=2", "y="]),
            ("/a?q=a%3Db%2C+c&&r=%C3%A4?=", "/a", ["q=a=b, c", "r=ä?="]),
        ] as [(String, String, [String])])
    func parts(target: String, path: String, query: [String]) throws {
        let parts = try #require(RequestTarget(target))
        #expect(parts.path == path)
        #expect(parts.query.map { "\($0.name)=\($0.value)" } == query)
    }

    @Test(
        "A target that is no plain path, or has a broken query, is none",
        arguments: [
            "", "*", "a", "http://host/a", "//\u{e4}", "/a#b", "/a b", "/a\u{7f}", "/a?x=%", "/a?x=%4", "/a?x=%zz",
            "/a?%ff=1", "/a?x=%C3",
        ])
    func broken(target: String) {
        #expect(RequestTarget(target) == nil)
    }

    @Test(
        "A path has its parts decoded",
        arguments: [
            ("/", []), ("/api", ["api"]), ("/api/", ["api"]), ("/a/b%20c/d+e", ["a", "b c", "d+e"]),
            ("/%C3%A4/...", ["ä", "..."]), ("/%252e", ["%2e"]),
        ] as [(String, [String])])
    func segments(path: String, segments: [String]) {
        #expect(RequestTarget.segments(of: path) == segments)
    }

    @Test(
        "A path that plays tricks has no parts",
        arguments: [
            "", "a", "//", "/a//b", "//a", "/a//", "/.", "/..", "/a/../b", "/%2e%2e/b", "/a/%2E", "/a%2fb", "/a%2Fb",
            "/%", "/%1", "/%gg", "/%00", "/a%0a", "/%7f", "/%ff", "/%c0%ae",
        ])
    func tricks(path: String) {
        #expect(RequestTarget.segments(of: path) == nil)
    }
}
