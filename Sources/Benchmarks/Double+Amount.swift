extension Double {
    /// The number with three digits that count, and no more than two behind the point; below a hundredth, four.
    var short: String {
        if self < 0 { return "-\((-self).short)" }
        let digits = self < 0.01 ? 4 : self < 10 ? 2 : self < 100 ? 1 : 0
        return fixed(digits)
    }

    /// The number with so many digits behind the point, none of them where they would all be zeros.
    private func fixed(_ digits: Int) -> String {
        let scale = [1, 10, 100, 1000, 10_000][digits]
        let scaled = Int((self * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let whole = String(scaled / scale)
        guard digits > 0, scaled % scale != 0 else { return whole }
        return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// The number as a part of a hundred.
    var percent: String { "\(Int((self * 100).rounded())) %" }
}

extension Row.Unit {
    /// An amount in words, of three digits that count.
    func text(_ value: Double) -> String {
        // What is left above a bare round may be less than nothing.
        if value < 0 { return "-\(text(-value))" }
        return switch self {
        case .time:
            value < 1e3
                ? "\(value.short) ns"
                : value < 1e6
                    ? "\((value / 1e3).short) µs"
                    : value < 1e10 ? "\((value / 1e6).short) ms" : "\((value / 1e9).short) s"
        case .each: "\(Self.time.text(value)), \(rate(1e9 / value))/s"
        case .size:
            value < 1e3
                ? "\(value.short) B" : value < 1e6 ? "\((value / 1e3).short) kB" : "\((value / 1e6).short) MB"
        case .instructions:
            value < 1e6 ? "\((value / 1e3).short) thousand" : "\((value / 1e6).short) million"
        }
    }

    /// How many in a second, in words.
    private func rate(_ count: Double) -> String {
        count < 1e3 ? count.short : count < 1e6 ? "\((count / 1e3).short) k" : "\((count / 1e6).short) M"
    }
}

extension Row.Target {
    /// The target in words.
    func text(_ unit: Row.Unit) -> String {
        switch self {
        case .none: ""
        case .costAtMost(let limit): "at most \(limit.short) ×"
        case .fasterAtLeast(let limit): "\(limit.short) × faster"
        case .atMost(let limit): "at most \(unit.text(limit))"
        }
    }
}
