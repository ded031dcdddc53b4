import Addresses
import Testing

@testable import Nftables

@Suite struct ElementsBetweenTests {
    /// All sets of disjoint intervals of four ports; intervals that touch stand side by side or as one.
    static let intervals: [[ClosedRange<UInt16>]] = {
        var all: [[ClosedRange<UInt16>]] = [[]]
        for port in 0..<4 as Range<UInt16> {
            all = all.flatMap { ranges -> [[ClosedRange<UInt16>]] in
                var grown = [ranges, ranges + [port...port]]
                if let last = ranges.last, last.upperBound + 1 == port {
                    grown.append(ranges.dropLast() + [last.lowerBound...port])
                }
                return grown
            }
        }
        return all
    }()

    static let layout = KeyLayout(.port, isInterval: true)

    @Test("of intervals of one field, what is joined or common is that of the ports, without overlap")
    func oneField() throws {
        for left in Self.intervals {
            for right in Self.intervals {
                let (here, there) = (elements(left), elements(right))
                let joined = try #require(here.joined(with: there))
                let common = here.common(with: there)
                #expect(ports(joined) == ports(here).union(ports(there)))
                #expect(ports(common) == ports(here).intersection(ports(there)))
                #expect(!joined.hasOverlap && !common.hasOverlap)
            }
        }
    }

    @Test("of keys, both are plain algebra")
    func keys() {
        let here = Elements(addresses: ["10.0.0.1", "10.0.0.2"], family: .ipv4)
        let there = Elements(addresses: ["10.0.0.2", "10.0.0.3"], family: .ipv4)
        #expect(here.joined(with: there) == here.union(there))
        #expect(here.common(with: there) == here.intersection(there))
        #expect(!here.hasOverlap)
    }

    static let boxLayout = KeyLayout(.port, .port, isInterval: true)

    @Test("intervals of several fields overlap where they share a port in each field, for all pairs of boxes")
    func boxes() {
        let sides = (0..<3).flatMap { lower in (lower..<3).map { UInt16(lower)...UInt16($0) } }
        let boxes = sides.flatMap { first in sides.map { (first, $0) } }
        for left in boxes {
            for right in boxes {
                let overlaps = left.0.overlaps(right.0) && left.1.overlaps(right.1)
                let isSame = left == right
                let (here, there) = (Elements(Self.boxLayout, [box(left)]), Elements(Self.boxLayout, [box(right)]))
                #expect(here.union(there).hasOverlap == (overlaps && !isSame), "\(left) and \(right)")
                #expect((here.joined(with: there) == nil) == (overlaps && !isSame))
                #expect(here.common(with: there) == (isSame ? here : Elements(Self.boxLayout)))
                #expect(Self.boxLayout.overlap(box(left), box(right)) == overlaps)
            }
        }
    }

    @Test("an overlap is found behind elements that begin later in another field")
    func farOverlap() {
        let boxes: [(ClosedRange<UInt16>, ClosedRange<UInt16>)] = [(0...9, 0...0), (1...1, 5...5), (2...2, 0...0)]
        #expect(Elements(Self.boxLayout, boxes.map(box)).hasOverlap)
        #expect(!Elements(Self.boxLayout, boxes.prefix(2).map(box)).hasOverlap)
        #expect(!Elements(Self.boxLayout, boxes.suffix(2).map(box)).hasOverlap)
    }

    private func box(_ sides: (ClosedRange<UInt16>, ClosedRange<UInt16>)) -> Element {
        Element(
            ranges: [.ports(sides.0.lowerBound, sides.0.upperBound), .ports(sides.1.lowerBound, sides.1.upperBound)],
            layout: Self.boxLayout)
    }

    private func elements(_ ranges: [ClosedRange<UInt16>]) -> Elements {
        Elements(
            Self.layout,
            ranges.map { Element(ranges: [.ports($0.lowerBound, $0.upperBound)], layout: Self.layout) })
    }

    private func ports(_ elements: Elements) -> Set<Int> {
        Set(
            elements.flatMap { element -> ClosedRange<Int> in
                let bounds = element.bytes.map { Int($0) }
                return bounds[0] * 256 + bounds[1]...bounds[2] * 256 + bounds[3]
            })
    }
}
