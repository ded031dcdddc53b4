import Testing

@testable import Benchmarks

@Suite struct LogScaleTests {
    @Test(
        "logarithms are as exact as anything is drawn",
        arguments: [(1.0, 0.0), (10, 1), (0.001, -3), (2, 0.30103), (5e7, 7.69897), (0.5, -0.30103), (9.99, 0.99957)])
    func logarithms(_ value: Double, _ power: Double) {
        #expect(abs(LogScale.log10(value) - power) < 1e-4)
    }

    @Test("each ten times takes the same room, either way, and what is outside is at the end")
    func places() {
        let scale = LogScale([20, 900], from: 300, to: 100)
        #expect(scale.exponents == 1...3 && scale.marks.map(\.value) == [10, 100, 1000])
        #expect(scale.marks.map { $0.place.rounded() } == [300, 200, 100])
        #expect(scale.place(1) == 300 && scale.place(1e9) == 100 && scale.place(0) == 300)
        #expect(LogScale([1], from: 0, to: 1).exponents == 0...1 && LogScale([], from: 0, to: 1).exponents == 0...1)
    }
}
