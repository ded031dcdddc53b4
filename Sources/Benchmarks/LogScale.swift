/// A scale on which every ten times takes the same room.
struct LogScale {
    /// The powers of ten at both ends.
    let exponents: ClosedRange<Int>
    private let start: Double
    private let end: Double

    /// From one place to another, with room for all these values; at least one decade.
    init(_ values: [Double], from start: Double, to end: Double) {
        let powers = values.filter { $0 > 0 }.map(Self.log10)
        let lower = Int((powers.min() ?? 0).rounded(.down))
        let upper = Int((powers.max() ?? 0).rounded(.up))
        exponents = lower...max(upper, lower + 1)
        (self.start, self.end) = (start, end)
    }

    /// Where a value is; what lies outside is at the end.
    func place(_ value: Double) -> Double {
        let (lower, upper) = (Double(exponents.lowerBound), Double(exponents.upperBound))
        let power = value > 0 ? min(max(Self.log10(value), lower), upper) : lower
        return start + (end - start) * (power - lower) / (upper - lower)
    }

    /// The powers of ten on it, each with its place.
    var marks: [(value: Double, place: Double)] {
        exponents.map { exponent in
            let value = Self.power(exponent)
            return (value, place(value))
        }
    }

    /// The logarithm to the base ten, as exactly as anything is drawn: a bit of it by each squaring.
    static func log10(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite, "only numbers above zero have a logarithm")
        var (rest, result, step) = (value, 0.0, 0.5)
        while rest >= 10 { (rest, result) = (rest / 10, result + 1) }
        while rest < 1 { (rest, result) = (rest * 10, result - 1) }
        for _ in 0..<20 {
            rest *= rest
            if rest >= 10 { (rest, result) = (rest / 10, result + step) }
            step /= 2
        }
        return result
    }

    /// A power of ten.
    static func power(_ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
    }
}
