/// What one side of a comparison took, round by round.
struct Samples {
    private let sorted: [Double]

    /// These measurements, in nanoseconds or bytes.
    init(_ values: [Double]) { sorted = values.sorted() }

    /// Half of the rounds took no longer.
    var median: Double { quantile(0.5) }

    /// How far apart the middle half of the rounds lies, as a part of the median.
    var spread: Double { median == 0 ? 0 : (quantile(0.75) - quantile(0.25)) / median }

    /// What so large a part of the rounds did not exceed.
    func quantile(_ part: Double) -> Double {
        guard let last = sorted.indices.last else { return 0 }
        let place = part * Double(last)
        let low = Int(place)
        let high = min(low + 1, last)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}
