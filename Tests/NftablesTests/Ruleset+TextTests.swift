import Nftables
import TestSupport
import Testing

@Suite struct RulesetTextTests {
    /// The text of ``Samples``, but for the rules of one chain, which ``RuleTextTests`` has.
    static let text = """
        table inet martlet {
        \tcomment "what the table is"
        \tcounter denied {
        \t\tpackets 0 bytes 0
        \t}

        \tcounter pod/shop/web-0/ingress {
        \t\tpackets 0 bytes 0
        \t}

        \tset every {
        \t\ttype ipv4_addr
        \t\tflags interval
        \t\telements = { 0.0.0.0/0 }
        \t}

        \tset every6 {
        \t\ttype ipv6_addr
        \t\tflags interval
        \t\telements = { ::/0 }
        \t}

        \tset hosts {
        \t\ttype ipv4_addr
        \t\tcomment "some hosts"
        \t\telements = { 10.0.0.1, 10.0.0.2,
        \t\t\t     10.0.0.3 }
        \t}

        \tset hosts6 {
        \t\ttype ipv6_addr
        \t\telements = { fd00::1,
        \t\t\t     fd00::2 }
        \t}

        \tset links {
        \t\ttype ifname
        \t\telements = { "eth0",
        \t\t\t     "eth1" }
        \t}

        \tset nets {
        \t\ttype ipv4_addr
        \t\tflags interval
        \t\telements = { 10.0.0.0-11.0.0.2, 192.168.0.1 }
        \t}

        \tset nets6 {
        \t\ttype ipv6_addr
        \t\tflags interval
        \t\telements = { ::-::2,
        \t\t\t     fd00::/8 }
        \t}

        \tset nothing {
        \t\ttype ipv4_addr
        \t\tcomment "empty"
        \t}

        \tset port-ranges {
        \t\ttype ipv6_addr . inet_proto . inet_service
        \t\tflags interval
        \t\telements = { fd00::1-fd00::7 . tcp . 80,
        \t\t\t     fd01::/64 . udp . 1-9 }
        \t}

        \tset ports {
        \t\ttype ipv4_addr . inet_proto . inet_service
        \t\telements = { 10.0.0.1 . tcp . 80,
        \t\t\t     10.0.0.1 . 253 . 7,
        \t\t\t     10.0.0.2 . udp . 53 }
        \t}

        \tset protocols {
        \t\ttype inet_proto
        \t\telements = { icmp, tcp, udp, ipv6-icmp, sctp,
        \t\t\t     253 }
        \t}

        \tset service-ranges {
        \t\ttype inet_service
        \t\tflags interval
        \t\telements = { 0-65535 }
        \t}

        \tset services {
        \t\ttype inet_service
        \t\telements = { 0, 1, 80, 443, 8080,
        \t\t\t     65535 }
        \t}

        \tmap no-pods {
        \t\ttype ipv6_addr : verdict
        \t}

        \tmap pod-ports {
        \t\ttype ipv4_addr . inet_service : verdict
        \t\tflags interval
        \t\telements = { 10.0.0.0/24 . 1-5 : jump leaf }
        \t}

        \tmap pods {
        \t\ttype ipv4_addr : verdict
        \t\tcomment "where pods go"
        \t\telements = { 10.0.0.1 : jump leaf, 10.0.0.2 : drop,
        \t\t\t     10.0.0.3 : accept, 10.0.0.4 : goto leaf,
        \t\t\t     10.0.0.5 : return, 10.0.0.6 : continue }
        \t}

        \tchain empty {
        \t}

        \tchain forms {
        \t}

        \tchain leaf {
        \t\tcomment "what the chain is"
        \t\tcounter packets 0 bytes 0
        \t}

        \tchain after {
        \t\ttype filter hook forward priority filter + 1; policy drop;
        \t\tjump forms
        \t}

        \tchain before {
        \t\tcomment "with a hook"
        \t\ttype filter hook forward priority filter - 1; policy accept;
        \t\tjump leaf
        \t}

        \tchain nat {
        \t\ttype nat hook postrouting priority srcnat; policy accept;
        \t}
        }

        """

    @Test("is sorted, hooks last, elements in the columns of nft")
    func goldenText() {
        var ruleset = Samples.everything
        ruleset.chains["forms"]?.rules = []
        #expect(difference(ruleset.text, Self.text) == nil)
    }

    @Test("nft lists what it was given, byte for byte", .requiresKernel)
    func listsAsWritten() throws {
        let text = Samples.everything.text
        #expect(Samples.everything.problems == [])
        let listing = try Nft.listing(ofText: text)
        #expect(difference(withSortedConcatenations(listing), withSortedConcatenations(text)) == nil)
    }

    @Test("an empty table is a table", .requiresKernel)
    func empty() throws {
        #expect(Ruleset(table: "t").text == "table inet t {\n}\n")
        #expect(try Nft.listing(ofText: Ruleset(table: "t").text, table: "t") == "table inet t {\n}\n")
        let commented = Ruleset(table: "t", comment: "why")
        #expect(commented.text == "table inet t {\n\tcomment \"why\"\n}\n")
        #expect(try Nft.listing(ofText: commented.text, table: "t") == commented.text)
    }
}
