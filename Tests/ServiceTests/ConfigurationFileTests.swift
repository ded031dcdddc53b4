import Agent
import PolicyCompiler
import TestSupport
import Testing

@testable import Service

@Suite struct ConfigurationFileTests {
    private static let head = "apiVersion: martlet.config/v1alpha1\nkind: MartletConfiguration\n"

    @Test("settings stand at their places, and say what they mean")
    func settings() throws {
        let values = try Self.read(
            Self.head + """
                nodeName: 12
                clientConnection: {kubeconfig: /k}
                podCIDRs: [10.0.0.0/24, "fd00::/64"]
                deniedConnections:
                  perSecond: 5
                  namespaces: []
                cleanupOnExit: yes
                stateDirectory: 0
                cutMark: 0x40
                runDirectory: ""
                """)
        #expect(values[.nodeName].texts == ["12"] && values[.kubeconfig].texts == ["/k"])
        #expect(values[.podCIDRs].texts == ["10.0.0.0/24", "fd00::/64"])
        #expect(values[.logDenied].texts == ["5"] && values[.logDenied].origin == .file("a.yaml"))
        #expect(values[.logDeniedNamespaces].origin == .standard && values[.runDirectory].origin == .standard)
        #expect(values[.cleanup].texts == ["true"] && values[.stateDirectory].texts == ["0"])
        #expect(try RunConfiguration(values, hostName: "n").agent.compiler.cutMark == 64)
    }

    @Test(
        "what cannot be read is told with its line, and with what belongs there",
        arguments: [
            ("", "a.yaml: a configuration is one document, and there are 0"),
            ("a: 1\n---\nb: 1\n", "a.yaml: a configuration is one document, and there are 2"),
            ("[a]\n", "a.yaml: a configuration is an object, not a list or a word"),
            ("a: [b\n", "a.yaml:2: a comma or ] belongs here"),
            (
                "kind: MartletConfiguration\n",
                "apiVersion is missing or another: write apiVersion: martlet.config/v1alpha1"
            ),
            (
                "apiVersion: martlet.config/v1\nkind: MartletConfiguration\n",
                "a.yaml:1: apiVersion is missing or another: write apiVersion: martlet.config/v1alpha1"
            ),
            (
                "apiVersion: martlet.config/v1alpha1\nkind: Configuration\n",
                "a.yaml:2: kind is missing or another: write kind: MartletConfiguration"
            ),
            (
                head + "nodename: n1\n",
                "a.yaml:3: nodename is no setting: write one of boot, cleanupOnExit, clientConnection"
            ),
            (
                head + "logging:\n  format: json\n  level: 3\n",
                "a.yaml:5: logging.level is no setting: write one of logging.format, logging.verbosity"
            ),
            (head + "logging: json\n", "a.yaml:3: logging is no setting: "),
            (head + "boot: [last]\n", "a.yaml:3: boot is [\"last\"]: write last, deny, open"),
            (head + "boot:\n", "a.yaml:3: boot is null: write last, deny, open"),
            (head + "podCIDRs: 10.0.0.0/8\n", "a.yaml:3: podCIDRs is \"10.0.0.0/8\": write a list of CIDR"),
            (head + "podCIDRs: [1]\n", "a.yaml:3: podCIDRs is [1]: write a list of CIDR"),
            (head + "cleanupOnExit: 1\n", "a.yaml:3: cleanupOnExit is 1: write true or false"),
            (
                head + "resyncIntervalSeconds: \"60\"\n",
                "a.yaml:3: resyncIntervalSeconds is \"60\": write a number from 1 to 86400"
            ),
            (head + "resyncIntervalSeconds: 1.5\n", "a.yaml:3: resyncIntervalSeconds is 1.5: write a number"),
            (head + "manifests: {a: b}\n", "a.yaml:3: manifests is {\"a\":\"b\"}: write a path"),
            (head + "boot: deny\nboot: last\n", "a.yaml:4: boot stands in line 3 already: remove one of the two"),
        ])
    func wrong(text: String, words: String) {
        #expect {
            _ = try Self.read(text)
        } throws: { error in
            // The line stands in front where there is one; each text here is a part of the whole.
            "\(error)".contains(words)
        }
    }

    @Test("what is usual, as a file, says nothing new")
    func usual() throws {
        let text = SettingValues().fileText
        try Golden.expect(text, "configuration.yaml")
        let values = try Self.read(text)
        for setting in Setting.all {
            #expect(values[setting].texts == SettingValues()[setting].texts, "\(setting.path)")
        }
    }

    @Test("the file of any values is read back as the same values", arguments: 0..<40 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var values = SettingValues()
        for setting in Setting.all where Bool.random(using: &random) {
            values.add(setting, Self.texts(setting.form, &random), from: .flag)
        }
        let again = try Self.read(values.fileText)
        for setting in Setting.all {
            #expect(again[setting].texts == values[setting].texts, "seed \(seed): \(setting.path)")
        }
    }

    private static func texts(_ form: Setting.Form, _ random: inout SeededGenerator) -> [String] {
        let odd = [
            "yes", "12", "0x10", "a: b", "#", "- a", "\"", "'x", "~", "ä\u{1F600}", " a ", "null", "a,b", "@", "1e3",
        ]
        return switch form {
        case .text, .path: [odd.randomElement(using: &random) ?? ""]
        case .choice(let words): [words.randomElement(using: &random) ?? ""]
        case .number(let range): ["\(Int.random(in: range, using: &random))"]
        case .flag: [Bool.random(using: &random) ? "true" : "false"]
        case .list: Array(odd.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
        }
    }

    private static func read(_ text: String) throws(ConfigurationError) -> SettingValues {
        var values = SettingValues()
        try ConfigurationFile.read(Array(text.utf8), "a.yaml", into: &values)
        return values
    }
}
