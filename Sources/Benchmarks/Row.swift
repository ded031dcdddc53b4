/// One line of the result.
public struct Row: Equatable, Sendable {
    /// What the figures count.
    public enum Unit: String, CaseIterable, Sendable {
        /// Nanoseconds.
        case time = "ns"
        /// Nanoseconds for one of many: how many there are in a second is shown beside.
        case each = "ns each"
        /// Bytes.
        case size = "bytes"
        /// Instructions of the processor, which repeat however busy the machine is.
        case instructions

        /// Whether it counts nanoseconds, which another day's are not compared with.
        var isTime: Bool { self == .time || self == .each }
    }

    /// What they should be.
    public enum Target: Equatable, Sendable {
        /// Anything: the figure is there to be known.
        case none
        /// At most so many times the baseline.
        case costAtMost(Double)
        /// At least so many times faster than the baseline.
        case fasterAtLeast(Double)
        /// At most so many nanoseconds, bytes or instructions.
        case atMost(Double)
    }

    /// A place on a curve: what grows, and with how many.
    public struct Point: Equatable, Sendable {
        /// The name of the curve.
        public var curve: String
        /// How many there are at this point.
        public var count: Int

        /// A point of a curve.
        public init(_ curve: String, at count: Int) { (self.curve, self.count) = (curve, count) }
    }

    /// The group that measured it; known once it is in a ``Run``.
    public var group = ""
    /// What was measured; two spaces before it say that it is a part of the row above, or the same beside something
    /// else.
    public var name: String
    /// Our side.
    public var ours: Figure
    /// What it is compared with.
    public var baseline: Figure?
    /// How far the ratios of the rounds lie apart, as a part of their median.
    public var ratioSpread = 0.0
    /// What the figures count.
    public var unit: Unit
    /// What they should be.
    public var target: Target
    /// Where it stands on a curve, if it is a point of one.
    public var point: Point?

    /// What was measured, beside its baseline where there is one.
    public init(
        name: String, ours: Samples, baseline: Samples? = nil, unit: Unit = .time, target: Target = .none,
        point: Point? = nil
    ) {
        (self.name, self.unit, self.target, self.point) = (name, unit, target, point)
        self.ours = ours.figure
        self.baseline = baseline?.figure
        if let baseline { ratioSpread = ours.ratioSpread(to: baseline) }
    }

    /// A row of figures that are known already.
    init(group: String, name: String, ours: Figure, baseline: Figure?, unit: Unit) {
        (self.group, self.name, self.ours, self.baseline, self.unit, target) = (
            group, name, ours, baseline, unit, .none
        )
    }

    /// What ours costs, in times the baseline; `nil` where there is nothing beside.
    public var cost: Double? {
        guard let other = baseline?.median, other > 0, ours.median > 0 else { return nil }
        return ours.median / other
    }

    /// Our median beside the other, in the direction that the target speaks of; `nil` where there is nothing beside.
    public var ratio: Double? {
        if case .fasterAtLeast = target { return cost.map { 1 / $0 } }
        return cost
    }

    /// How much of what the target allows is used up: up to 1 it is met. `nil` where there is no target.
    public var share: Double? {
        switch target {
        case .none: nil
        case .costAtMost(let limit): cost.map { $0 / limit }
        case .fasterAtLeast(let limit): cost.map { $0 * limit }
        case .atMost(let limit): ours.median / limit
        }
    }

    /// Whether the target is met; `nil` where there is none.
    public var isMet: Bool? { share.map { $0 <= 1 } }
}
