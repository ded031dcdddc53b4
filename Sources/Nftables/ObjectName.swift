/// The one place where names of chains, sets and maps are made.
public enum ObjectName {
    /// The longest name that is used as it is; the kernel keeps 255 bytes.
    public static let byteCountMax = 200

    /// The name of something identified by these parts, the first of which is a word of ours: `pod/shop/web-0/ingress`.
    ///
    /// The same parts always have the same name, and other parts another one: where a part holds what `nft` does not
    /// take in a name, or all is too long, the end of the name is a hash of the parts as they were.
    public static func of(_ parts: [String]) -> String {
        let clean = parts.map { String(decoding: $0.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self) }
        let name = clean.joined(separator: "/")
        if clean == parts, name.utf8.count <= byteCountMax { return name }
        let hash = hash(parts)
        let kept = name.utf8.prefix(byteCountMax - hash.utf8.count - 1)
        return String(decoding: kept, as: UTF8.self) + "-" + hash
    }

    /// Thirty-two hexadecimal digits that nobody can make two lists of parts share.
    public static func hash(_ parts: [String]) -> String {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { Array($0) }
            bytes += part.utf8
        }
        return SHA256.digest(of: bytes).prefix(16).map { hexadecimal($0) }.joined()
    }

    /// Whether `nft` takes this text as the name of a chain, set, map or counter.
    public static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 255 else { return false }
        return name.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "/") } && !keywords.contains(name)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// Words that `nft` would read as part of its language. Found by offering it every word of its manual as a name.
    private static let keywords = Set(
        """
        accept add ah all and arp auto-merge bridge cgroup chain chains comment comp constant continue counter \
        counters cpu create ct day dccp define delete describe destroy device devices dnat drop dst dup dynamic ecn \
        element elements eq esp ether exists expires export exthdr fib flags flow flowtable flowtables flush frag fwd \
        gc-interval ge geneve get goto gre gretap gt handle hbh helper hook hour ibriport ibrname icmp icmpv6 igmp \
        iif iifgroup iifname iiftype import include index inet insert interval ip ip6 ipsec jhash jump last le limit \
        limits list ll log lt map maps mark masquerade meta meter meters mh minute missing monitor ne netdev nftrace \
        nh not notrack numgen obriport obrname offload oif oifgroup oifname oiftype or osf performance pkttype policy \
        position prefix priority queue quota quotas random redefine redirect reject rename replace reset return rt \
        rt0 rt2 rtclassid rule rules ruleset sctp secmark secmarks second set sets size skgid skuid snat socket srh \
        symhash synproxy synproxys table tables tcp th time timeout tproxy type typeof udp udplite undefine update \
        vlan vmap vxlan week xor xt
        """.split(separator: " ").map(String.init))
}
