import Glibc

/// Whether something is so in one of three tries: for what has to be quick, since a machine that stands still for a
/// moment is no defect, and one that is slow each time is.
public func oneOfThree(_ isSo: () async throws -> Bool) async rethrows -> Bool {
    for _ in 0..<3 where try await isSo() { return true }
    return false
}

/// A moment up to which something may be waited for; every wait in these helpers has one.
public struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    /// How many times slower than usual this machine is, as MARTLET_PATIENCE says: an emulated one may be very slow.
    public static let patience = TestProgram.variable("MARTLET_PATIENCE").flatMap { Double($0) } ?? 1

    /// The moment `seconds` from now, on a machine as fast as usual. What is shorter than a second is a wait for
    /// silence, and is as long everywhere.
    public init(seconds: Double) {
        end = ContinuousClock.now.advanced(by: .seconds(seconds < 1 ? seconds : seconds * Self.patience))
    }

    /// Whether the moment has come.
    public var hasPassed: Bool { ContinuousClock.now >= end }

    /// What is left, rounded up, for `poll`.
    public var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    /// Whether something comes to be so before the deadline; it is asked every few milliseconds.
    public func waits(until isSo: () throws -> Bool) rethrows -> Bool {
        while true {
            if try isSo() { return true }
            if hasPassed { return false }
            usleep(2_000)
        }
    }
}
