import Testing

@testable import ServerAccess

@Suite struct BearerTokenTests {
    @Test(
        "space around a token is no part of it", arguments: ["a.b-c_~+/=", "\n a.b-c_~+/=\r\n", "\ta.b-c_~+/=\u{b} "])
    func trimmed(text: String) throws {
        #expect(try BearerToken.secret(Array(text.utf8), at: .everything).text == "a.b-c_~+/=")
    }

    @Test("nothing is no token", arguments: ["", " \n\t"])
    func empty(text: String) {
        #expect(
            failure { () throws(AccessError) in try BearerToken.secret(Array(text.utf8), at: .file("/t")) }
                == "/t: there is no token in it: have one issued, or name another file")
    }

    @Test("what would begin another header is no token", arguments: ["a\r\nX: y", "a b", "a\u{0}b", "é", "a\u{7f}"])
    func headers(text: String) {
        #expect(
            failure { () throws(AccessError) in try BearerToken.secret(Array(text.utf8), at: .file("/t")) }
                == "/t: the token holds characters that no header can carry: see whether the file is the right one")
    }
}
