import Testing

@testable import Nftables

@Suite struct RuleTextTests {
    /// What `nft` prints for the rules of ``Samples``, in their order.
    static let texts = #"""
        ip saddr 10.0.0.1 accept
        ip daddr 10.0.0.255 accept
        ip6 saddr fd00::1 accept
        ip6 daddr :: accept
        meta l4proto tcp
        meta l4proto udp
        meta l4proto sctp
        meta l4proto icmp
        meta l4proto ipv6-icmp
        meta l4proto 253
        tcp dport 80 accept
        udp dport 53 accept
        sctp dport 65535 accept
        th dport 0 accept
        icmp type echo-request accept
        icmp type 99 accept
        icmpv6 type nd-neighbor-solicit accept
        icmpv6 type 99 accept
        meta nfproto ipv4
        meta nfproto ipv6
        iifname "eth0"
        oifname "cali12345678901"
        meta mark 0x00000000
        ct mark 0xffffffff
        ip saddr != 10.0.0.1 drop
        ip saddr 10.0.0.0/8 drop
        ip saddr 10.128.0.0/9 drop
        ip saddr != 10.0.0.0/31 drop
        ip6 daddr fe80::/10 drop
        ip6 daddr != fd00::/64 drop
        ip saddr 10.0.0.1-10.0.0.9 drop
        ip6 saddr != fd00::1-fd00::9 drop
        tcp dport 8000-9000 drop
        udp dport != 1-65535 drop
        meta l4proto 1-6 drop
        icmp type 3-5 drop
        icmpv6 type 135-136 drop
        iifname != "eth0" drop
        meta mark & 0x00004000 == 0x00004000 drop
        ct mark & 0x000000ff != 0x00000010 drop
        ct state established,related accept
        ct state invalid,established,related,new,untracked accept
        ct state new accept
        ct state != invalid accept
        ip saddr @hosts accept
        ip saddr != @nets accept
        ip saddr . meta l4proto . th dport @ports accept
        ip6 daddr . meta l4proto . th dport @port-ranges accept
        iifname @links accept
        meta l4proto @protocols accept
        tcp dport @services accept
        ip saddr vmap @pods
        ip saddr . tcp dport vmap @pod-ports
        counter packets 0 bytes 0
        counter name "denied"
        limit rate 10/second
        limit rate 1/minute burst 1 packets
        limit rate 4000000000/hour burst 4000000000 packets
        limit rate 7/day burst 6 packets
        log
        log prefix "martlet: "
        log group 0
        log prefix "a b" group 65535 snaplen 128
        accept
        drop
        return
        continue
        jump leaf
        goto leaf
        meta l4proto tcp reject with tcp reset
        reject with icmpx admin-prohibited
        reject
        counter packets 0 bytes 0 drop comment "no way – 'in' \ #1; {x}"
        ip saddr 10.0.0.1 tcp dport 80 counter packets 0 bytes 0 limit rate 3/second log prefix "x" group 4 drop comment "all at once"
        """#

    @Test("every form of every statement has the text of nft")
    func allTexts() {
        #expect(Samples.rules.map(\.text) == Self.texts.split(separator: "\n").map(String.init))
    }
}
