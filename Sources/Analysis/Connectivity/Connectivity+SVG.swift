import KubernetesModel
import Pictures

extension Connectivity {
    /// A picture: a table of who reaches whom, with senders beside the rows and receivers above the columns.
    ///
    /// A table and no arrows: with fifty workloads, arrows are a ball of wool. It is drawn for a light background or,
    /// where whoever looks at it prefers that, for a dark one.
    public var svg: String { MatrixDrawing(self).picture }
}

/// Draws a table of who reaches whom.
private struct MatrixDrawing {
    private let matrix: ReachMatrix
    private let legend: MatrixLegend
    private let layout: MatrixLayout
    private let summary: String
    private var canvas = SVGCanvas()

    init(_ connectivity: Connectivity) {
        matrix = ReachMatrix(connectivity)
        legend = MatrixLegend(matrix.cells.values)
        layout = MatrixLayout(matrix, words: legend.entries.map { $0.words == "All Connections" ? "All" : $0.words })
        let namespaces = Set(connectivity.subjects.map(\.group.workload.key.namespace)).count
        summary =
            "\(Self.count(connectivity.subjects.count, "workload")) in \(Self.count(namespaces, "namespace")), "
            + Self.count(connectivity.connections.count, "connection")
            + (connectivity.focus.map { ": only those of " + Self.names($0) } ?? "")
    }

    var picture: String {
        var drawing = self
        return drawing.drawn()
    }

    private mutating func drawn() -> String {
        let margin = MatrixLayout.margin
        canvas.text("Who reaches whom", margin, margin + MatrixLayout.titleSize - 3, "title")
        canvas.text(summary, margin, margin + MatrixLayout.titleSize + 16, "quiet")
        drawLabels()
        drawCells()
        let titleWidth = TextWidth.of(summary, size: 12) + 2 * margin
        let width = max(layout.width, titleWidth, 480)
        let bottom = drawLegend(width)
        return canvas.picture(
            width: width, height: bottom + margin, title: "Who reaches whom", style: Self.style)
    }

    private mutating func drawLabels() {
        let (rows, columns) = (layout.rows, layout.columns)
        let half = layout.cellWidth / 2
        canvas.text("from \u{2193}   to \u{2192}", layout.left - 12, layout.top - 8, "quiet end")
        for group in layout.groups {
            let name = MatrixLayout.fitting(group.name)
            let (y, x) = (rows[group.range.lowerBound], columns[group.range.lowerBound])
            let height = Double(group.range.count) * MatrixLayout.rowHeight
            let width = Double(group.range.count) * layout.cellWidth
            canvas.text(name, layout.left - 10, y - 8, "group end", title: group.name)
            canvas.rect(layout.left - 5, y, 3, height - 2, "bar", radius: 1.5)
            canvas.text(
                name, x - MatrixLayout.headerHeight / 2 + 4, layout.top - 10, "group", isSlanted: true,
                title: group.name)
            canvas.rect(x, layout.top - 5, width - 2, 3, "bar", radius: 1.5)
        }
        for (index, label) in layout.labels.enumerated() {
            let name = matrix.ends[index].name
            canvas.text(label, layout.left - 10, rows[index] + MatrixLayout.rowHeight / 2 + 3, "label end", title: name)
            canvas.text(label, columns[index] + half + 2, layout.top - 10, "label", isSlanted: true, title: name)
        }
    }

    private mutating func drawCells() {
        let (rows, columns) = (layout.rows, layout.columns)
        let (width, height) = (layout.cellWidth - 2, MatrixLayout.rowHeight - 2)
        for (row, y) in rows.enumerated() {
            for (column, x) in columns.enumerated() {
                let place = ReachMatrix.Place(row: row, column: column)
                let names = "\(matrix.ends[row].name) => \(matrix.ends[column].name)"
                if let words = matrix.cells[place], let entry = legend[words] {
                    canvas.rect(x, y, width, height, entry.style, radius: 3, title: "\(names) : \(words)")
                    let mark = layout.isInWords ? (entry.style == "all" ? "All" : words) : entry.mark
                    canvas.text(mark, x + width / 2, y + height / 2 + 4, "mark")
                } else if matrix.isKnown(place) {
                    canvas.rect(x, y, width, height, "none", radius: 3, title: "\(names) : No Connections")
                } else if row == column, matrix.ends[row].namespace != nil, matrix.ends[row].isComplete {
                    canvas.rect(x + width / 2 - 3, y + height / 2 - 1, 6, 2, "self", radius: 1)
                }
            }
        }
    }

    /// Draws the legend in as many rows as it takes, and says where it ends.
    private mutating func drawLegend(_ width: Double) -> Double {
        let swatch = MatrixLayout.rowHeight
        var (x, y) = (MatrixLayout.margin, layout.bottom + 24)
        let blank = MatrixLegend.Entry(words: "nothing passes", mark: "", style: "none")
        for entry in legend.entries + [blank] {
            let words = TextWidth.fitting(
                entry.words, size: 12, widthMax: min(360, width - 2 * MatrixLayout.margin - swatch - 8))
            let taken = swatch + 6 + TextWidth.of(words, size: 12) + 18
            if x > MatrixLayout.margin, x + taken > width - MatrixLayout.margin + 18 {
                (x, y) = (MatrixLayout.margin, y + MatrixLayout.rowHeight + 2)
            }
            canvas.rect(x, y, swatch - 2, swatch - 2, entry.style, radius: 3)
            if !layout.isInWords { canvas.text(entry.mark, x + (swatch - 2) / 2, y + swatch / 2 + 3, "mark") }
            canvas.text(words, x + swatch + 5, y + swatch / 2 + 3, "label", title: entry.words)
            x += taken
        }
        return y + swatch
    }

    private static func names(_ groups: Set<PodGroup>) -> String {
        let names = groups.sorted().map(\.description)
        return names.prefix(2).joined(separator: ", ") + (names.count > 2 ? " and \(names.count - 2) more" : "")
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static var style: String {
        let colours = MatrixLegend.colours.enumerated().map { ".c\($0) { fill: \($1); }\n" }.joined()
        return """
            text { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif; }
            text { fill: #1f2328; }
            .title { font-size: 18px; font-weight: 600; }
            .quiet { font-size: 12px; fill: #59636e; }
            .label { font-size: 12px; }
            .group { font-size: 12px; font-weight: 700; }
            .mark { font-size: 11px; text-anchor: middle; fill: #1f2328; }
            .end { text-anchor: end; }
            .page { fill: #ffffff; }
            .none { fill: #f0f2f5; }
            .self { fill: #afb8c1; }
            .bar { fill: #8c959f; }
            .all { fill: #ffb454; }
            \(colours)@media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .quiet { fill: #9198a1; }
            .mark { fill: #1f2328; }
            .page { fill: #0d1117; }
            .none { fill: #1c2129; }
            .self, .bar { fill: #656c76; }
            }

            """
    }
}
