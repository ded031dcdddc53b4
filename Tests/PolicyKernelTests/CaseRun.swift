import Addresses
import PolicyCases
import TestSupport
import Testing

/// A part of the cases in one kind of world.
struct CaseRun: CustomTestStringConvertible, Sendable {
    /// How pods are joined.
    let joining: World.Joining
    /// Which addresses they have.
    let families: [IPFamily]
    /// Of the cases that are many and alike, every so manieth in the usual run, and thrice as many in the long one.
    let stride: Int
    /// Whether the cases that are few are all in the usual run, and all cases in the long one; a soak has all anyway.
    let hasAllOfFew: Bool
    /// Which part this is, and of how many: parts run at the same time, and most of the time is silence.
    let part: (Int, of: Int)

    /// All of them.
    static let all: [CaseRun] = [
        runs(.routed, IPFamily.allCases, stride: 6, hasAllOfFew: true, parts: 2),
        runs(.bridged, IPFamily.allCases, stride: 15, hasAllOfFew: false, parts: 1),
        runs(.routed, [.ipv4], stride: 30, hasAllOfFew: false, parts: 1),
        runs(.routed, [.ipv6], stride: 30, hasAllOfFew: false, parts: 1),
    ].flatMap { $0 }.filter(\.joining.isAvailable)

    /// The cases of this part.
    var cases: [PolicyCase] {
        let large: Set<PolicyCase.Family> = [.peers, .portProtocol]
        let (isWhole, stride) = (isSoak || runsLongTests && hasAllOfFew, runsLongTests ? max(1, stride / 3) : stride)
        let chosen = PolicyCase.all.enumerated().filter { index, policyCase in
            isWhole || (hasAllOfFew && !large.contains(policyCase.family)) || index % stride == 0
        }
        return chosen.enumerated().filter { $0.offset % part.of == part.0 }.map(\.element.element)
    }

    /// `routed, ipv4 and ipv6, part 1 of 2`.
    var testDescription: String {
        "\(joining), \(families.map { "\($0)" }.joined(separator: " and ")), part \(part.0 + 1) of \(part.of)"
    }

    private static func runs(
        _ joining: World.Joining, _ families: [IPFamily], stride: Int, hasAllOfFew: Bool, parts: Int
    ) -> [CaseRun] {
        (0..<parts).map { part in
            CaseRun(
                joining: joining, families: families, stride: stride, hasAllOfFew: hasAllOfFew, part: (part, of: parts))
        }
    }
}
