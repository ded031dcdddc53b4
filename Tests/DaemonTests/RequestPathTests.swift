import TestSupport
import Testing

@testable import Daemon

@Suite struct RequestPathTests {
    private func path(_ text: String) throws(RequestRefusal) -> RequestPath { try RequestPath(Array(text.utf8)[...]) }

    @Test("escapes are undone after the parts were taken apart")
    func parts() throws {
        let target = try path("/explain%2Fx%20y?from=a%26b&to=%C3%A9=&verbose&&=1")
        #expect(target.path == "/explain/x y")
        #expect(target.query == [.init("from", "a&b"), .init("to", "é="), .init("verbose", ""), .init("", "1")])
        #expect(try path("http://localhost:1/x?y").path == "/x")
    }

    @Test(
        "what is no path is refused",
        arguments: [
            "", "?", "x", "*", "http://host", "http://host?x", "/%", "/%4", "/%4g", "/%ff", "/%0a", "/%00", "/?%7f",
        ])
    func refused(text: String) {
        #expect { try path(text) } throws: { ($0 as? RequestRefusal)?.status == 400 }
    }

    @Test("a text that was escaped reads back as it was")
    func escapes() throws {
        #expect(RequestPath.escaped("a/b c%é\u{9}", keeping: "/") == "a/b%20c%25%C3%A9%09")
        var random = SeededGenerator.forTest("escapes")
        for _ in 0..<rounds(200, long: 5000) {
            let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0x20...0x2FF, using: &random))
            }.filter { $0.value != 0x7F }
            let text = String(String.UnicodeScalarView(scalars))
            let read = try path("/" + RequestPath.escaped(text) + "?" + RequestPath.escaped(text) + "=1")
            #expect(read.path == "/" + text && (text.isEmpty || read.query.first?.name == text), "\(random)")
        }
    }
}
