import Addresses
import Glibc
import Nftables

/// Reads when bridges have the rules of IP called: the one thing here that netlink does not tell.
struct BridgeSettings {
    /// Where the kernel's settings are.
    private let settings: String
    /// Where its modules are.
    private let modules: String

    /// Reads below these folders.
    init(settings: String = "/proc/sys/net", modules: String = "/sys/module") {
        self.settings = settings
        self.modules = modules
    }

    /// By family; none where it could not be found out, as where a service may not see `/proc/sys`.
    var rules: [IPFamily: ForwardingFacts.BridgeRules] {
        [IPFamily.ipv4: "iptables", .ipv6: "ip6tables"].compactMapValues { rules("bridge-nf-call-\($0)") }
    }

    private func rules(_ setting: String) -> ForwardingFacts.BridgeRules? {
        if let value = firstByte(of: "\(settings)/bridge/\(setting)") {
            return value == UInt8(ascii: "0") ? .perBridge : .always
        }
        if access("\(modules)/br_netfilter", F_OK) == 0 { return .hidden }
        // Where the settings of the network are seen and these are not, the module is not there.
        return access("\(settings)/core", F_OK) == 0 ? .never : nil
    }

    private func firstByte(of path: String) -> UInt8? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var byte: UInt8 = 0
        return read(file, &byte, 1) == 1 ? byte : nil
    }
}
