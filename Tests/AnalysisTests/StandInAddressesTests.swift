import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct StandInAddressesTests {
    private func address(_ text: String) throws -> IPAddress { try IPAddress(parsing: text) }

    private func cluster(_ blocks: [String], pods: [String] = []) throws -> Cluster {
        var cluster = Cluster()
        let peers = try blocks.map { PolicyPeer.block(IPBlock(try CIDR(parsing: $0))) }
        let policy = NetworkPolicy(ObjectKey("a", "p"), ingress: [PolicyRule(peers)])
        cluster.apply(.policy(policy.key, policy))
        let pod = Pod(ObjectKey("a", "pod"), addresses: try pods.map { try address($0) })
        cluster.apply(.pod(pod.key, pod))
        return cluster
    }

    @Test("they are of the families of the pods that have addresses, or of those that policies name")
    func families() throws {
        var both = StandInAddresses(for: try cluster([], pods: ["10.0.0.1", "fd00::1"]))
        #expect(both.next().map(\.family) == [.ipv4, .ipv6])
        var six = StandInAddresses(for: try cluster(["10.0.0.0/8"], pods: ["fd00::1"]))
        #expect(six.next().map(\.family) == [.ipv6])
        var named = StandInAddresses(for: try cluster(["fd00::/8"]))
        #expect(named.next().map(\.family) == [.ipv4, .ipv6])
        var none = StandInAddresses(for: Cluster())
        #expect(none.next() == [try address("240.0.0.1")])
    }

    @Test("no two are the same, and none is a pod's")
    func different() throws {
        var addresses = StandInAddresses(for: try cluster([], pods: ["240.0.0.2", "100::1"]))
        let made = (0..<100).flatMap { _ in addresses.next() }
        #expect(Set(made).count == 200)
        #expect(try !made.contains(address("240.0.0.2")) && !made.contains(address("100::1")))
    }

    @Test("no policy's block holds them, but for one of all addresses")
    func outsideOfBlocks() throws {
        let blocks = ["0.0.0.0/0", "240.0.0.0/4", "10.0.0.0/8", "::/0", "100::/64", "2000::/3"]
        var addresses = StandInAddresses(for: try cluster(blocks))
        for made in (0..<10).flatMap({ _ in addresses.next() }) {
            for block in blocks where !block.hasSuffix("/0") {
                #expect(!(try CIDR(parsing: block).contains(made)), "\(made) in \(block)")
            }
        }
        var half = StandInAddresses(for: try cluster(["128.0.0.0/1", "0.0.0.0/2"]))
        #expect(try CIDR(parsing: "64.0.0.0/2").contains(half.next()[0]))
    }
}
