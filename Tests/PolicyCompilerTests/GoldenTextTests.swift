import Addresses
import KubernetesModel
import Nftables
import Testing

/// The whole text of one node's table.
@Suite struct GoldenTextTests {
    @Test("a small dual-stack node compiles to this text")
    func goldenText() {
        #expect(Self.site.rules.ruleset.problems == [])
        #expect(Self.site.rules.ruleset.text == Self.text)
    }

    /// Blocks with excepts, a port name in each direction, several ports, a whole protocol and everyone.
    private static let site = Site(
        policy(
            "web-in", .app("web"),
            ingress: [
                PolicyRule(
                    [.own("cart"), block("192.0.2.0/24", except: "192.0.2.64/26"), block("fd00:9::/64")],
                    ports: [PolicyPort(.tcp, .named("http"))])
            ]),
        policy(
            "db-in", .app("db"),
            ingress: [PolicyRule([.all(in: .team("blue"))], ports: [port(.tcp, 5432), port(.tcp, 8000)])]),
        policy(
            "cart-out", .app("cart"),
            egress: [
                PolicyRule([.all(in: .team("blue"))], ports: [PolicyPort(.tcp, .named("metrics"))]),
                PolicyRule(ports: [port(.udp, 53)]), PolicyRule([block("203.0.113.0/24")]),
            ]))

