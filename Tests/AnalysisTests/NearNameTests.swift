import Testing

@testable import Analysis

@Suite struct NearNameTests {
    @Test(
        "what somebody may have meant comes first, and what is unlike not at all",
        arguments: [
            ("wbe", ["web", "db", "cart"], ["web"]),
            ("web", ["web-1", "web-2", "web-3", "web-4"], ["web-1", "web-2", "web-3"]),
            ("web-1", ["web", "web-12", "cart"], ["web", "web-12"]), ("shpo", ["shop", "ops"], ["shop"]),
            ("frontend", ["fronted", "the-frontend", "backend"], ["fronted", "the-frontend"]),
            ("a", ["b", "bc"], ["b"]),
            ("db", ["database", "db"], []), ("", ["web"], []),
        ])
    func near(_ wanted: String, _ names: [String], _ near: [String]) { #expect(NearName(wanted).among(names) == near) }
}
