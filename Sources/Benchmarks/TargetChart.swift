import Pictures

/// How much of each target is used up: bars to the left of the line keep it, those to the right miss it.
struct TargetChart {
    private static let margin = 24.0
    private static let lineHeight = 20.0
    private static let labelSize = 12.0
    private static let labelWidthMax = 470.0
    private static let barWidth = 360.0

    private let rows: [Row]
    private let names: [String]
    private var canvas = SVGCanvas()

    /// The chart of a run; `nil` where no row has a target.
    init?(_ run: Run) {
        let shown = run.rowsByName.filter { ($0.row.share ?? 0) > 0 }
        if shown.isEmpty { return nil }
        rows = shown.map(\.row)
        names = Self.names(shown)
    }

    /// A part stands below what it is a part of without that name, where that is shown.
    private static func names(_ shown: [(name: String, row: Row)]) -> [String] {
        var parent = ""
        return shown.map { name, row in
            let isPart = row.name.hasPrefix(" ")
            if !isPart { parent = name }
            guard isPart, !parent.isEmpty, name.hasPrefix(parent + " /") else { return name }
            return "… " + row.name.drop { $0 == " " }
        }
    }

    /// The picture.
    var svg: String {
        var drawing = self
        return drawing.drawn()
    }

    private mutating func drawn() -> String {
        let labels = names.map { TextWidth.fitting($0, size: Self.labelSize, widthMax: Self.labelWidthMax) }
        let words = rows.map(Self.words)
        let left = Self.margin + Self.widest(labels, Self.labelSize) + 14
        let scale = LogScale(rows.map { $0.share ?? 1 } + [0.1, 10], from: left, to: left + Self.barWidth)
        let title = "What each target allows, and what is used of it"
        canvas.text(title, Self.margin, Self.margin + 15, "title")
        let top = Self.margin + 58
        let bottom = top + Double(rows.count) * Self.lineHeight
        for mark in scale.marks {
            canvas.line([(mark.place, top - 6), (mark.place, bottom)], mark.value == 1 ? "target" : "grid")
            canvas.text(Self.name(mark.value), mark.place, top - 14, "quiet middle")
        }
        for (index, row) in rows.enumerated() {
            let y = top + Double(index) * Self.lineHeight
            let isMet = row.isMet == true
            // Also what is hardly apart from the line is seen, and on its own side.
            let length = max(abs(scale.place(row.share ?? 1) - scale.place(1)), 4)
            canvas.text(labels[index], left - 14, y + 14, "label end", title: names[index])
            canvas.rect(
                scale.place(1) - (isMet ? length : 0), y + 4, length, Self.lineHeight - 8, isMet ? "met" : "short",
                radius: 2, title: words[index])
            canvas.text(words[index], left + Self.barWidth + 14, y + 14, "quiet")
        }
        let width = left + Self.barWidth + 14 + Self.widest(words, 11) + Self.margin
        return canvas.picture(width: width, height: bottom + Self.margin, title: title, style: Charts.style)
    }

    private static func widest(_ texts: [String], _ size: Double) -> Double {
        texts.map { TextWidth.of($0, size: size) }.max() ?? 0
    }

    private static func words(_ row: Row) -> String {
        let figure: String
        switch row.target {
        case .none, .atMost: figure = row.unit.text(row.ours.median)
        case .costAtMost, .fasterAtLeast: figure = "\((row.ratio?.median ?? 0).short) ×"
        }
        return "\(figure), \(row.target.text(row.unit))\(row.isMet == true ? "" : ": short")"
    }

    private static func name(_ share: Double) -> String {
        share == 1 ? "target" : share < 1 ? "1/\(Int((1 / share).rounded()))" : "\(share.short) ×"
    }
}
