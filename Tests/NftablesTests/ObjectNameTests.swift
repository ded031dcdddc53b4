import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct ObjectNameTests {
    @Test(
        "a name of plain parts is those parts",
        arguments: [
            (["pod", "shop", "web-0", "ingress"], "pod/shop/web-0/ingress"), (["egress"], "egress"),
            (["a", "b.c_d-e"], "a/b.c_d-e"), (["a", ""], "a/"),
        ])
    func plain(parts: [String], name: String) {
        #expect(ObjectName.of(parts) == name)
        #expect(ObjectName.isValid(name))
    }

    static let hostile: [[String]] = [
        ["pod", "a/b"], ["pod", "a", "b/"], ["pod", "a\"; drop"], ["pod", "line\nbreak"], ["pod", "nul\0"],
        ["pod", "é"], ["pod", "\u{202e}x"], ["pod", "日本"], ["pod", String(repeating: "x", count: 253)],
        ["pod", String(repeating: "x", count: 63), String(repeating: "y", count: 253), "egress"],
        ["pod", String(repeating: "é", count: 200)], ["pod", "a b"], ["pod", "{"], ["pod", "@x"], ["pod", "*"],
    ]

    @Test("any other name ends in a hash, is short enough, and nft takes it", arguments: hostile)
    func hashed(parts: [String]) {
        let name = ObjectName.of(parts)
        #expect(name.hasSuffix("-\(ObjectName.hash(parts))"))
        #expect(name.hasPrefix("pod/"))
        #expect(name.utf8.count <= 200)
        #expect(ObjectName.isValid(name))
    }

    @Test("a name of 200 bytes is used as it is, one of 201 is not")
    func limit() {
        let fits = "p/" + String(repeating: "x", count: 198)
        #expect(ObjectName.of(["p", String(repeating: "x", count: 198)]) == fits)
        #expect(ObjectName.of(["p", String(repeating: "x", count: 199)]) != fits + "x")
    }

    @Test("a hash tells parts apart that look alike when joined")
    func hashes() {
        let lists = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["a/b", "c"], ["a", "b/c"], []]
        #expect(Set(lists.map { ObjectName.hash($0) }).count == lists.count)
        #expect(ObjectName.hash([]) == "e3b0c44298fc1c149afbf4c8996fb924")
        #expect(ObjectName.hash(["abc"]).count == 32)
    }

    @Test("other parts have another name")
    func isInjective() {
        var random = SeededGenerator.forTest("object names")
        let alphabet: [String] = ["a", "b", "A", "-", "_", ".", "/", "é", "e\u{301}", "0", "\"", ""]
        var parts: [String: [String]] = [:]
        for _ in 0..<20_000 {
            let list =
                ["pod"]
                + (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    (0..<Int.random(in: 0...4, using: &random))
                        .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
                }
            let name = ObjectName.of(list)
            let other = parts.updateValue(list, forKey: name)
            #expect(other == nil || isSame(other ?? [], list), "\(list) and \(other ?? []) are \(name), \(random)")
        }
        #expect(parts.count > 1000)
    }

    /// Equal bytes: `é` and `e` with an accent are equal strings and other names.
    private func isSame(_ left: [String], _ right: [String]) -> Bool {
        left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }

    @Test(
        "nft would not take it",
        arguments: [
            "", "1a", "-a", "_a", ".a", "/a", "a b", "a\"", "a\n", "a;", "a{", "é", "aé", "a*", "a@", "a\\",
            String(repeating: "a", count: 256), "all", "drop", "accept", "ip", "tcp", "set", "jump", "ll", "nh", "th",
        ])
    func invalid(name: String) {
        #expect(!ObjectName.isValid(name))
    }

    @Test("a name that we call valid is taken and listed, as that of anything", .requiresKernel)
    func taken() throws {
        var names = Self.hostile.map { ObjectName.of($0) } + ["a", "Z", "a/b", "a//b", "a.", "a-", "a_", "a9"]
        names += ["a/", "a.b/c-d_e", "allow", "All", "dropped", "ip4", "x-all", "pod/all", "l", "n", "lll"]
        names.append(String(repeating: "a", count: 255))
        #expect(names.allSatisfy { ObjectName.isValid($0) })
        let layout = KeyLayout(.port)
        var ruleset = Ruleset()
        for name in names {
            ruleset.chains[name] = Chain()
            ruleset.counters.insert(name)
            if name.utf8.count < 255 {
                ruleset.sets[name] = NamedSet(Elements(layout))
                ruleset.maps["m" + name] = VerdictMap(layout, [Element(.port(1), layout: layout): .goto(name)])
            }
        }
        ruleset.chains["user"] = Chain(
            names.map { Rule(.namedCounter($0), .verdict(.jump($0))) }
                + ruleset.sets.keys.sorted().map { Rule(.match(.destinationPort(.tcp), in: $0)) })
        #expect(ruleset.problems == [])
        let listing = try Nft.listing(ofText: ruleset.text)
        #expect(difference(listing, ruleset.text) == nil)
    }

    @Test("a name that we call invalid is refused somewhere", .requiresKernel)
    func refused() throws {
        for name in ["1a", "-a", "a b", "a;", "a{", "é", "a@", "all", "drop", "tcp", "ll", "nh", "th"] {
            let text = """
                table inet t {
                    set \(name) { type inet_service; }
                    chain c { tcp dport @\(name) jump \(name); }
                    chain \(name) { }
                }
                """
            #expect(try !Nft.takes(text), "\(name)")
        }
    }
}
