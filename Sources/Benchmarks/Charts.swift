/// The figures of a run as pictures, which need nothing but something that shows SVG.
public enum Charts {
    /// The pictures of a run with the names of their files; those for which it has no figures are left out.
    public static func pictures(of run: Run) -> [(name: String, svg: String)] {
        [("growth.svg", GrowthChart(run)?.svg), ("targets.svg", TargetChart(run)?.svg)].compactMap { name, svg in
            svg.map { (name, $0) }
        }
    }

    /// What both draw with, on a light background or, for whoever prefers that, on a dark one.
    static let style = """
        text { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif; fill: #1f2328; }
        .title { font-size: 18px; font-weight: 600; }
        .heading { font-size: 13px; font-weight: 600; }
        .quiet { font-size: 11px; fill: #59636e; }
        .label, .figure { font-size: 12px; }
        .figure { paint-order: stroke; stroke: #ffffff; stroke-width: 5px; stroke-linejoin: round; }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .page { fill: #ffffff; }
        .grid, .target, .curve { fill: none; }
        .grid { stroke: #d8dee4; stroke-width: 1; }
        .target { stroke: #1f2328; stroke-width: 1.5; }
        .curve { stroke: #0969da; stroke-width: 2; }
        .point, .met { fill: #0969da; }
        .short { fill: #d1641b; }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .quiet { fill: #9198a1; }
        .page { fill: #0d1117; }
        .figure { stroke: #0d1117; }
        .grid { stroke: #30363d; }
        .target { stroke: #e6edf3; }
        .curve { stroke: #4493f8; }
        .point, .met { fill: #4493f8; }
        .short { fill: #f0883e; }
        }

        """
}
