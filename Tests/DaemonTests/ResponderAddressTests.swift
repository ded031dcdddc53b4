import Testing

@testable import Daemon

@Suite struct ResponderAddressTests {
    @Test(
        "addresses are read, and written as they are read",
        arguments: [
            ("127.0.0.1:9976", ResponderAddress.network(address: "127.0.0.1", port: 9976)),
            ("[::1]:0", .network(address: "::1", port: 0)), ("unix:/run/x.sock", .local("/run/x.sock")),
            ("unix:@x", .local("@x")),
        ])
    func read(text: String, address: ResponderAddress) throws {
        #expect(try ResponderAddress(text) == address)
        #expect(address.description == text)
    }

    @Test(
        "what names no address is refused",
        arguments: [
            "", ":9976", "9976", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+1", "127.0.0.1:x", "::1:80",
            "[::1]", "[127.0.0.1]:80", "[]:80", "localhost:80", "1.2.3:80", "unix:", "unix:x", "unix:@",
        ])
    func refused(text: String) {
        #expect {
            try ResponderAddress(text)
        } throws: {
            if case .unusableAddress(text, _)? = $0 as? DaemonError { true } else { false }
        }
    }
}
