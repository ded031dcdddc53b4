import TestSupport
import Testing

@testable import ServerAccess

@Suite struct ServerAccessFuzzTests {
    /// Each is found in a message as it is, in its bytes, or in base64.
    private static let secrets = ["s3cretTokenValue", "p4ssw0rdValue", "k3yBodyValue"]
    private static let keyed = pem("PRIVATE KEY", "k3yBodyValue")
    private static let seeds = [
        kubeconfig(
            cluster: "server: \"https://u:p4ssw0rdValue@a:1/x\", certificate-authority-data: \(base64(certificate))"),
        kubeconfig(user: "token: \"s3cretTokenValue\", tokenFile: t"),
        kubeconfig(user: "username: u, password: 'p4ssw0rdValue'"),
        kubeconfig(
            cluster: "server: \"https://a\", insecure-skip-tls-verify: true, extensions: []",
            user: "client-certificate-data: \(base64(certificate)), client-key-data: \(base64(keyed))"
        ),
        """
        {"current-context": "x", "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}],
        "clusters": [{"name": "c", "cluster": {"server": "https://a", "certificate-authority": "ca"}}],
        "users": [{"name": "u", "user": {"token": "s3cretTokenValue"}}]}
        """,
        """
        current-context: x
        contexts:
        - context:
            cluster: c
            user: u
          name: x
        clusters:
        - cluster:
            server: https://10.0.0.1:6443
          name: c
        users:
        - name: u
          user:
            token: s3cretTokenValue

        """,
    ]
    private static let pieces =
        [
            "*", "&", "!", "!!int ", "!!binary ", "|", ">", "'", "\"", "{", "}", "[", "]", ",", ": ", "- ", "? ",
            "<<: ",
            "#", "\t", "\n", "\n---\n", "...\n", "\\", "\\n", "null", "true", "1", "=", "@", "%", "é", "\u{202e}", "--",
            "exec: {}, ", "as: a, ", "users: ", "name: ", "user: ", "\n  ",
        ].map { Array($0.utf8) } + [[0x00], [0x80], [0xff], [0x1b, 0x5b]]

    @Test("Fuzz: whatever a kubeconfig says, it is read or refused in one line that holds no secret")
    func fuzz() {
        var generator = SeededGenerator.forTest("server access fuzz")
        var counts = (read: 0, refused: 0)
        for _ in 0..<rounds(3_000, long: 12_000) {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].utf8)
            for _ in 0..<Int.random(in: 0...4, using: &generator) { Self.mutate(&bytes, &generator) }
            var host = MemoryHost()
            host.files["/c"] = .success(bytes)
            let said: String
            do throws(AccessError) {
                let access = try ServerAccess(AccessOptions(kubeconfig: "/c"), on: host)
                counts.read += 1
                said = "\(access) \(access.warnings)"
            } catch {
                counts.refused += 1
                said = error.description
                #expect(said.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, "\(generator)")
            }
            let leaks = Self.secrets.flatMap { Self.marks(of: $0) }.filter { said.contains($0) }
            #expect(leaks == [], "\(said) of \(String(decoding: bytes, as: UTF8.self)); \(generator)")
        }
        #expect(counts.read > 500 && counts.refused > 500, "too few of one kind: \(counts); \(generator)")
    }

    /// A middle part of a secret, which survives a change at its ends, as a text and as numbers.
    private static func marks(of secret: String) -> [String] {
        let middle = Array(secret.utf8).dropFirst(4).dropLast(4)
        return [String(decoding: middle, as: UTF8.self), middle.map(String.init).joined(separator: ", ")]
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...4, using: &generator))
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        switch Int.random(in: 0..<5, using: &generator) {
        case 0, 1: bytes.insert(contentsOf: piece, at: place)
        case 2: bytes.replaceSubrange(place..<end, with: piece)
        case 3: bytes.removeSubrange(place..<end)
        default: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        }
    }
}
