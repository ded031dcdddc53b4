internal import Addresses
public import Agent
public import Daemon
internal import Nftables
internal import PolicyCompiler
public import ServerAccess

/// What the running agent is to do, understood and checked.
public struct RunConfiguration: Equatable, Sendable {
    /// What holds at a start without a table, until the cluster is known.
    public enum Boot: String, Hashable, Sendable, CaseIterable {
        /// The last rules.
        case last
        /// Nothing goes to addresses of the node's pods, or comes from them.
        case deny
        /// No rules.
        case open
    }

    /// Where the cluster is read from.
    public enum Source: Hashable, Sendable {
        /// An API server.
        case server(AccessOptions)
        /// A directory of manifests.
        case manifests(String)
    }

    /// Where the cluster is read from.
    public let source: Source
    /// What the agent itself is to do.
    public let agent: AgentOptions
    /// The log group by which denied packets are read.
    public let logGroup: UInt16
    /// Where probes are answered; `nil`: nowhere.
    public let healthz: ResponderAddress?
    /// Where measurements are answered; `nil`: nowhere.
    public let metrics: ResponderAddress?
    /// Where files are kept; `nil`: nowhere.
    public let stateDirectory: String?
    /// Where the socket for other commands is.
    public let runDirectory: String
    /// What holds at a start without a table.
    public let boot: Boot
    /// Whether links are looked at.
    public let verifiesLinks: Bool
    /// Whether the table is removed at the end.
    public let cleansUp: Bool
    /// Whether log lines are JSON.
    public let logsJSON: Bool
    /// How much is logged.
    public let verbosity: Int

    /// What these values mean, on a host of this name.
    public init(_ values: SettingValues, hostName: String) throws(ConfigurationError) {
        for setting in Setting.all { try Self.check(setting, values[setting]) }
        let text = { (setting: Setting) in values[setting].texts.last }
        if let directory = text(.manifests) {
            let access = [Setting.kubeconfig, .context, .server, .tokenFile, .certificateAuthority]
            if let other = access.first(where: { text($0) != nil }) {
                throw ConfigurationError(
                    "--manifests and --\(other.flag) exclude each other: watch a directory, or an API server")
            }
            source = .manifests(directory)
        } else {
            source = .server(
                AccessOptions(
                    kubeconfig: text(.kubeconfig), context: text(.context), server: text(.server),
                    tokenFile: text(.tokenFile), certificateAuthority: text(.certificateAuthority)))
        }
        agent = try Self.agent(values, hostName)
        logGroup = text(.logGroup).flatMap { UInt16($0) } ?? 0
        healthz = try Self.address(.healthz, values)
        metrics = try Self.address(.metrics, values)
        stateDirectory = text(.stateDirectory).flatMap { $0 == "0" ? nil : $0 }
        runDirectory = text(.runDirectory) ?? ""
        boot = text(.boot).flatMap(Boot.init(rawValue:)) ?? .last
        verifiesLinks = text(.podLinks) == "verify"
        cleansUp = text(.cleanup) == "true"
        logsJSON = text(.loggingFormat) == "json"
        verbosity = text(.verbosity).flatMap { Int($0) } ?? 0
    }

    /// What holds by flags, environment and file together, in this order of weight, on a host of this name.
    public static func read(
        flags: SettingValues, environment: [String: String], file: String?, hostName: String
    ) throws(ConfigurationError) -> (SettingValues, RunConfiguration) {
        var values = flags
        values.add(environment)
        if let file {
            let bytes: [UInt8]
            do throws(DaemonError) {
                bytes = try SmallText.bytes(of: file, bytesMax: 1 << 20)
            } catch {
                throw ConfigurationError("\(error)")
            }
            try ConfigurationFile.read(bytes, file, into: &values)
        }
        return (values, try RunConfiguration(values, hostName: hostName))
    }

    /// The settings that differ from others and that only a restart takes up.
    public static func needingRestart(_ old: SettingValues, _ new: SettingValues) -> [Setting] {
        Setting.all.filter { !$0.isLive && old[$0].texts != new[$0].texts }
    }

