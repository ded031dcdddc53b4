import Testing

@testable import Daemon

@Suite struct PrometheusTextTests {
    /// A little of everything.
    static var families: [MetricFamily] {
        var histogram = Histogram(bounds: [0.25, 1])
        for value in [0.1, 0.5, 5] { histogram.observe(value) }
        return [
            MetricFamily(
                "martlet_sync_duration_seconds", .histogram, help: "How long a sync took.",
                [Sample(histogram, ["mode": "full"])]),
            MetricFamily(
                "martlet_denied_packets_total", .counter, help: "Packets\nthat were \\ denied.",
                [
                    Sample(7, ["namespace": "b", "direction": "in"]),
                    Sample(3, ["namespace": "a\"\\\n", "direction": "in"]),
                    Sample(9, ["direction": "in", "namespace": "b"]),
                ]),
            MetricFamily("martlet_table_owned", .gauge, help: "Whether.", 1),
            MetricFamily("martlet_nothing", .gauge, help: "No samples.", []),
        ]
    }

    private let text = #"""
        # HELP martlet_denied_packets_total Packets\nthat were \\ denied.
        # TYPE martlet_denied_packets_total counter
        martlet_denied_packets_total{direction="in",namespace="a\"\\\n"} 3
        martlet_denied_packets_total{direction="in",namespace="b"} 7
        # HELP martlet_nothing No samples.
        # TYPE martlet_nothing gauge
        # HELP martlet_sync_duration_seconds How long a sync took.
        # TYPE martlet_sync_duration_seconds histogram
        martlet_sync_duration_seconds_bucket{mode="full",le="0.25"} 1
        martlet_sync_duration_seconds_bucket{mode="full",le="1"} 2
        martlet_sync_duration_seconds_bucket{mode="full",le="+Inf"} 3
        martlet_sync_duration_seconds_sum{mode="full"} 5.6
        martlet_sync_duration_seconds_count{mode="full"} 3
        # HELP martlet_table_owned Whether.
        # TYPE martlet_table_owned gauge
        martlet_table_owned 1

        """#

    @Test("the text is sorted, escaped and the same in whatever order things come")
    func whole() {
        #expect(PrometheusText.text(Self.families) == text)
        #expect(PrometheusText.text(Self.families.reversed()) == text)
        #expect(PrometheusText.text([]) == "")
    }

    @Test(
        "numbers are written so that they read back",
        arguments: [
            (0, "0"), (-3, "-3"), (1e6, "1000000"), (0.1, "0.1"), (1e300, "1e+300"), (.infinity, "+Inf"),
            (-.infinity, "-Inf"), (.nan, "NaN"), (1_761_351_315.525, "1761351315.525"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) { #expect(PrometheusText.number(value) == text) }

    @Test("names of metrics and labels have their letters")
    func names() {
        #expect(["a", "_a:b9", "martlet_x_total"].allSatisfy { MetricFamily.isName($0, isLabel: false) })
        #expect(["", "9a", "a-b", "é", "a b", "a\n"].allSatisfy { !MetricFamily.isName($0, isLabel: false) })
        #expect(!MetricFamily.isName("a:b", isLabel: true))
    }
}
