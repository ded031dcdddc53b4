import TestSupport
import Testing

@testable import Nftables

@Suite struct SHA256Tests {
    /// The examples of FIPS 180-4, and the empty message.
    static let examples: [(String, String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ]

    @Test("is that of the standard's examples", arguments: examples)
    func standard(message: String, digest: String) {
        #expect(hexadecimal(SHA256.digest(of: Array(message.utf8))) == digest)
    }

    @Test("of a million letters is that of the standard's last example", .long)
    func long() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            hexadecimal(SHA256.digest(of: message))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("is that of sha256sum at every length from 0 to 200")
    func agrees() throws {
        var random = SeededGenerator.forTest("sha256")
        for count in 0...200 {
            let message = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let sum = try Command.run(["sha256sum"], input: message)
            #expect(sum.output.prefix(64) == hexadecimal(SHA256.digest(of: message)), "\(count) bytes, \(random)")
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
