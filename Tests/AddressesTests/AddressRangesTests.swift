import Addresses
import Testing

@Suite struct AddressRangesTests {
    private let mixed: AddressRanges

    init() throws {
        mixed = try ranges("10.0.0.4/30", "10.0.0.0/30", "2001:db8::/127", "192.168.0.9/32", "ff00::/8")
    }

    @Test func `CIDRs, addresses and ranges make the same set`() throws {
        let addresses = try ["10.0.0.2", "10.0.0.1", "10.0.0.3", "10.0.0.0"].map { try IPAddress(parsing: $0) }
        #expect(AddressRanges(addresses) == (try ranges("10.0.0.0/30")))
        #expect(AddressRanges([addresses[3]...addresses[2]]) == (try ranges("10.0.0.0/30")))
        #expect(AddressRanges(ipv4: RangeSet([0x0a00_0000...0x0a00_0003])) == (try ranges("10.0.0.0/30")))
    }

    @Test func `A range across families stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = AddressRanges([IPAddress(ipv4: 0)...IPAddress(ipv6: 0)])
        }
    }

    @Test func `A set prints its ranges in order, IPv4 first`() {
        let text =
            "10.0.0.0-10.0.0.7, 192.168.0.9, "
            + "2001:db8::-2001:db8::1, ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
        #expect(mixed.description == text)
        #expect(mixed.rangeTexts.joined(separator: ", ") == text)
        #expect(AddressRanges().description == "none")
    }

    @Test func `A set gives the fewest CIDRs`() {
        let texts = ["10.0.0.0/29", "192.168.0.9/32", "2001:db8::/127", "ff00::/8"]
        #expect(mixed.cidrs.map(\.description) == texts)
        #expect(AddressRanges(mixed.cidrs) == mixed)
        #expect(AddressRanges.all.cidrs.map(\.description) == ["0.0.0.0/0", "::/0"])
    }

    @Test func `Excepts are cut out of a block`() throws {
        let left = try ranges("10.0.0.0/29", "::/126").subtracting(ranges("10.0.0.7/32", "::1/128"))
        #expect(left.description == "10.0.0.0-10.0.0.6, ::, ::2-::3")
        #expect(left.cidrs.map(\.description) == ["10.0.0.0/30", "10.0.0.4/31", "10.0.0.6/32", "::/128", "::2/127"])
    }

    @Test func `Algebra works on each family by itself`() throws {
        let left = try ranges("10.0.0.0/31", "::/127")
        let right = try ranges("10.0.0.1/32", "10.0.0.2/32", "::1/128", "::2/128")
        #expect(left.union(right).description == "10.0.0.0-10.0.0.2, ::-::2")
        #expect(left.intersection(right).description == "10.0.0.1, ::1")
        #expect(left.subtracting(right).description == "10.0.0.0, ::")
        #expect(right.subtracting(left).description == "10.0.0.2, ::2")
    }

    @Test func `A subset is one in both families`() throws {
        let whole = try ranges("10.0.0.0/8", "::/64")
        #expect(try ranges("10.1.0.0/16", "::1/128").isSubset(of: whole))
        #expect(try !ranges("11.0.0.0/16", "::1/128").isSubset(of: whole))
        #expect(try !ranges("10.1.0.0/16", "1::/128").isSubset(of: whole))
        #expect(whole.isSubset(of: .all) && AddressRanges().isSubset(of: whole))
    }

    @Test func `The edges of both families are members like any other`() {
        for address in [IPAddress(ipv4: 0), IPAddress(ipv4: .max), IPAddress(ipv6: 0), IPAddress(ipv6: .max)] {
            let one = AddressRanges([address])
            #expect(AddressRanges.all.contains(address) && one.contains(address) && !one.isEmpty)
            let others = AddressRanges.all.subtracting(one)
            #expect(!others.contains(address) && others.union(one) == .all && others.intersection(one).isEmpty)
            #expect(others.cidrs.count == address.family.bitWidth + 1)
        }
    }

    @Test func `An address of the one family is no member of the other`() {
        #expect(!AddressRanges(ipv4: .all).contains(IPAddress(ipv6: 1)))
        #expect(!AddressRanges(ipv6: .all).contains(IPAddress(ipv4: 1)))
        #expect(!AddressRanges(ipv4: .all).isEmpty && !AddressRanges(ipv6: .all).isEmpty && AddressRanges().isEmpty)
    }

    @Test func `Short texts are CIDRs where a range is just one`() throws {
        let some = try ranges("10.0.0.0/24", "10.0.2.0/24", "10.0.3.0/25", "192.0.2.1/32", "fd00::/64")
        #expect(some.shortTexts == ["10.0.0.0/24", "10.0.2.0-10.0.3.127", "192.0.2.1", "fd00::/64"])
        #expect(AddressRanges.all.shortTexts == ["0.0.0.0/0", "::/0"])
    }
}

private func ranges(_ cidrs: String...) throws -> AddressRanges {
    AddressRanges(try cidrs.map { try CIDR(parsing: $0) })
}
