import Addresses
import KubernetesModel
import Testing

@testable import PolicyEngine

@Suite struct AddressOwnersTests {
    private let spot = address("10.9.0.1")
    private func pod(_ name: String, _ addresses: [IPAddress]? = nil) -> Pod {
        Pod(ObjectKey("shop", name), addresses: addresses ?? [spot])
    }

    private func table(_ pods: Pod...) -> ObjectTable<Pod> {
        var table = ObjectTable<Pod>()
        for pod in pods { table[pod.key] = pod }
        return table
    }

    @Test("claims are kept only while there are several")
    func contestedOnly() {
        var (owners, pods) = (AddressOwners(), ObjectTable<Pod>())
        let (a, b) = (pod("a"), pod("b"))
        for pod in [a, b] {
            pods[pod.key] = pod
            owners.replace(nil, by: pod, among: pods)
            #expect(owners.owner(of: spot) == a.key)
        }
        #expect(owners.contested.keys.sorted() == [spot])
        pods[a.key] = nil
        owners.replace(a, by: nil, among: pods)
        #expect(owners.owner(of: spot) == b.key && owners.contested.isEmpty)
        pods[b.key] = nil
        owners.replace(b, by: nil, among: pods)
        #expect(owners.owner(of: spot) == nil && owners.contested.isEmpty)
    }

    @Test("a pod that names an address twice claims it once")
    func doubledAddress() {
        var owners = AddressOwners()
        let twice = pod("a", [spot, spot])
        owners.replace(nil, by: twice, among: table(twice))
        #expect(owners.owner(of: spot) == twice.key && owners.contested.isEmpty)
        owners.replace(twice, by: nil, among: table())
        #expect(owners.owner(of: spot) == nil)
    }

    @Test("a pod on the node's network claims nothing, and one that moves there gives its address up")
    func hostNetwork() {
        var owners = AddressOwners()
        let before = pod("a")
        var after = before
        after.isHostNetwork = true
        owners.replace(nil, by: after, among: table(after))
        #expect(owners.owner(of: spot) == nil)
        owners.replace(after, by: before, among: table(before))
        #expect(owners.owner(of: spot) == before.key)
        owners.replace(before, by: after, among: table(after))
        #expect(owners.owner(of: spot) == nil)
    }
}
