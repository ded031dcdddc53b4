import Addresses
import ClusterSupport
import Glibc
import JSON
import KubernetesModel
import NetlinkKernel
import Nftables
import PolicyCompiler
import PolicyEngine
import ServerSupport

/// A pure part whose instructions are counted, small enough for a machine that takes fifty times as long.
struct InstructionPart {
    /// What it does.
    let name: String
    /// The part that it stands beside.
    var baseline: String?
    /// Makes what it needs, and returns the part itself, which throws unless its result is right.
    let prepare: () throws -> () throws -> Void

    /// The names in the order in which the parts run.
    static var names: [String] { all.map(\.name) }

    /// All of them.
    static var all: [InstructionPart] { policies + plans + transactions + texts }

    private static func check(_ isRight: Bool) throws {
        guard isRight else { throw BenchError.command("a part has another result") }
    }

    private static var policies: [InstructionPart] {
        let town = TownCluster(ClusterSize(podCount: 2_000))
        return [
            InstructionPart(name: "first compile of 2,000 pods") {
                let cluster = town.cluster
                let wanted = PolicyCompiler().ruleset(of: Resolver.policy(of: TownCluster.node, in: cluster))
                return {
                    let policy = Resolver.policy(of: TownCluster.node, in: cluster)
                    try check(PolicyCompiler().ruleset(of: policy) == wanted)
                }
            },
            InstructionPart(name: "a pod elsewhere goes and comes back", baseline: "first compile of 2,000 pods") {
                var node = NodeRules(town)
                node.hear(town.events)
                node.compile()
                let pod = try node.podThatMatters()
                return {
                    for event in [ClusterEvent.pod(pod.key, nil), .pod(pod.key, pod)] {
                        try check(node.time(event) != nil)
                    }
                }
            },
        ]
    }

    private static var plans: [InstructionPart] {
        let table = NodeTable(podCount: 50, sharedCount: 50, rulesPerChain: 10, setCount: 100, elementsPerSet: 50)
        let number: UInt32 = 0x0c00_0001
        return [
            InstructionPart(name: "comparing two tables, built anew") {
                let (old, new) = (table.ruleset(), table.ruleset())
                return { try check(old == new) }
            },
            InstructionPart(name: "plan: unchanged, built anew", baseline: "comparing two tables, built anew") {
                let (old, new) = (table.ruleset(), table.ruleset())
                return { try check(changes(from: old, to: new).isEmpty) }
            },
            InstructionPart(name: "plan: one element", baseline: "comparing two tables, built anew") {
                let old = table.ruleset()
                let new = table.addingElement(number, toSet: 7, of: old)
                return { try check(changes(from: old, to: new).count == 1) }
            },
            InstructionPart(name: "plan: one chain and its pod", baseline: "comparing two tables, built anew") {
                let old = table.ruleset()
                let new = table.addingPod(to: old)
                return { try check(!changes(from: old, to: new).isEmpty) }
            },
        ]
    }

    private static var transactions: [InstructionPart] {
        let table = NodeTable(podCount: 50, sharedCount: 50, rulesPerChain: 10, setCount: 50, elementsPerSet: 100)
        return [
            InstructionPart(name: "the table as text") {
                let ruleset = table.ruleset()
                return { try check(ruleset.text.utf8.count > 50_000) }
            },
            InstructionPart(name: "encode: a table of 5,000 elements", baseline: "the table as text") {
                let lab = try Lab()
                let phases = try changes(from: nil, to: table.ruleset())
                return { try check(lab.transactions(phases).reduce(0) { $0 + $1.count } > 100_000) }
            },
            InstructionPart(name: "encode: one element") {
                let lab = try Lab()
                let old = table.ruleset()
                let phases = try changes(from: old, to: table.addingElement(0x0c00_0001, toSet: 7, of: old))
                return { try check(lab.transactions(phases).count == 1) }
            },
            InstructionPart(name: "decode: that table as the kernel lists it", baseline: "the table as text") {
                let lab = try Lab()
                let ruleset = table.ruleset()
                try lab.change(from: nil, to: ruleset)
                return { try lab.check(ruleset) }
            },
        ]
    }

    private static let podCount = 100
    /// Made where it is asked for only: below callgrind every part has to wait for what is made for all.
    private static let podList = Array(
        ("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
            + (0..<podCount).map(APIPods.creation).joined(separator: ",") + "]}").utf8)

    /// The argument by which this program calls itself for pods in protobuf: valgrind cannot run what converts them.
    static let protobufArgument = "--protobuf-pods"

    /// The child: writes them to its output.
    static func writeProtobuf(_ arguments: [String]) throws {
        let converted = try ProtobufConverter.convert([String(decoding: podList, as: UTF8.self)])
        guard case .bytes(let list)? = converted.first else { throw BenchError.command("\(converted)") }
        guard write(STDOUT_FILENO, list, list.count) == list.count else { throw BenchError.system("write", errno) }
    }

    private static func parse(_ list: [UInt8], _ encoding: SentEncoding) throws {
        var reader = Resource.pods.listReader(encoding)
        let found = try reader.add(list)
        _ = try reader.end()
        try check(found.count == podCount)
    }

    private static var texts: [InstructionPart] {
        return [
            InstructionPart(name: "skipping 100 pods of JSON") {
                let list = podList
                return {
                    var reader = JSONReader(list)
                    try reader.skip()
                    try reader.finish()
                }
            },
            InstructionPart(name: "parse: 100 pods of JSON", baseline: "skipping 100 pods of JSON") {
                let list = podList
                return { try parse(list, .json) }
            },
            InstructionPart(name: "parse: 100 pods of protobuf", baseline: "parse: 100 pods of JSON") {
                let file = try Child.file()
                defer { close(file) }
                try Child.run([Child.ownPath, protobufArgument], output: file)
                let list = Child.bytes(of: file)
                return { try parse(list, .protobuf) }
            },
            InstructionPart(name: "parse: 1,000 addresses") {
                let addresses = (0..<1_000).map { IPAddress(ipv4: UInt32($0) &* 0x9e37_79b1) }
                let texts = addresses.map(\.description)
                return {
                    for (text, address) in zip(texts, addresses) { try check(IPAddress(parsing: text) == address) }
                }
            },
        ]
    }
}
