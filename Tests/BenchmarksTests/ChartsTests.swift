import Benchmarks
import Testing

@Suite struct ChartsTests {
    private static func run(_ rows: [Row]) -> Run {
        var run = Run()
        run.add(rows, of: "g")
        return run
    }

    private static func curve(_ name: String, _ values: [(Int, Double)], _ unit: Row.Unit = .time) -> [Row] {
        values.map { Row(name: "\(name) \($0.0)", ours: Samples([$0.1]), unit: unit, point: .init(name, at: $0.0)) }
    }

    /// The numbers that an attribute of each such element has.
    private static func numbers(_ attribute: String, of element: String, in svg: String) -> [Double] {
        svg.split(separator: "\n").filter { $0.hasPrefix("<\(element) ") && !$0.contains("\"page\"") }.compactMap {
            line in
            let parts = line.split(separator: "\"")
            guard let place = parts.firstIndex(where: { $0.hasSuffix(" \(attribute)=") }) else { return nil }
            return Double(String(parts[place + 1]))
        }
    }

    private static func size(_ svg: String) -> (width: Double, height: Double) {
        (numbers("width", of: "svg", in: svg).first ?? 0, numbers("height", of: "svg", in: svg).first ?? 0)
    }

    @Test("a run without curves and targets has no pictures")
    func nothing() {
        #expect(Charts.pictures(of: Self.run([Row(name: "x", ours: Samples([1]))])).isEmpty)
    }

    @Test("a curve has a point and a figure for each count, from left to right and from below to above")
    func growth() throws {
        let rows =
            Self.curve("first compile", [(100_000, 5e8), (1000, 6e6), (10_000, 5e7)])
            + Self.curve("memory <&>", [(1000, 1e6), (100_000, 9e7)], .size)
        let pictures = Charts.pictures(of: Self.run(rows))
        #expect(pictures.map(\.name) == ["growth.svg"])
        let svg = try #require(pictures.first).svg
        let (across, down) = (Self.numbers("cx", of: "circle", in: svg), Self.numbers("cy", of: "circle", in: svg))
        #expect(across.count == 5 && Array(across[..<3]) == across[..<3].sorted())
        #expect(Array(down[..<3]) == down[..<3].sorted(by: >))
        for words in ["6 ms", "50 ms", "500 ms", "90 MB", "1k pods", "100k pods", "memory &lt;&amp;&gt;"] {
            #expect(svg.contains(">\(words)<"), "\(words)")
        }
        let size = Self.size(svg)
        #expect(across.allSatisfy { $0 > 0 && $0 < size.width } && down.allSatisfy { $0 > 0 && $0 < size.height })
    }

    @Test("bars go to the left where a target is met and to the right where it is not")
    func targets() throws {
        func row(_ name: String, _ cost: Double, _ target: Row.Target) -> Row {
            Row(name: name, ours: Samples([cost]), baseline: Samples([1]), target: target)
        }
        let rows = [
            row("met", 0.5, .costAtMost(1)), row("  met, too", 0.01, .fasterAtLeast(20)), row("free", 5, .none),
            row("short", 3, .costAtMost(1)), row("just met", 1, .costAtMost(1)),
        ]
        let svg = try #require(Charts.pictures(of: Self.run(rows)).first { $0.name == "targets.svg" }).svg
        let bars = svg.split(separator: "\n").filter { $0.hasPrefix("<rect") && !$0.contains("\"page\"") }
        #expect(bars.map { $0.contains("\"met\"") } == [true, true, false, true])
        let (starts, widths) = (Self.numbers("x", of: "rect", in: svg), Self.numbers("width", of: "rect", in: svg))
        #expect(abs(starts[0] + widths[0] - starts[2]) < 0.3 && starts[1] < starts[0] && widths.allSatisfy { $0 >= 4 })
        #expect(abs(starts[3] + widths[3] - starts[2]) < 0.3)
        for words in ["0.50 ×, at most 1 ×", "100 ×, 20 × faster", "3 ×, at most 1 ×: short", "… met, too"] {
            #expect(svg.contains(">\(words)<"), "\(words)")
        }
        #expect(!svg.contains(">free<"))
    }
}
