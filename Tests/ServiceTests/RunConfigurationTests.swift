import Addresses
import Agent
import ClusterSupport
import Daemon
import Nftables
import PolicyCompiler
import ServerAccess
import TestSupport
import Testing

@testable import Service

@Suite struct RunConfigurationTests {
    /// Every way to be wrong: a setting, what is said of it, and what is wrong with that.
    static let wrong: [(Setting, String, String)] = [
        (.kubeconfig, "", "write a path"), (.context, "", "write NAME"), (.server, "", "write URL"),
        (.tokenFile, "", "write a path"), (.certificateAuthority, "", "write a path"), (.manifests, "", "write a path"),
        (.nodeName, "", "write NAME"), (.stateDirectory, "", "write a path"), (.runDirectory, "", "write a path"),
        (.boot, "never", "write last, deny, open"), (.boot, "Last", "write last, deny, open"),
        (.enforcement, "on", "write enforce, audit, off"), (.established, "drop", "write cut, keep"),
        (.unknownPods, "drop", "write allow, deny"), (.podLinks, "yes", "write verify, ignore"),
        (.ownNode, "deny", "write police, allow"), (.deny, "accept", "write drop, reject"),
        (.logDenied, "-1", "write a number from 0 to 10000"), (.logDenied, "many", "write a number from 0 to 10000"),
        (.logDenied, "10001", "write a number from 0 to 10000"),
        (.logDeniedNamespaces, "", "write a list of NAMESPACE"),
        (.logGroup, "65536", "write a number from 0 to 65535"), (.resync, "0", "write a number from 1 to 86400"),
        (.resync, "1.5", "write a number from 1 to 86400"), (.cleanup, "maybe", "write true or false"),
        (.loggingFormat, "xml", "write text, json"), (.verbosity, "10", "write a number from 0 to 9"),
        (.cutMark, "0x3", "write one bit of 32, such as 0x20000000"),
        (.cutMark, "0", "write one bit of 32, such as 0x20000000"),
        (.cutMark, "0x100000000", "write one bit of 32, such as 0x20000000"),
        (.cutMark, "bit", "write one bit of 32, such as 0x20000000"),
        (.podCIDRs, "10.0.0.0/33", "10.0.0.0/33: "), (.podCIDRs, "10.0.0.0/8,x", "x: "),
        (.nodeLocalDNS, "169.254.20", "169.254.20: "),
        (.healthz, "9976", "write ADDRESS:PORT, or 0 for nowhere"),
        (.metrics, "localhost:99999", "write ADDRESS:PORT, or 0 for nowhere"),
    ]

    @Test("each setting that is wrong is named as it was said, with what is right", arguments: wrong)
    func wrongFlags(setting: Setting, text: String, reason: String) {
        expect("--\(setting.flag) \(text): ", reason, setting, text, .flag)
        expect("VARIABLE=\(text) in the environment: ", reason, setting, text, .environment("VARIABLE"))
        expect("a.yaml: \(setting.path) is \(text): ", reason, setting, text, .file("a.yaml"))
    }

    private func expect(
        _ start: String, _ reason: String, _ setting: Setting, _ text: String, _ origin: SettingValues.Origin
    ) {
        var values = SettingValues()
        values.add(setting, [text], from: origin)
        do {
            _ = try RunConfiguration(values, hostName: "n1")
            Issue.record("--\(setting.flag) \(text) was taken")
        } catch {
            #expect(error.description.hasPrefix(start), "\(error)")
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test("every setting has a row of what is wrong with it")
    func whole() { #expect(Set(Self.wrong.map(\.0)) == Set(Setting.all)) }

    @Test("where nobody says anything, this holds")
    func usual() throws {
        let configuration = try RunConfiguration(SettingValues(), hostName: "Node-1.Example")
        #expect(configuration.source == .server(AccessOptions()))
        #expect(configuration.agent.node == "node-1.example")
        #expect(configuration.agent.enforcement == .enforce && configuration.agent.established == .cut)
        #expect(configuration.agent.unknownPods == .allow && configuration.agent.podRanges == nil)
        #expect(configuration.agent.policesOwnNode && configuration.agent.nodeLocalDNS.isEmpty)
        #expect(configuration.agent.lookInterval == .seconds(60))
        #expect(configuration.agent.compiler.denial == .drop && configuration.agent.compiler.cutMark == 0x2000_0000)
        #expect(configuration.agent.compiler.log == .init(group: 976, limit: .init(10, per: .second)))
        #expect(configuration.healthz?.description == "127.0.0.1:9976")
        #expect(configuration.metrics?.description == "127.0.0.1:9977")
        #expect(configuration.stateDirectory == "/var/lib/martlet" && configuration.runDirectory == "/run/martlet")
        #expect(configuration.boot == .last && configuration.verifiesLinks && !configuration.cleansUp)
        #expect(!configuration.logsJSON && configuration.verbosity == 2)
    }

    @Test("what is said arrives")
    func said() throws {
        let configuration = try read([
            .kubeconfig: "/k", .context: "c", .server: "https://api", .tokenFile: "/t", .certificateAuthority: "/a",
            .nodeName: "N2", .healthz: "0", .metrics: "[::1]:1", .stateDirectory: "0", .runDirectory: "/r",
            .boot: "deny", .enforcement: "audit", .established: "keep", .cutMark: "64", .unknownPods: "deny",
            .podCIDRs: "10.0.0.0/24,fd00::/64", .podLinks: "ignore", .ownNode: "allow",
            .nodeLocalDNS: "169.254.20.10,fd00::a", .deny: "reject", .logDenied: "5", .logDeniedNamespaces: "a,b",
            .logGroup: "7", .resync: "9", .cleanup: "true", .loggingFormat: "json", .verbosity: "4",
        ])
        #expect(
            configuration.source
                == .server(
                    AccessOptions(
                        kubeconfig: "/k", context: "c", server: "https://api", tokenFile: "/t",
                        certificateAuthority: "/a")))
        #expect(configuration.agent.node == "N2" && configuration.agent.enforcement == .audit)
        #expect(configuration.agent.established == .keep && configuration.agent.compiler.cutMark == 64)
        #expect(configuration.agent.unknownPods == .deny)
        #expect(configuration.agent.podRanges == AddressRanges([cidr("10.0.0.0/24"), cidr("fd00::/64")]))
        #expect(configuration.agent.nodeLocalDNS == [address("169.254.20.10"), address("fd00::a")])
        #expect(!configuration.agent.policesOwnNode && configuration.agent.compiler.denial == .reject)
        #expect(
            configuration.agent.compiler.log
                == .init(group: 7, limit: .init(5, per: .second), namespaces: ["a", "b"]))
        #expect(configuration.agent.lookInterval == .seconds(9))
        #expect(configuration.healthz == nil && configuration.metrics?.description == "[::1]:1")
        #expect(configuration.stateDirectory == nil && configuration.runDirectory == "/r")
        #expect(configuration.boot == .deny && !configuration.verifiesLinks && configuration.cleansUp)
        #expect(configuration.logsJSON && configuration.verbosity == 4 && configuration.logGroup == 7)
        #expect(try read([.logDenied: "0"]).agent.compiler.log == nil)
        #expect(try read([.manifests: "/m"]).source == .manifests("/m"))
    }

    @Test(
        "a directory of manifests and an API server exclude each other",
        arguments: [
            Setting.kubeconfig, .context, .server, .tokenFile, .certificateAuthority,
        ])
    func exclusion(_ setting: Setting) {
        #expect {
            _ = try read([.manifests: "/m", setting: "x"])
        } throws: {
            "\($0)" == "--manifests and --\(setting.flag) exclude each other: watch a directory, or an API server"
        }
    }

