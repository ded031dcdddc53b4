internal import Addresses
internal import Agent
internal import Daemon
internal import NetlinkKernel
internal import Nftables
internal import PolicyCompiler
internal import PolicyEngine

/// What is kept for a start without a table: the last rules, and the ranges of this node's pods.
struct BootStore {
    private static let rulesFile = "ruleset"
    private static let rangesFile = "pod-ranges"
    private static let bytesMax = 256 << 20

    private let directory: StateDirectory
    private let table: String
    private var written: Ruleset?

    /// A store in a directory, which is made where there is none.
    init(_ path: String, table: String) throws(DaemonError) {
        directory = StateDirectory(path)
        self.table = table
        try directory.prepare()
    }

    /// What the table should hold until the cluster is known; `nil` for no table.
    func ruleset(_ boot: RunConfiguration.Boot, _ options: AgentOptions) throws(DaemonError) -> Ruleset? {
        switch boot {
        case .open: return nil
        case .deny: return try closed(options)
        case .last:
            guard let bytes = try directory.read(Self.rulesFile, bytesMax: Self.bytesMax) else { return nil }
            do throws(KernelError) {
                return try RulesetArchive.ruleset(from: bytes, table: table)
            } catch {
                throw .unusableFile("\(directory.path)/\(Self.rulesFile)", why: "\(error)")
            }
        }
    }

    /// Rules by which nothing passes to or from any address that a pod of this node may get.
    func closed(_ options: AgentOptions) throws(DaemonError) -> Ruleset? {
        let ranges = if let chosen = options.podRanges { chosen } else { try keptRanges() }
        guard let ranges else { return nil }
        let facts = NodeFacts(podRanges: ranges, unknownPods: .deny, policesOwnNode: options.policesOwnNode)
        return PolicyCompiler(options.compiler).ruleset(of: NodePolicy(), facts)
    }

    /// Keeps what the table holds now.
    mutating func keep(_ ruleset: Ruleset) throws(DaemonError) {
        if ruleset == written { return }
        try directory.write(RulesetArchive.bytes(of: ruleset), to: Self.rulesFile)
        written = ruleset
    }

    /// Keeps the ranges of this node's pods.
    func keep(_ ranges: AddressRanges) throws(DaemonError) {
        if ranges.isEmpty { return }
        try directory.write(Array(ranges.cidrs.map { "\($0)\n" }.joined().utf8), to: Self.rangesFile)
    }

    private func keptRanges() throws(DaemonError) -> AddressRanges? {
        guard let bytes = try directory.read(Self.rangesFile, bytesMax: 1 << 20) else { return nil }
        var ranges: [CIDR] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            do throws(AddressError) {
                ranges.append(try CIDR(parsing: String(line)))
            } catch {
                throw .unusableFile("\(directory.path)/\(Self.rangesFile)", why: "\(error)")
            }
        }
        return AddressRanges(ranges)
    }
}
