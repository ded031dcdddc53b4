import Addresses
import ClusterSupport
import Testing

@testable import Analysis

@Suite struct AddressCellsTests {
    private let cells = AddressCells(cutting: [
        address("10.0.0.0")...address("10.255.255.255"), address("10.1.0.0")...address("255.255.255.255"),
        address("::")...address("::"),
    ])

    @Test("cuts where ranges begin and behind their ends, and leaves no gap")
    func ranges() {
        let texts = IPFamily.allCases.map { family in
            cells.ranges(family).map { "\($0.lowerBound)-\($0.upperBound)" }
        }
        #expect(
            texts == [
                [
                    "0.0.0.0-9.255.255.255", "10.0.0.0-10.0.255.255", "10.1.0.0-10.255.255.255",
                    "11.0.0.0-255.255.255.255",
                ],
                ["::-::", "::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ])
    }

    @Test("finds the piece of each bound")
    func cell() {
        for family in IPFamily.allCases {
            for (index, range) in cells.ranges(family).enumerated() {
                #expect(cells.cell(of: range.lowerBound) == index && cells.cell(of: range.upperBound) == index)
            }
        }
        #expect(cells.cells(in: address("10.0.0.0")...address("10.255.255.255")) == 1...2)
        #expect(AddressCells(cutting: []).ranges(.ipv6) == [.all(.ipv6)])
    }

    @Test("an address that is none of some is the first such, if there is one")
    func representative() {
        let range = address("10.0.0.1")...address("10.0.0.3")
        #expect(range.first(notIn: []) == address("10.0.0.1"))
        #expect(range.first(notIn: [address("10.0.0.1"), address("10.0.0.3")]) == address("10.0.0.2"))
        #expect(range.first(notIn: Set((1...3).map { IPAddress(ipv4: 0x0A00_0000 + $0) })) == nil)
        #expect(
            (address("255.255.255.255")...address("255.255.255.255")).first(notIn: [address("255.255.255.255")]) == nil)
    }
}
