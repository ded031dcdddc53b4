import Addresses
import TestSupport
import Testing

@Suite struct AddressListTests {
    @Test("after any updates, few or many at once, a list holds what a set of addresses holds")
    func agreesWithSet() {
        var random = SeededGenerator.forTest("AddressListTests")
        for round in 0..<rounds(20, long: 600) {
            var (list, set) = (AddressList(), Set<IPAddress>())
            for step in 0..<30 {
                // Up to eight changes of a family move bytes, more are merged in one walk.
                let countMax = step.isMultiple(of: 2) ? 3 : 40
                let (adding, removing) = (random.addresses(countMax), random.addresses(countMax))
                list.update(adding: adding, removing: removing)
                set = set.subtracting(removing).union(adding)
                guard holds(list, exactly: set) else {
                    Issue.record("\(random) round \(round) step \(step): \(Array(list)) is not \(set.sorted())")
                    return
                }
            }
        }
    }

    /// Whether every way to ask a list gives what the set says.
    private func holds(_ list: AddressList, exactly set: Set<IPAddress>) -> Bool {
        let sorted = set.sorted()
        return Array(list) == sorted && list.count == sorted.count && list.isEmpty == sorted.isEmpty
            && SeededGenerator.universe.allSatisfy { list.contains($0) == set.contains($0) }
            && list == AddressList(sorted.reversed())
            && IPFamily.allCases.allSatisfy { family in
                list.bytes(family) == sorted.filter { $0.family == family }.flatMap(\.bytes)
            }
    }

    @Test("several lists joined hold what each of them holds, once")
    func joined() {
        var random = SeededGenerator.forTest("joined")
        for count in 0..<20 {
            let parts = (0..<count % 5).map { _ in random.addresses(count) }
            let joined = AddressList(joining: parts.map { AddressList($0) })
            #expect(holds(joined, exactly: Set(parts.joined())), "\(random)")
        }
    }

    @Test("what is both put in and taken out is in, by either way", arguments: [1, 8, 9, 50])
    func bothIsIn(_ count: UInt32) {
        let some = (0..<count).map { IPAddress(ipv4: $0 * 3) } + (0..<count).map { IPAddress(ipv6: UInt128($0)) }
        var list = AddressList()
        list.update(adding: some, removing: some)
        #expect(Array(list) == some)
        list.update(adding: some, removing: some)
        #expect(Array(list) == some)
        list.update(adding: [], removing: some + some)
        #expect(list == AddressList())
    }

    @Test("addresses come in rising order, IPv4 first, each once, packed in network order")
    func order() throws {
        let texts = ["::1", "10.0.0.2", "255.255.255.255", "9.255.0.1", "::", "10.0.0.2", "ffff::", "0.0.0.0"]
        let list = AddressList(try texts.map { try IPAddress(parsing: $0) })
        #expect(
            list.map { "\($0)" } == [
                "0.0.0.0", "9.255.0.1", "10.0.0.2", "255.255.255.255", "::", "::1", "ffff::",
            ])
        #expect(list.count == 7)
        #expect(list.ipv4 == [0, 0, 0, 0, 9, 255, 0, 1, 10, 0, 0, 2, 255, 255, 255, 255])
        #expect(list.bytes(.ipv4) == list.ipv4 && list.bytes(.ipv6) == list.ipv6)
        #expect(list.ipv6.count == 48 && list.ipv6[31] == 1 && list.ipv6[32] == 255)
    }

    @Test("an address of one family is never taken for one of the other")
    func families() {
        let list = AddressList([IPAddress(ipv4: 7)])
        #expect(list.contains(IPAddress(ipv4: 7)) && !list.contains(IPAddress(ipv6: 7)))
        var other = list
        other.update(adding: [], removing: [IPAddress(ipv6: 7)])
        #expect(other == list)
        other.update(adding: [IPAddress(ipv6: 7)], removing: [IPAddress(ipv4: 7)])
        #expect(Array(other) == [IPAddress(ipv6: 7)])
    }

    @Test("a list without addresses holds nothing and gives nothing")
    func empty() {
        let list = AddressList()
        #expect(list.isEmpty && list.count == 0 && Array(list) == [] && !list.contains(IPAddress(ipv4: 0)))
        #expect(list.ipv4 == [] && list.ipv6 == [])
    }
}

extension SeededGenerator {
    /// Few enough that updates meet what is there, at both ends of each family.
    fileprivate static let universe: [IPAddress] =
        (0..<20).map { IPAddress(ipv4: $0) } + (0..<10).map { IPAddress(ipv4: .max - $0) }
        + (0..<20).map { IPAddress(ipv6: $0 << 64) } + (0..<10).map { IPAddress(ipv6: .max - $0) }

    fileprivate mutating func addresses(_ countMax: Int) -> [IPAddress] {
        (0..<Int.random(in: 0...countMax, using: &self)).map { _ in
            Self.universe[Int.random(in: 0..<Self.universe.count, using: &self)]
        }
    }
}
