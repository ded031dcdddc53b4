import JSON
import Testing

@testable import Benchmarks

@Suite struct RunTests {
    /// A run with a row of each kind.
    static func sample() -> Run {
        var run = Run([.init("kernel", "6.18"), .init("cores", "2")], isQuick: true)
        run.add(
            [
                Row(
                    name: "apply: an element", ours: Samples([6e3, 6.3e3, 6e3]), baseline: Samples([4e3, 4e3, 4e3]),
                    target: .costAtMost(1.25)),
                Row(name: "  of it encoding", ours: Samples([2100, 2200])),
                Row(name: "plan: a table", ours: Samples([1.5e6]), target: .atMost(1e6)),
                Row(name: "  of it encoding", ours: Samples([0.5e6])),
                Row(name: "  of it encoding", ours: Samples([1e10]), unit: .time),
            ], of: "commit")
        run.add(
            [
                Row(
                    name: "a cluster", ours: Samples([95.1e6]), baseline: Samples([102e6]), unit: .size,
                    target: .fasterAtLeast(2), point: .init("memory", at: 1000)),
                Row(name: "compile", ours: Samples([123_456_789]), unit: .instructions),
                Row(name: "a flow", ours: Samples([1250]), unit: .each),
            ], of: "growth")
        return run
    }

    @Test("the table has a line for each row, and below it what it ran on")
    func table() {
        #expect(
            Self.sample().text == """
                what                           ours  baseline   ratio         spread  target
                apply: an element              6 µs      4 µs  1.50 ×  3 %, 0 %, 3 %  at most 1.25 ×  short
                  of it encoding            2.15 µs                              2 %
                plan: a table               1.50 ms                             once  at most 1 ms    short
                  of it encoding             500 µs                             once
                  of it encoding               10 s                             once
                a cluster                   95.1 MB    102 MB  1.07 ×     once, once  2 × faster      short
                compile                 123 million                             once
                a flow             1.25 µs, 800 k/s                             once

                kernel: 6.18
                cores: 2

                """)
    }

    @Test(
        "a number has no more digits than count, and those that it needs not to be nothing",
        arguments: [
            (0, "0"), (0.0041, "0.0041"), (0.00001, "0"), (0.0123, "0.01"), (1.256, "1.26"), (3, "3"), (12.34, "12.3"),
            (123.4, "123"), (-0.004, "-0.0040"), (-12.34, "-12.3"), (-2, "-2"),
        ])
    func numbers(_ number: Double, _ text: String) {
        #expect(number.short == text)
    }

    @Test(
        "an amount has the unit in which it is short",
        arguments: [
            (.time, 0.5, "0.50 ns"), (.time, 2.5e3, "2.50 µs"), (.time, -2.5e3, "-2.50 µs"), (.time, 4e6, "4 ms"),
            (.time, 2e10, "20 s"), (.each, 2e6, "2 ms, 500/s"), (.size, 114, "114 B"), (.size, 6210, "6.21 kB"),
            (.size, -1.5e6, "-1.50 MB"), (.instructions, 5930, "5.93 thousand"),
        ] as [(Row.Unit, Double, String)])
    func amounts(_ unit: Row.Unit, _ value: Double, _ text: String) {
        #expect(unit.text(value) == text)
    }

    @Test("rows of one name are told apart, and parts carry the name of what they are parts of")
    func names() {
        #expect(
            Self.sample().rowsByName.map(\.name) == [
                "apply: an element", "apply: an element / of it encoding", "plan: a table",
                "plan: a table / of it encoding", "plan: a table / of it encoding (2)", "a cluster", "compile",
                "a flow",
            ])
    }

    @Test("what is written is read back whole")
    func json() throws {
        let run = Self.sample()
        #expect(try Run(parsing: Array(run.json.utf8)) == run)
        let value = try JSONValue(parsing: Array(run.json.utf8))
        #expect(value["schema"] == 1 && value["quick"] == .bool(true) && value["machine"]?["cores"] == "2")
        let row = try #require(value["rows"]?.items?.first)
        #expect(
            row.members.map(\.name) == [
                "group", "name", "label", "unit", "ours", "oursSpread", "oursRounds", "baseline", "baselineSpread",
                "baselineRounds", "ratio", "ratioSpread", "ratioRounds", "target", "met",
            ])
        #expect(row["ratio"] == .decimal("1.5") && row["ratioRounds"] == 3 && row["baseline"] == 4000)
        #expect(row["met"] == .bool(false))
    }

    @Test("a file from before ratios had rounds is read, and judged as it was")
    func older() throws {
        let text = """
            {"schema":1,"quick":false,"machine":{},"rows":[{"group":"g","name":"x","label":"x","unit":"ns",
            "ours":30,"oursSpread":0.1,"oursRounds":5,"baseline":60,"baselineSpread":0.2,"baselineRounds":5,
            "ratio":2,"ratioSpread":0.05,"target":{"kind":"fasterAtLeast","limit":4},"met":false}]}
            """
        let run = try Run(parsing: Array(text.utf8))
        let row = try #require(run.rows.first)
        #expect(row.ratio == Figure(median: 2, spread: 0.05, roundCount: 1) && row.cost == 0.5 && row.share == 2)
        #expect(run.text.contains("10 %, 20 %  4 × faster"))
        #expect(Comparison(from: run, to: run).entries.first?.noise == 0.1)
    }

    @Test(
        "what no run wrote is refused with a reason",
        arguments: [
            ("", "no figures of a run: "), ("[]", "no figures of a run: its schema is not 1"),
            ("{\"schema\":2,\"rows\":[]}", "no figures of a run: its schema is not 1"),
            ("{\"schema\":1}", "no figures of a run: it has no rows"),
            ("{\"schema\":1,\"rows\":[{}]}", "no figures of a run: a row has no label or group"),
            (
                "{\"schema\":1,\"rows\":[{\"label\":\"x\",\"group\":\"g\",\"unit\":\"miles\",\"ours\":1}]}",
                "no figures of a run: \"x\" has no unit or no figure"
            ),
        ])
    func refused(_ text: String, _ words: String) {
        let error = #expect(throws: RunError.self) { _ = try Run(parsing: Array(text.utf8)) }
        #expect(error?.description.hasPrefix(words) == true)
    }
}