    @Test("a host without a name has to be given one")
    func nameless() {
        #expect(throws: ConfigurationError("this host has no name: write --node-name")) {
            try RunConfiguration(SettingValues(), hostName: "")
        }
    }

    @Test("a reload takes up each setting that is said to be live, and leaves each other one as it was")
    func live() throws {
        let others: [Setting: String] = [
            .enforcement: "audit", .established: "keep", .unknownPods: "deny", .podCIDRs: "10.0.0.0/24",
            .ownNode: "allow", .deny: "reject", .logDenied: "5", .logDeniedNamespaces: "a", .resync: "9",
            .cleanup: "true", .verbosity: "4", .nodeName: "n2", .nodeLocalDNS: "169.254.20.10", .cutMark: "1",
            .logGroup: "1",
        ]
        let old = try read([:])
        for setting in Setting.all where setting.isLive { #expect(others[setting] != nil, "\(setting.flag)") }
        for (setting, text) in others {
            let new = try read([setting: text])
            let isTaken = old.agent(takingUp: new) != old.agent
            // These two are looked at where they are needed, and not by the agent.
            if setting == .cleanup || setting == .verbosity { continue }
            #expect(isTaken == setting.isLive, "\(setting.flag)")
        }
        for setting in Setting.all {
            var values = SettingValues()
            values.add(setting, ["other"], from: .flag)
            #expect(RunConfiguration.needingRestart(SettingValues(), values) == (setting.isLive ? [] : [setting]))
        }
    }

    @Test("a log of what is denied that is turned on later is of the group that was chosen at the start")
    func laterLog() throws {
        let old = try read([.logDenied: "0", .logGroup: "7"])
        #expect(old.agent(takingUp: try read([.logGroup: "8"])).compiler.log?.group == 7)
        #expect(try read([:]).agent(takingUp: try read([.logDenied: "0"])).compiler.log == nil)
    }

    @Test("flags, environment and file together, and a file that is not there by its name")
    func sources() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            apiVersion: martlet.config/v1alpha1
            kind: MartletConfiguration
            nodeName: by-file
            boot: deny
            stateDirectory: /by-file
            """, to: "a.yaml")
        var flags = SettingValues()
        flags.add(.boot, ["open"], from: .flag)
        let (values, configuration) = try RunConfiguration.read(
            flags: flags,
            environment: [
                "STATE_DIRECTORY": "/by-unit", "RUNTIME_DIRECTORY": "/run/by-unit", "NODE_NAME": "by-environment",
            ], file: folder.file("a.yaml"), hostName: "host")
        #expect(configuration.boot == .open && configuration.agent.node == "by-environment")
        // What systemd sets by itself goes behind what somebody wrote.
        #expect(configuration.stateDirectory == "/by-file" && configuration.runDirectory == "/run/by-unit")
        #expect(values[.stateDirectory].origin == .file(folder.file("a.yaml")))
        #expect(values.conflicts.map(\.setting) == [.nodeName, .stateDirectory])
        #expect {
            _ = try RunConfiguration.read(
                flags: flags, environment: [:], file: folder.file("b.yaml"), hostName: "host")
        } throws: { "\($0)".contains("\(folder.path)/b.yaml") && "\($0)".contains("No such file") }
    }

    private func read(_ texts: [Setting: String]) throws(ConfigurationError) -> RunConfiguration {
        var values = SettingValues()
        for (setting, text) in texts { values.add(setting, [text], from: .flag) }
        return try RunConfiguration(values, hostName: "n1")
    }
}
