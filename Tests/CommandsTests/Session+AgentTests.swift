import Addresses
import Agent
import NetlinkKernel
import Nftables
import Service
import TestSupport
import Testing

@testable import Commands

@Suite struct SessionAgentTests {
    private static let socket = "/run/martlet/martlet.sock"
    private static let none = "martlet: no agent is running: nobody listens at \(socket)\n"

    @Test("run takes settings by flags, environment and file, under every name, and hands them to the service")
    func run() throws {
        let host = TestHost()
        host.environment["NODE_NAME"] = "by-environment"
        #expect(
            host.run(
                "run --manifests /m --boot deny --cleanup-on-exit --v=4 --pod-cidrs 10.0.0.0/24 --pod-cidrs fd00::/64")
                == Run(code: .yes, output: "", words: ""))
        let served = try #require(host.served)
        #expect(served.source == .manifests("/m") && served.boot == .deny && served.cleansUp && served.verbosity == 4)
        #expect(served.agent.node == "by-environment" && served.agent.podRanges?.cidrs.count == 2)
        _ = host.run("run --hostname-override n7 --master https://api -v 1")
        #expect(host.served?.agent.node == "n7" && host.served?.verbosity == 1)
        #expect("\(try #require(host.served).source)".contains("https://api"))
        host.environment = [:]
        _ = host.run("run")
        #expect(host.served?.agent.node == "n1.example")
    }

    @Test(
        "what is wrong with a setting ends run with its words, and with code 2",
        arguments: [
            ("run --resync-interval 0", "martlet: --resync-interval 0: write a number from 1 to 86400\n"),
            ("run --manifests /m --kubeconfig /k", "martlet: --manifests and --kubeconfig exclude each other: "),
            ("run --cut-mark 3", "martlet: --cut-mark 3: write one bit of 32, such as 0x20000000\n"),
            ("run --boot never", "martlet: --boot never: write last, deny, open instead\n"),
            ("run --config /no/such/file", "martlet: "),
            ("run --write-config-to - --log-group x", "martlet: --log-group x: "),
            ("run here", "martlet: "), ("status here", "martlet: "), ("observe here", "martlet: "),
            ("pause --for 1m here", "martlet: "), ("resume here", "martlet: "), ("reload here", "martlet: "),
        ])
    func wrong(line: String, words: String) {
        let host = TestHost()
        let run = host.run(line)
        #expect(run.code == .failure && run.output.isEmpty && run.words.hasPrefix(words), "\(run)")
        #expect(host.served == nil && host.questions.isEmpty)
    }

    @Test("the file that --write-config-to writes means the same as the flags, and says so when it is read")
    func configuration() throws {
        let host = TestHost()
        let flags = "--manifests /m --boot deny --enforcement off --pod-cidrs 10.0.0.0/24,fd00::/64 --v 4 --state-dir 0"
        let written = host.run("run \(flags) --write-config-to -")
        #expect(written.code == .yes && written.words.isEmpty && host.served == nil)
        #expect(host.run("run \(flags) --write-config-to /etc/a.yaml").output.isEmpty)
        #expect(host.files["/etc/a.yaml"] == written.output)
        let path = "/tmp/martlet-test-configuration-\(ObjectIdentifier(host).hashValue).yaml"
        try Command.output(of: ["tee", path], input: written.output)
        defer { _ = try? Command.output(of: ["rm", path]) }
        #expect(host.run("run --config \(path) --write-config-to -").output == written.output)
        _ = host.run("run \(flags)")
        let served = host.served
        _ = host.run("run --config \(path)")
        #expect(host.served == served && served != nil)
        #expect(host.run("run --config \(path) --boot last").code == .yes && host.served?.boot == .last)
    }

    @Test("status says how the agent stands, as text or as it came, and ends with 1 where it is not ready")
    func status() {
        let host = TestHost()
        host.agent["/status"] = #"{"ready":true,"problems":[],"node":"n1"}"#
        let run = host.run("status")
        #expect(run.code == .yes && run.output.hasPrefix("ready\nnode           n1\n") && run.words.isEmpty)
        #expect(host.run("status -o json").output == #"{"ready":true,"problems":[],"node":"n1"}"# + "\n")
        host.agent["/status"] = #"{"ready":false,"problems":["listed: not yet"]}"#
        #expect(host.run("status").code == .no)
        #expect(host.run("status").output.hasPrefix("NOT READY\n  listed: not yet\n"))
        #expect(host.run("status -o json").code == .no)
        host.agent["/status"] = "{"
        #expect(host.run("status").words.hasPrefix("martlet: what the agent says of itself cannot be read: "))
        host.agent = [:]
        #expect(host.run("status") == Run(code: .failure, output: "", words: Self.none))
    }

    @Test("the socket is where --run-dir says, or RUNTIME_DIRECTORY, or the usual place")
    func socket() {
        let host = TestHost()
        host.agent["/status"] = "{}"
        for (line, variable, socket) in [
            ("status", nil, Self.socket), ("status", "", Self.socket),
            ("status", "/run/a:/run/b", "/run/a/martlet.sock"),
            ("status --run-dir /c", "/run/a", "/c/martlet.sock"),
        ] {
            host.environment["RUNTIME_DIRECTORY"] = variable
            _ = host.run(line)
            #expect(host.questions.last == AgentQuestion("/status", at: socket))
        }
    }

    @Test("observe shows lines for people or as they came, and what follows where that is wanted")
    func observe() {
        let host = TestHost()
        let line = #"{"from":"a/b (10.0.0.1)","to":"10.0.0.2","traffic":"tcp 80","direction":"egress","reason":"why"}"#
        host.agent["/denied"] = "\(line)\n\(line)\n"
        #expect(
            host.run("observe").output
                == String(repeating: "a/b (10.0.0.1) → 10.0.0.2 tcp 80: egress denied: why\n", count: 2))
        #expect(host.run("observe -o json").output == "\(line)\n\(line)\n")
        #expect(host.questions.last == AgentQuestion("/denied", at: Self.socket))
        #expect(host.run("observe -f").code == .yes)
        #expect(host.questions.last == AgentQuestion("/denied", at: Self.socket, .init("follow")))
        host.agent = [:]
        #expect(host.run("observe") == Run(code: .failure, output: "", words: Self.none))
    }

    @Test(
        "a pause is from a second to a day long",
        arguments: [
            ("1s", 1), ("90s", 90), ("15m", 900), ("2h", 7_200), ("24h", 86_400), ("86400s", 86_400), ("0s", nil),
            ("25h", nil), ("86401s", nil), ("15", nil), ("m", nil), ("1.5h", nil), ("-1s", nil), ("1d", nil),
            ("99999999999999999999s", nil), ("+5s", 5),
        ] as [(String, Int?)])
    func pause(text: String, seconds: Int?) {
        let host = TestHost()
        host.agent["/pause"] = "no policy is enforced\n"
        let run = host.run("pause --for=\(text)")
        if let seconds {
            #expect(run == Run(code: .yes, output: "no policy is enforced\n", words: ""))
            #expect(
                host.questions == [
                    AgentQuestion("/pause", at: Self.socket, .init("seconds", "\(seconds)"), isOrder: true)
                ])
        } else {
            #expect(run.code == .failure && host.questions.isEmpty)
            #expect(
                run.words.hasPrefix("martlet: --for \(text): write a time from 1s to 24h, such as 90s, 15m or 2h\n"))
        }
    }

    @Test("pause asks for how long, and resume and reload are orders whose answer is shown")
    func orders() {
        let host = TestHost()
        #expect(host.run("pause").words.hasPrefix("martlet: for how long? write --for 15m\n"))
        for order in ["resume", "reload"] {
            host.agent["/\(order)"] = "done\n"
            #expect(host.run(order) == Run(code: .yes, output: "done\n", words: ""))
            #expect(host.questions.last == AgentQuestion("/\(order)", at: Self.socket, isOrder: true))
        }
        host.agent = [:]
        #expect(host.run("resume") == Run(code: .failure, output: "", words: Self.none))
    }

    @Test(
        "without a source dump, verify and diff take the rules that the agent keeps; with one, or a choice, they do not"
    )
    func rules() throws {
        let host = TestHost(Site.files)
        let ruleset = Self.ruleset
        host.archive = RulesetArchive.bytes(of: ruleset)
        #expect(host.run("dump").output == ruleset.text)
        #expect(host.questions.last == AgentQuestion("/ruleset", at: Self.socket, .init("archive")))
        #expect(host.run("verify").code == .no && host.run("diff").code == .no)
        host.kernel.changeByOthers { $0 = ruleset }
        #expect(host.run("verify").code == .yes && host.run("diff").code == .yes)
        let count = host.questions.count
        for line in ["dump -f pods.yaml", "dump --kubeconfig k", "verify -f pods.yaml --node n1"] { _ = host.run(line) }
        #expect(host.questions.count == count)
        host.agent["/objects"] = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}"
        for line in ["dump --node n1", "dump --deny reject", "dump --own-node allow"] {
            #expect(host.run(line).output != ruleset.text)
            #expect(host.questions.suffix(2).map(\.path) == ["/objects", "/configuration"], "\(line)")
        }
    }

    @Test("rules that cannot be read are an error, and an agent that wants none yet is asked for its objects")
    func noRules() {
        let host = TestHost()
        host.archive = Array("no archive".utf8)
        #expect(host.run("dump").code == .failure)
        host.archive = []
        host.agent["/objects"] = Site.podsJSON
        #expect(host.run("dump").code == .yes)
        #expect(host.questions.contains { $0.path == "/objects" })
    }

    @Test("explain and list ask the agent, and an agent that does not answer is an error and not another source")
    func objects() {
        let host = TestHost(Site.files)
        host.agent["/objects"] = Site.podsJSON
        #expect(
            host.run("explain shop/web shop/db:80").output
                == host.run("explain shop/web shop/db:80 -f pods.yaml").output)
        host.agentError = .noAnswer(reason: "the agent has not listed the cluster in full yet")
        for line in ["explain shop/web shop/db:80", "list", "dump", "verify"] {
            #expect(host.run(line).words == "martlet: the agent has not listed the cluster in full yet\n", "\(line)")
        }
    }

    @Test("a host whose agent runs is the node of its agent, unless somebody says otherwise")
    func node() {
        let host = TestHost(Site.files)
        host.agent = ["/objects": Site.podsJSON, "/configuration": Self.configuration("nodeName: n2")]
        #expect(host.run("verify --deny drop").words.isEmpty)
        host.agent["/configuration"] = Self.configuration("nodeName: n9")
        #expect(host.run("verify --deny drop").words.contains("of node n9 (by the agent on this host)"))
        host.environment["NODE_NAME"] = "n8"
        #expect(host.run("verify --deny drop").words.contains("of node n8 (by NODE_NAME)"))
        #expect(host.run("verify --deny drop --node n7").words.contains("of node n7 (by --node)"))
        host.environment = [:]
        #expect(host.run("verify -f pods.yaml").words.contains("of node n1.example (by the name of this host)"))
    }

    @Test("explain judges as the agent does, unless an option says otherwise, and says what the agent lets pass")
    func choices() {
        let host = TestHost(Site.files)
        host.agent = [
            "/objects": Self.named, "/status": "{}", "/configuration": Self.configuration("nodeName: n1"),
        ]
        let question = "explain shop/web host:53/UDP"
        #expect(host.run(question).code == .denied && host.run(question).words.isEmpty)
        host.agent["/configuration"] = Self.configuration("nodeName: n1", "ownNode: allow")
        #expect(host.run(question).code == .yes)
        #expect(host.run("\(question) --own-node police").code == .denied)
        let cache = "explain shop/web 169.254.20.10:53/UDP"
        #expect(host.run(cache).code == .denied)
        host.agent["/configuration"] = Self.configuration("nodeName: n1", "nodeLocalDNS: [169.254.20.10]")
        #expect(host.run(cache).code == .yes && host.run("\(cache) --node-local-dns 169.254.20.11").code == .denied)
        host.agent["/configuration"] = Self.configuration("nodeName: n1", "enforcement: audit")
        host.agent["/status"] = #"{"pausedSeconds":40}"#
        for line in [question, "list"] {
            let words = host.run(line).words
            #expect(words.contains("note: the agent on this host only audits: what is denied here"), "\(words)")
            #expect(words.contains("note: this node is paused for another 40 s"), "\(words)")
        }
        host.agent["/configuration"] = "never"
        #expect(host.run(question).words.hasPrefix("martlet: what the agent on this host chose cannot be read: "))
    }

    @Test("explain follows a packet through the rules that the agent makes, as it does at this moment")
    func practice() {
        let host = TestHost(Site.files)
        host.agent = [
            "/objects": Self.named, "/configuration": Self.configuration("nodeName: n1"),
            "/status": #"{"problems":["hooks: pods bypass the rules","guarding: paused by hand"]}"#,
            "/facts": #"{"node":"n1","enforcement":"enforce","links":{"10.1.0.1":"veth7"},"lingering":["10.1.0.9"]}"#,
        ]
        let own = host.run("explain shop/web host:80")
        #expect(own.code == .denied && own.output.contains("(for the node itself, by veth7):"), "\(own)")
        #expect(own.output.contains("sources rule 1") || own.output.contains("jump sources"), "\(own)")
        #expect(own.words == "note: the agent on this host is not ready: hooks: pods bypass the rules\n")
        let gone = host.run("explain 10.1.0.9 shop/web:80")
        #expect(gone.code == .denied && gone.output.contains("node n1 drops it whatever policies say"), "\(gone)")
        #expect(host.run("explain 10.1.0.9 shop/web:80 -f named.json").code == .failure)
        host.files["named.json"] = Self.named
        #expect(host.run("explain 10.1.0.9 shop/web:80 -f named.json").code == .yes)
        host.agent["/facts"] = #"{"node":"n1","enforcement":"enforce","pausedSeconds":40}"#
        let open = host.run("explain shop/web host:80")
        #expect(open.code == .denied && open.output.contains("it passes node n1 all the same"), "\(open)")
        #expect(open.output.contains("=> accepted"), "\(open)")
        host.agent["/facts"] = "[]"
        #expect(host.run("explain shop/web host:80").words.contains("knows of its node cannot be read: "))
    }

    @Test("rules that the agent does not keep are made as it would make them")
    func compiler() {
        let host = TestHost(Site.files)
        host.agent = [
            "/objects": Self.named, "/configuration": Self.configuration("nodeName: n2", "deny: reject"),
        ]
        #expect(host.run("dump --node n1").output.contains("reject"))
        #expect(!host.run("dump --node n1 --deny drop").output.contains("reject"))
        host.files["named.json"] = Self.named
        #expect(!host.run("dump --node n1 -f named.json").output.contains("reject"))
    }

    /// A pod that may ask the cluster's DNS pods for names, and nobody for anything else.
    private static let named = """
        {"kind":"List","apiVersion":"v1","items":[
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},
         "status":{"addresses":[{"type":"InternalIP","address":"192.168.0.1"}]}},
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system",
         "labels":{"kubernetes.io/metadata.name":"kube-system"}}},
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app":"web"}},
         "spec":{"nodeName":"n1"},"status":{"phase":"Running","podIPs":[{"ip":"10.1.0.1"}]}},
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"web","namespace":"shop"},
         "spec":{"podSelector":{},"policyTypes":["Egress"],"egress":[{"to":[{"podSelector":{"matchLabels":
         {"k8s-app":"kube-dns"}},"namespaceSelector":{}}],"ports":[{"port":53,"protocol":"UDP"}]}]}}]}
        """

    private static func configuration(_ lines: String...) -> String {
        (["apiVersion: martlet.config/v1alpha1", "kind: MartletConfiguration"] + lines).joined(separator: "\n")
    }

    private static var ruleset: Ruleset {
        var ruleset = Ruleset()
        ruleset.chains["egress"] = Chain([], base: BaseChain(.forward))
        return ruleset
    }
}
