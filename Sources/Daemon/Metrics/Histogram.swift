/// How often a value fell below each of some bounds.
public struct Histogram: Equatable, Sendable {
    /// The bounds, rising; that there is one more, at infinity, goes without saying.
    public let bounds: [Double]
    /// The sum of all values.
    public private(set) var sum = 0.0
    /// How often a value fell between each bound and the one before it, and behind the last.
    private var counts: [Int]

    /// An empty histogram. Bounds that do not rise are a mistake of the programmer.
    public init(bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bounds that rise")
        precondition(bounds.allSatisfy(\.isFinite), "bounds that are numbers")
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// `count` bounds, each `factor` times the one before.
    public static func doubling(from first: Double, factor: Double = 2, count: Int) -> Histogram {
        var bound = first
        return Histogram(
            bounds: (0..<count).map { _ in
                defer { bound *= factor }
                return bound
            })
    }

    /// How many values there were.
    public var count: Int { counts.reduce(0, +) }

    /// Counts a value; one that is no number is not counted.
    public mutating func observe(_ value: Double) {
        guard !value.isNaN else { return }
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// How many values were at most each bound.
    public var cumulative: [(bound: Double, count: Int)] {
        var total = 0
        return zip(bounds + [.infinity], counts).map { bound, count in
            total += count
            return (bound, total)
        }
    }
}
