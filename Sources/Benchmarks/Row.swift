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

        /// Whether it speaks of how much faster ours is, where others speak of what it costs.
        var isFaster: Bool {
            switch self {
            case .fasterAtLeast: true
            case .none, .costAtMost, .atMost: false
            }
        }
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
    /// Ours beside the other, in the direction that the target speaks of: of so many rounds as it is the median of, one
    /// where it is the ratio of the medians; `nil` where there is nothing beside.
    public let ratio: Figure?
    /// What the figures count.
    public var unit: Unit
    /// What they should be.
    public let target: Target
    /// Where it stands on a curve, if it is a point of one.
    public var point: Point?

    /// What was measured, beside its baseline where there is one: round by round in turn, unless it is said otherwise.
    public init(
        name: String, ours: Samples, baseline: Samples? = nil, inTurn: Bool = true, unit: Unit = .time,
        target: Target = .none, point: Point? = nil
    ) {
        let ratio = baseline.flatMap { baseline in
            target.isFaster ? baseline.ratio(to: ours, inTurn: inTurn) : ours.ratio(to: baseline, inTurn: inTurn)
        }
        self.init(
            name: name, ours: ours.figure, baseline: baseline?.figure, ratio: ratio, unit: unit, target: target,
            point: point)
    }

    /// A row of figures that are known already.
    init(name: String, ours: Figure, baseline: Figure?, ratio: Figure?, unit: Unit, target: Target, point: Point?) {
        (self.name, self.ours, self.baseline, self.ratio) = (name, ours, baseline, ratio)
        (self.unit, self.target, self.point) = (unit, target, point)
    }

    /// What ours costs, in times the baseline; `nil` where there is nothing beside.
    public var cost: Double? { ratio.map { target.isFaster ? 1 / $0.median : $0.median } }

    /// How much of what the target allows is used up: up to 1 it is met. `nil` where there is no target.
    public var share: Double? {
        switch target {
        case .none: nil
        case .costAtMost(let limit): ratio.map { $0.median / limit }
        case .fasterAtLeast(let limit): ratio.map { limit / $0.median }
        case .atMost(let limit): ours.median / limit
        }
    }

    /// Whether the target is met; `nil` where there is none.
    public var isMet: Bool? { share.map { $0 <= 1 } }
}