    private static let text = """
        table inet martlet {
        \tcomment "NetworkPolicies of this node, written by martlet"
        \tcounter denied/shop/cart/egress {
        \t\tpackets 0 bytes 0
        \t}

        \tcounter denied/shop/db/ingress {
        \t\tpackets 0 bytes 0
        \t}

        \tcounter denied/shop/web/ingress {
        \t\tpackets 0 bytes 0
        \t}

        \tset cidrs/019381b5692902adccab3dcec87cb486/ipv4 {
        \t\ttype ipv4_addr
        \t\tflags interval
        \t\tcomment "192.0.2.0/26, 192.0.2.128/25"
        \t\telements = { 192.0.2.0/26, 192.0.2.128/25 }
        \t}

        \tset egress-isolated-ipv4 {
        \t\ttype ipv4_addr
        \t\tcomment "isolated pods: what their chain did not accept is dropped"
        \t\telements = { 10.1.0.3 }
        \t}

        \tset egress-isolated-ipv6 {
        \t\ttype ipv6_addr
        \t\tcomment "isolated pods: what their chain did not accept is dropped"
        \t\telements = { fd00:1::3 }
        \t}

        \tset ingress-isolated-ipv4 {
        \t\ttype ipv4_addr
        \t\tcomment "isolated pods: what their chain did not accept is dropped"
        \t\telements = { 10.1.0.1, 10.1.0.2 }
        \t}

        \tset ingress-isolated-ipv6 {
        \t\ttype ipv6_addr
        \t\tcomment "isolated pods: what their chain did not accept is dropped"
        \t\telements = { fd00:1::1 }
        \t}

        \tset peers/69943361168b322ed9ad765a311aade9/ipv4 {
        \t\ttype ipv4_addr
        \t\tcomment "all pods in namespaces team=blue"
        \t\telements = { 10.1.0.4, 10.2.0.1 }
        \t}

        \tset peers/69943361168b322ed9ad765a311aade9/ipv6 {
        \t\ttype ipv6_addr
        \t\tcomment "all pods in namespaces team=blue"
        \t\telements = { fd00:1::4,
        \t\t\t     fd00:2::1 }
        \t}

        \tset peers/840b4e18e3191fc9e23722f8e8afb9e0/ipv4 {
        \t\ttype ipv4_addr
        \t\tcomment "pods app=cart in namespace shop"
        \t\telements = { 10.1.0.3 }
        \t}

        \tset peers/840b4e18e3191fc9e23722f8e8afb9e0/ipv6 {
        \t\ttype ipv6_addr
        \t\tcomment "pods app=cart in namespace shop"
        \t\telements = { fd00:1::3 }
        \t}

        \tset ports/5432_8000 {
        \t\ttype inet_service
        \t\tflags interval
        \t\telements = { 5432, 8000 }
        \t}

        \tset servers/ca3f2aba5e20e2801357097bdf0e2b56/ipv4 {
        \t\ttype ipv4_addr . inet_proto . inet_service
        \t\tcomment "port metrics (tcp) of all pods in namespaces team=blue"
        \t\telements = { 10.1.0.4 . tcp . 9090,
        \t\t\t     10.2.0.1 . tcp . 9091 }
        \t}

        \tset servers/ca3f2aba5e20e2801357097bdf0e2b56/ipv6 {
        \t\ttype ipv6_addr . inet_proto . inet_service
        \t\tcomment "port metrics (tcp) of all pods in namespaces team=blue"
        \t\telements = { fd00:1::4 . tcp . 9090,
        \t\t\t     fd00:2::1 . tcp . 9091 }
        \t}

        \tmap egress-pods-ipv4 {
        \t\ttype ipv4_addr : verdict
        \t\tcomment "isolated pods, to their chains"
        \t\telements = { 10.1.0.3 : jump pod/shop/cart/egress }
        \t}

        \tmap egress-pods-ipv6 {
        \t\ttype ipv6_addr : verdict
        \t\tcomment "isolated pods, to their chains"
        \t\telements = { fd00:1::3 : jump pod/shop/cart/egress }
        \t}

        \tmap ingress-pods-ipv4 {
        \t\ttype ipv4_addr : verdict
        \t\tcomment "isolated pods, to their chains"
        \t\telements = { 10.1.0.1 : jump pod/shop/web/ingress, 10.1.0.2 : jump pod/shop/db/ingress }
        \t}

        \tmap ingress-pods-ipv6 {
        \t\ttype ipv6_addr : verdict
        \t\tcomment "isolated pods, to their chains"
        \t\telements = { fd00:1::1 : jump pod/shop/web/ingress }
        \t}

        \tchain allow/egress/5ecf73c1b90e52f0496bfaccc46639bb {
        \t\tcomment "allowed alike: udp 53 with everyone; everything with 203.0.113.0/24; port metrics (tcp) of \
        all pods in namespaces team=blue"
        \t\tudp dport 53 accept
        \t\tip daddr 203.0.113.0/24 accept
        \t\tip daddr . meta l4proto . th dport @servers/ca3f2aba5e20e2801357097bdf0e2b56/ipv4 accept
        \t\tip6 daddr . meta l4proto . th dport @servers/ca3f2aba5e20e2801357097bdf0e2b56/ipv6 accept
        \t}

        \tchain allow/ingress/cc3e2805aa2db732602c27c7f1624441 {
        \t\tcomment "allowed alike: tcp 80 with pods app=cart in namespace shop; 192.0.2.0/26; \
        192.0.2.128/25; fd00:9::/64"
        \t\ttcp dport 80 ip saddr @peers/840b4e18e3191fc9e23722f8e8afb9e0/ipv4 accept
        \t\ttcp dport 80 ip saddr @cidrs/019381b5692902adccab3dcec87cb486/ipv4 accept
        \t\ttcp dport 80 ip6 saddr @peers/840b4e18e3191fc9e23722f8e8afb9e0/ipv6 accept
        \t\ttcp dport 80 ip6 saddr fd00:9::/64 accept
        \t}

        \tchain allow/ingress/cc87d89bb0f5bf2ae3b5a3138330ac78 {
        \t\tcomment "allowed alike: tcp 5432, 8000 with all pods in namespaces team=blue"
        \t\ttcp dport @ports/5432_8000 ip saddr @peers/69943361168b322ed9ad765a311aade9/ipv4 accept
        \t\ttcp dport @ports/5432_8000 ip6 saddr @peers/69943361168b322ed9ad765a311aade9/ipv6 accept
        \t}

        \tchain pod/shop/cart/egress {
        \t\tcomment "egress of pod shop/cart"
        \t\tip daddr 10.1.0.3 accept
        \t\tip6 daddr fd00:1::3 accept
        \t\tjump allow/egress/5ecf73c1b90e52f0496bfaccc46639bb
        \t\tcounter name "denied/shop/cart/egress"
        \t\tdrop comment "isolated by shop/cart-out"
        \t}

        \tchain pod/shop/db/ingress {
        \t\tcomment "ingress of pod shop/db"
        \t\tip saddr 10.1.0.2 accept
        \t\tjump allow/ingress/cc87d89bb0f5bf2ae3b5a3138330ac78
        \t\tcounter name "denied/shop/db/ingress"
        \t\tdrop comment "isolated by shop/db-in"
        \t}

        \tchain pod/shop/web/ingress {
        \t\tcomment "ingress of pod shop/web"
        \t\tip saddr 10.1.0.1 accept
        \t\tip6 saddr fd00:1::1 accept
        \t\tjump allow/ingress/cc3e2805aa2db732602c27c7f1624441
        \t\tcounter name "denied/shop/web/ingress"
        \t\tdrop comment "isolated by shop/web-in"
        \t}

        \tchain egress {
        \t\tcomment "what leaves pods of this node"
        \t\ttype filter hook forward priority filter - 1; policy accept;
        \t\ticmpv6 type 133-137 accept comment "neighbour discovery"
        \t\tct state established,related accept
        \t\tip saddr vmap @egress-pods-ipv4
        \t\tip6 saddr vmap @egress-pods-ipv6
        \t\tip saddr @egress-isolated-ipv4 drop
        \t\tip6 saddr @egress-isolated-ipv6 drop
        \t}

        \tchain ingress {
        \t\tcomment "what comes to pods of this node"
        \t\ttype filter hook forward priority filter; policy accept;
        \t\ticmpv6 type 133-137 accept comment "neighbour discovery"
        \t\tct state established,related accept
        \t\tip daddr vmap @ingress-pods-ipv4
        \t\tip6 daddr vmap @ingress-pods-ipv6
        \t\tip daddr @ingress-isolated-ipv4 drop
        \t\tip6 daddr @ingress-isolated-ipv6 drop
        \t}

        \tchain own-node {
        \t\tcomment "what pods send to their own node"
        \t\ttype filter hook input priority filter; policy accept;
        \t\ticmpv6 type 133-137 accept comment "neighbour discovery"
        \t\tct state established,related accept
        \t\tip saddr vmap @egress-pods-ipv4
        \t\tip6 saddr vmap @egress-pods-ipv6
        \t\tip saddr @egress-isolated-ipv4 drop
        \t\tip6 saddr @egress-isolated-ipv6 drop
        \t}
        }

        """
}
