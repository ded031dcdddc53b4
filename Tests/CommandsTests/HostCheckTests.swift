import NetlinkKernel
import Nftables
import TestSupport
import Testing

@testable import Commands

@Suite struct HostCheckTests {
    /// A host on which all is well.
    private func goodHost() -> TestHost {
        TestHost([
            "/proc/sys/net/ipv4/ip_forward": "1\n", "/proc/sys/net/ipv6/conf/all/forwarding": "1\n",
            "/sys/class/net/eth0/address": "",
        ])
    }

    @Test("a host on which all is well can enforce")
    func good() throws {
        let run = goodHost().run("check")
        #expect(run.code == .yes)
        try Golden.expect(run.output, "check.txt")
    }

    @Test("each thing that is not well is told with its remedy")
    func bad() throws {
        let host = goodHost()
        host.features.remove(.persistentTables)
        host.features.remove(.connectionTracking)
        host.files["/proc/sys/net/ipv4/ip_forward"] = "0\n"
        host.files["/sys/class/net/cni0/bridge/bridge_id"] = ""
        host.files["/proc/sys/net/bridge/bridge-nf-call-iptables"] = "1\n"
        host.files["/proc/net/ip_vs"] = "IP Virtual Server\nProt\n  -> Remote\nTCP 0A000001:0050 rr\n"
        host.files["/etc/nftables.conf"] = "flush ruleset\n"
        host.files["/etc/systemd/system/sysinit.target.wants/nftables.service"] = ""
        host.files["/etc/systemd/system/multi-user.target.wants/firewalld.service"] = ""
        host.files["/etc/ufw/ufw.conf"] = "ENABLED=yes\n"
        let run = host.run("check")
        #expect(run.code == .no)
        try Golden.expect(run.output, "check-bad.txt")
        let json = host.run("check -o json")
        #expect(json.code == .no && json.output.hasPrefix(#"{"canEnforce":false,"checks":[{"level":"ok","#))
    }

    @Test("without permission nothing of the kernel is known, and that is what has to be mended")
    func forbidden() {
        let host = goodHost()
        host.kernelError = .notPermitted
        let run = host.run("check")
        #expect(run.code == .no)
        #expect(
            run.output.hasPrefix("FAILED   Linux 6.18.0: the table cannot be opened\n         remedy: not permitted"))
    }
}
