import Pictures

/// Where everything of a table of who reaches whom is drawn, worked out from what is in it.
struct MatrixLayout {
    static let margin = 24.0
    static let labelSize = 12.0
    static let titleSize = 18.0
    /// No label is wider; what is cut is said in full where somebody points at it.
    static let labelWidthMax = 340.0
    static let rowHeight = 24.0
    /// Room above a group for its name.
    static let headerHeight = 26.0
    /// The slope of labels above columns.
    private static let slant = 0.7072
    /// Beyond this width cells have numbers, and a legend says what they mean.
    private static let wideGridMax = 900.0
    private static let wideCellMax = 130.0

    /// The first row and column of each group, with what it is called.
    let groups: [(name: String, range: Range<Int>)]
    /// What is written beside rows and above columns.
    let labels: [String]
    /// Whether cells say in words what passes.
    let isInWords: Bool
    /// The width of a cell.
    let cellWidth: Double
    /// Where the first column begins.
    let left: Double
    /// Where the first row begins.
    let top: Double

    private let rightOverhang: Double

    /// The layout of a table whose cells say one of these.
    init(_ matrix: ReachMatrix, words: [String]) {
        groups = Self.groups(matrix.ends)
        labels = matrix.ends.map {
            TextWidth.fitting($0.label, size: Self.labelSize, widthMax: Self.labelWidthMax)
        }
        let widest = words.map { TextWidth.of($0, size: 11) + 12 }.max() ?? 0
        isInWords = widest <= Self.wideCellMax && widest * Double(labels.count) <= Self.wideGridMax
        cellWidth = isInWords ? max(44, widest) : Self.rowHeight
        let names = groups.map { Self.fitting($0.name) }
        let rowLabels = labels.map { TextWidth.of($0, size: Self.labelSize) }
        let groupLabels = names.map { TextWidth.of($0, size: Self.labelSize, isBold: true) }
        left = Self.margin + (rowLabels + groupLabels + [90]).reduce(0, max) + 14
        let highest = max((rowLabels + groupLabels).reduce(0, max) * Self.slant + 16, 24)
        top = Self.margin + Self.titleSize + 30 + highest
        let columns = Self.columnStarts(groups, left, cellWidth)
        let half = cellWidth / 2
        let ends = zip(columns, rowLabels).map { $0 + half + $1 * Self.slant + 12 }
        let groupEnds = zip(groups, groupLabels).map { group, width in
            columns[group.range.lowerBound] - Self.headerHeight / 2 + width * Self.slant + 12
        }
        rightOverhang = (ends + groupEnds).reduce(0, max)
    }

    /// A name of a group as it is written.
    static func fitting(_ name: String) -> String {
        TextWidth.fitting(name, size: labelSize * 1.13, widthMax: labelWidthMax)
    }

    /// Where each column begins.
    var columns: [Double] { Self.columnStarts(groups, left, cellWidth) }

    /// Where each row begins.
    var rows: [Double] {
        groups.enumerated().flatMap { number, group in
            group.range.map { top + Double(number + 1) * Self.headerHeight + Double($0) * Self.rowHeight }
        }
    }

    /// Where the grid ends.
    var right: Double { left + Double(groups.count) * Self.headerHeight + Double(labels.count) * cellWidth }

    /// Where the grid ends.
    var bottom: Double { top + Double(groups.count) * Self.headerHeight + Double(labels.count) * Self.rowHeight }

    /// How wide the picture is, where nothing below the grid is wider.
    var width: Double { max(right, rightOverhang) + Self.margin }

    private static func groups(_ ends: [ReachMatrix.End]) -> [(name: String, range: Range<Int>)] {
        var groups: [(name: String, range: Range<Int>)] = []
        for (index, end) in ends.enumerated() {
            if index > 0, ends[index - 1].namespace == end.namespace {
                groups[groups.count - 1].range = groups[groups.count - 1].range.lowerBound..<index + 1
            } else {
                groups.append((end.namespace ?? "outside", index..<index + 1))
            }
        }
        return groups
    }

    private static func columnStarts(
        _ groups: [(name: String, range: Range<Int>)], _ left: Double, _ cellWidth: Double
    ) -> [Double] {
        groups.enumerated().flatMap { number, group in
            group.range.map { left + Double(number + 1) * headerHeight + Double($0) * cellWidth }
        }
    }
}