    /// What an agent of this configuration is to do when another one is read while it runs.
    func agent(takingUp new: RunConfiguration) -> AgentOptions {
        var options = new.agent
        options.node = agent.node
        options.nodeLocalDNS = agent.nodeLocalDNS
        options.compiler.cutMark = agent.compiler.cutMark
        options.compiler.log?.group = logGroup
        return options
    }

    private static func agent(_ values: SettingValues, _ hostName: String) throws(ConfigurationError) -> AgentOptions {
        let text = { (setting: Setting) in values[setting].texts.last }
        var agent = AgentOptions(node: text(.nodeName) ?? hostName.lowercased())
        guard !agent.node.isEmpty else { throw ConfigurationError("this host has no name: write --node-name") }
        agent.enforcement = text(.enforcement).flatMap(AgentOptions.Enforcement.init(rawValue:)) ?? .enforce
        agent.established = text(.established).flatMap(AgentOptions.Established.init(rawValue:)) ?? .cut
        agent.unknownPods = text(.unknownPods) == "deny" ? .deny : .allow
        agent.policesOwnNode = text(.ownNode) != "allow"
        agent.lookInterval = .seconds(text(.resync).flatMap { Int($0) } ?? 60)
        agent.nodeLocalDNS = try values[.nodeLocalDNS].list(.nodeLocalDNS) { (text) throws(AddressError) in
            try IPAddress(parsing: text)
        }
        let ranges = try values[.podCIDRs].list(.podCIDRs) { (text) throws(AddressError) in try CIDR(parsing: text) }
        agent.podRanges = ranges.isEmpty ? nil : AddressRanges(ranges)
        agent.compiler.denial = text(.deny) == "reject" ? .reject : .drop
        agent.compiler.cutMark = try cutMark(values[.cutMark])
        agent.compiler.log = denialLog(values)
        return agent
    }

    private static func denialLog(_ values: SettingValues) -> PolicyCompiler.Options.DenialLog? {
        guard let rate = values[.logDenied].texts.last.flatMap({ UInt64($0) }), rate > 0 else { return nil }
        let namespaces = values[.logDeniedNamespaces].items
        return PolicyCompiler.Options.DenialLog(
            group: values[.logGroup].texts.last.flatMap { UInt16($0) }, limit: .init(rate, per: .second),
            namespaces: namespaces.isEmpty ? nil : Set(namespaces))
    }

    private static func cutMark(_ said: SettingValues.Said) throws(ConfigurationError) -> UInt32 {
        let text = said.texts.last ?? ""
        let number = text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
        guard let number, number.nonzeroBitCount == 1 else {
            throw ConfigurationError(.cutMark, said, "write one bit of 32, such as 0x20000000")
        }
        return number
    }

    private static func address(
        _ setting: Setting, _ values: SettingValues
    ) throws(ConfigurationError) -> ResponderAddress? {
        let said = values[setting]
        guard let text = said.texts.last, text != "0" else { return nil }
        do throws(DaemonError) {
            return try ResponderAddress(text)
        } catch {
            throw ConfigurationError(setting, said, "\(error); write ADDRESS:PORT, or 0 for nowhere")
        }
    }

    private static func check(_ setting: Setting, _ said: SettingValues.Said) throws(ConfigurationError) {
        for text in said.texts {
            let isRight =
                switch setting.form {
                case .choice(let words): words.contains(text)
                case .number(let range): Int(text).map { range.contains($0) } ?? false
                case .flag: ["true", "false"].contains(text)
                case .text, .path, .list: !text.isEmpty
                }
            if !isRight { throw ConfigurationError(setting, said, setting.form.wish) }
        }
    }
}

extension SettingValues.Said {
    /// The items of a list, of which several may stand in one text, separated by commas.
    fileprivate var items: [String] { texts.flatMap { $0.split(separator: ",").map(String.init) } }

    /// Each item understood.
    fileprivate func list<Value>(
        _ setting: Setting, _ parse: (String) throws(AddressError) -> Value
    ) throws(ConfigurationError) -> [Value] {
        var values: [Value] = []
        for text in items {
            do throws(AddressError) {
                values.append(try parse(text))
            } catch {
                throw ConfigurationError(setting, self, "\(text): \(error)")
            }
        }
        return values
    }
}
