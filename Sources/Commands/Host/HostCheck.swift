import NetlinkKernel
import Nftables

/// Looks whether a host can enforce policies, and changes nothing.
struct HostCheck {
    /// One thing that was looked at.
    struct Finding: Hashable {
        /// How it is.
        enum Level: String {
            /// As it should be.
            case good = "ok"
            /// Policies hold, but something may go wrong or be missed.
            case warning
            /// Policies would not hold.
            case failure = "failed"
        }

        let level: Level
        /// What was found.
        let words: String
        /// What mends it.
        let remedy: String?

        /// What was found, and what mends it.
        init(_ level: Level, _ words: String, _ remedy: String? = nil) {
            self.level = level
            self.words = words
            self.remedy = remedy
        }
    }

    private let host: any Host

    /// Looks at this host.
    init(_ host: any Host) { self.host = host }

    /// All that was looked at, in the order in which it matters.
    var findings: [Finding] { kernel + forwarding + bridges + bypasses + otherFirewalls }

    // MARK: nf_tables, and what of it we use

    private var kernel: [Finding] {
        let release = host.kernelRelease
        let opened: any TableKernel
        do throws(KernelError) {
            opened = try host.kernel(.none)
        } catch {
            return [Finding(.failure, "Linux \(release): the table cannot be opened", "\(error)")]
        }
        let features = Features.words.map { feature, words in
            opened.features.contains(feature)
                ? Finding(.good, words) : Finding(feature.isNeeded ? .failure : .warning, "no \(words)", feature.remedy)
        }
        return [Finding(.good, "Linux \(release), and rules may be changed here")] + features + [table(opened)]
    }

    private func table(_ kernel: any TableKernel) -> Finding {
        do throws(KernelError) {
            guard let ruleset = try kernel.observe().ruleset else { return Finding(.good, "no table inet martlet yet") }
            return Finding(.good, "table inet martlet stands: \(ruleset.sizeText)")
        } catch {
            return Finding(.failure, "table inet martlet cannot be read: \(error)", "martlet cleanup removes it")
        }
    }

    // MARK: packets have to come by the forward hook

    private var forwarding: [Finding] {
        [("IPv4", "net.ipv4.ip_forward"), ("IPv6", "net.ipv6.conf.all.forwarding")].map { family, name in
            switch setting(name) {
            case "1": Finding(.good, "\(family) packets are forwarded")
            case nil: Finding(.warning, "\(family): \(name) cannot be read", "look whether this host has \(family)")
            case .some:
                Finding(
                    .warning, "\(family) packets are not forwarded, so pods of that family have no network",
                    "sysctl -w \(name)=1")
            }
        }
    }

    /// Between pods of one bridge packets meet rules only where bridges call them.
    private var bridges: [Finding] {
        let interfaces = names(in: "/sys/class/net")
        let bridges = interfaces.filter { !names(in: "/sys/class/net/\($0)/bridge").isEmpty }
        if bridges.isEmpty { return [Finding(.good, "no bridge, so packets between pods are routed")] }
        let list = bridges.joined(separator: ", ")
        return [("IPv4", "net.bridge.bridge-nf-call-iptables"), ("IPv6", "net.bridge.bridge-nf-call-ip6tables")].map {
            family, name in
            if setting(name) == "1" {
                return Finding(.good, "\(family) packets between ports of \(list) meet the rules")
            }
            return Finding(
                .failure, "\(family) packets between ports of one bridge (\(list)) pass without meeting any rule",
                "modprobe br_netfilter && sysctl -w \(name)=1; or remove the bridge if no pods use it")
        }
    }

    private var bypasses: [Finding] {
        var findings: [Finding] = []
        if let services = text(of: "/proc/net/ip_vs"), services.split(separator: "\n").count > 3 {
            findings.append(
                Finding(
                    .failure, "IPVS balances Services here, and its packets do not meet the forward hook",
                    "let kube-proxy use nftables or iptables (--proxy-mode)"))
        }
        return findings
    }

    // MARK: others that would remove rules

    private var otherFirewalls: [Finding] {
        let wanted = "/etc/systemd/system/"
        var findings: [Finding] = []
        let isNftablesEnabled = ["sysinit", "multi-user"].contains { target in
            names(in: "\(wanted)\(target).target.wants").contains("nftables.service")
        }
        if let rules = text(of: "/etc/nftables.conf"), rules.contains("flush ruleset") {
            findings.append(
                Finding(
                    isNftablesEnabled ? .warning : .good,
                    "/etc/nftables.conf flushes all tables"
                        + (isNftablesEnabled ? "" : ", but its service is not enabled"),
                    isNftablesEnabled
                        ? "delete each table of its own there instead: `table inet NAME; delete table inet NAME`"
                        : nil))
        }
        if names(in: "\(wanted)multi-user.target.wants").contains("firewalld.service") {
            findings.append(
                Finding(
                    .warning, "firewalld is enabled: its reload may flush all tables, and its forward rules come first",
                    "set FlushAllOnReload=no in /etc/firewalld/firewalld.conf, and let pods' links pass"))
        }
        if let ufw = text(of: "/etc/ufw/ufw.conf"), ufw.contains("ENABLED=yes") {
            findings.append(
                Finding(
                    .warning, "ufw is enabled: it may drop forwarded packets whatever policies allow",
                    "set DEFAULT_FORWARD_POLICY=ACCEPT in /etc/default/ufw"))
        }
        return findings.isEmpty ? [Finding(.good, "no other firewall that would remove rules was found")] : findings
    }

    // MARK: reading

    private func setting(_ name: String) -> String? {
        let path = "/proc/sys/" + name.split(separator: ".").joined(separator: "/")
        return text(of: path).map { String($0.prefix { $0 != "\n" }) }
    }

    private func text(of path: String) -> String? {
        do throws(HostError) {
            return String(decoding: try host.contents(of: path), as: UTF8.self)
        } catch {
            return nil
        }
    }

    private func names(in path: String) -> [String] {
        do throws(HostError) {
            return try host.entries(of: path) ?? []
        } catch {
            return []
        }
    }
}

extension Features {
    /// Whether policies cannot be enforced without it.
    fileprivate var isNeeded: Bool { self == .inetTables || self == .namedCounters || self == .connectionTracking }

    /// What to do where it is missing.
    fileprivate var remedy: String {
        switch self {
        case .ownedTables, .persistentTables: "none is needed: drift is repaired instead; a newer kernel prevents it"
        case .connectionTracking: "modprobe nf_conntrack nft_ct"
        case .limitedLogging: "modprobe nft_limit nft_log, or do without a log of denied packets"
        case .rejecting: "modprobe nft_reject_inet, or keep to --deny drop"
        case .objectComments: "Linux 5.10 or newer"
        default: "load the modules of nf_tables, or use a newer kernel"
        }
    }
}
