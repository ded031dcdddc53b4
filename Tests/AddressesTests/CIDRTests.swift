import Addresses
import Testing

@Suite struct CIDRTests {
    @Test func `A prefix masks what its address has behind it`() throws {
        let cidr = CIDR(IPAddress(ipv4: 0x0a01_02ff), prefixLength: 20)
        #expect(cidr.address == IPAddress(ipv4: 0x0a01_0000))
        #expect(cidr.first == cidr.address)
        #expect(cidr.last == IPAddress(ipv4: 0x0a01_0fff))
        #expect(cidr.range == cidr.first...cidr.last)
        #expect(cidr.prefixLength == 20)
        #expect(cidr.family == .ipv4)
        #expect(cidr.description == "10.1.0.0/20")
        #expect(cidr == CIDR(IPAddress(ipv4: 0x0a01_0abc), prefixLength: 20))
    }

    @Test func `Every length splits its address into prefix and host bits`() {
        for family in IPFamily.allCases {
            let ones = IPAddress(family: family, bits: .max >> (128 - family.bitWidth))
            for length in 0...family.bitWidth {
                let cidr = CIDR(ones, prefixLength: length)
                let zeros = family.bitWidth - length
                #expect(cidr.first.bits.nonzeroBitCount == length && cidr.first.bits.trailingZeroBitCount >= zeros)
                #expect(cidr.last == ones)
            }
        }
    }

    @Test func `Length zero holds the whole family and nothing of the other`() {
        let all4 = CIDR(IPAddress(ipv4: .max), prefixLength: 0)
        let all6 = CIDR(IPAddress(ipv6: .max), prefixLength: 0)
        #expect(all4.range == IPAddress(ipv4: 0)...IPAddress(ipv4: .max))
        #expect(all6.range == IPAddress(ipv6: 0)...IPAddress(ipv6: .max))
        #expect(all4.contains(IPAddress(ipv4: .max)) && !all4.contains(IPAddress(ipv6: 0)))
        #expect(all6.contains(IPAddress(ipv6: 0)) && !all6.contains(IPAddress(ipv4: 0)))
        #expect(!all4.overlaps(all6) && !all4.contains(all6) && !all6.contains(all4))
    }

    @Test func `A prefix of full length holds its one address`() {
        for address in [IPAddress(ipv4: .max), IPAddress(ipv6: .max), IPAddress(ipv4: 0), IPAddress(ipv6: 0)] {
            let cidr = CIDR(address)
            #expect(cidr == CIDR(address, prefixLength: address.family.bitWidth))
            #expect(cidr.range == address...address)
        }
    }

    @Test(arguments: [-1, 33])
    func `A length outside the family stops the program`(length: Int) async {
        await #expect(processExitsWith: .failure) { [length] in
            _ = CIDR(IPAddress(ipv4: 0), prefixLength: length)
        }
    }

    @Test func `Holding and overlapping agree with the addresses one by one`() {
        let cidrs = (28...32).flatMap { length in
            (0..<16 as Range<UInt32>).map { CIDR(IPAddress(ipv4: $0), prefixLength: length) }
        }
        func members(_ cidr: CIDR) -> Set<UInt32> { Set(UInt32(cidr.first.bits)...UInt32(cidr.last.bits)) }
        for left in cidrs {
            let held = Set((0..<32 as Range<UInt32>).filter { left.contains(IPAddress(ipv4: $0)) })
            #expect(held == members(left))
            for right in cidrs {
                guard left.contains(right) == members(right).isSubset(of: members(left)),
                    left.overlaps(right) != members(right).isDisjoint(with: members(left))
                else {
                    Issue.record("\(left) and \(right)")
                    return
                }
            }
        }
    }

    @Test func `Prefixes sort by first address, the larger first`() throws {
        let texts = ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "::/0", "::/128", "2001:db8::/32"]
        let cidrs = try texts.map { try CIDR(parsing: $0) }
        for (left, one) in cidrs.enumerated() {
            for (right, other) in cidrs.enumerated() { #expect((one < other) == (left < right)) }
        }
    }
}
