import Pictures

/// How cost grows with the cluster: a small picture for each curve, both axes logarithmic, each point with its figure.
struct GrowthChart {
    private static let margin = 24.0
    private static let panelWidth = 300.0
    private static let panelHeight = 240.0
    private static let columnsMax = 3
    /// What is left of a panel beside the plot: names of values, figures of the outermost points, counts below.
    private static let inset = (left: 62.0, top: 44.0, right: 14.0, bottom: 34.0)

    private let curves: [(name: String, rows: [(count: Int, row: Row)])]
    private var canvas = SVGCanvas()

    /// The chart of a run; `nil` where no row is a point of a curve.
    init?(_ run: Run) {
        var curves: [(name: String, rows: [(count: Int, row: Row)])] = []
        for row in run.rows {
            guard let point = row.point, row.ours.median > 0 else { continue }
            if let place = curves.firstIndex(where: { $0.name == point.curve }) {
                curves[place].rows.append((point.count, row))
            } else {
                curves.append((point.curve, [(point.count, row)]))
            }
        }
        guard !curves.isEmpty else { return nil }
        self.curves = curves.map { ($0.name, $0.rows.sorted { $0.count < $1.count }) }
    }

    /// The picture.
    var svg: String {
        var drawing = self
        return drawing.drawn()
    }

    private mutating func drawn() -> String {
        let title = "How cost grows with the cluster"
        canvas.text(title, Self.margin, Self.margin + 15, "title")
        let top = Self.margin + 34
        for (index, curve) in curves.enumerated() {
            let (column, line) = (index % Self.columnsMax, index / Self.columnsMax)
            draw(
                curve.name, curve.rows, left: Self.margin + Double(column) * Self.panelWidth,
                top: top + Double(line) * Self.panelHeight)
        }
        let columns = min(curves.count, Self.columnsMax)
        let lines = (curves.count + Self.columnsMax - 1) / Self.columnsMax
        let width = max(Double(columns) * Self.panelWidth, TextWidth.of(title, size: 18, isBold: true))
        return canvas.picture(
            width: width + 2 * Self.margin, height: top + Double(lines) * Self.panelHeight + Self.margin - 10,
            title: title, style: Charts.style)
    }

    private mutating func draw(_ name: String, _ rows: [(count: Int, row: Row)], left: Double, top: Double) {
        let (start, end) = (left + Self.inset.left, left + Self.panelWidth - Self.inset.right)
        let (floor, ceiling) = (top + Self.panelHeight - Self.inset.bottom, top + Self.inset.top)
        // Beside the outermost points there is room for half of their figures.
        let across = LogScale(rows.map { Double($0.count) }, from: start + 30, to: end - 30)
        // Above the highest point there is room for its figure.
        let values = rows.map(\.row.ours.median)
        let up = LogScale(values + values.map { $0 * 1.6 }, from: floor, to: ceiling)
        let name = TextWidth.fitting(name, size: 13, widthMax: Self.panelWidth - 20)
        canvas.text(name, left, top + 14, "heading")
        for mark in up.marks {
            canvas.line([(start, mark.place), (end, mark.place)], "grid")
            canvas.text(rows[0].row.unit.text(mark.value), start - 6, mark.place + 4, "quiet end")
        }
        for mark in across.marks {
            canvas.text("\(Self.thousands(mark.value)) pods", mark.place, floor + 18, "quiet middle")
        }
        let points = rows.map { (x: across.place(Double($0.count)), y: up.place($0.row.ours.median)) }
        canvas.line(points, "curve")
        for (point, entry) in zip(points, rows) {
            canvas.disc(point.x, point.y, radius: 4, "point")
            canvas.text(entry.row.unit.text(entry.row.ours.median), point.x, point.y - 11, "figure middle")
        }
    }

    private static func thousands(_ count: Double) -> String {
        count >= 1e6 ? "\((count / 1e6).short) M" : count >= 1000 ? "\((count / 1000).short)k" : count.short
    }
}
