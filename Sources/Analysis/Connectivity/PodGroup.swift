public import KubernetesModel

/// Pods of one workload that reach the same and are reached by the same: nearly always all of them.
public struct PodGroup: Hashable, Sendable {
    /// The workload.
    public let workload: WorkloadName
    /// The pods, in order.
    public let pods: [ObjectKey]
    /// Whether these are all pods of the workload; where not, the others stand apart.
    public let isWhole: Bool

    /// Pods of a workload.
    public init(_ workload: WorkloadName, pods: [ObjectKey], isWhole: Bool = true) {
        self.workload = workload
        self.pods = pods
        self.isWhole = isWhole
    }
}

extension PodGroup: Comparable, CustomStringConvertible {
    /// Orders by workload, then by the first pod.
    public static func < (left: Self, right: Self) -> Bool {
        if left.workload != right.workload { return left.workload < right.workload }
        return left.pods.lexicographicallyPrecedes(right.pods)
    }

    /// `shop/web[Deployment]`; of a part of it `shop/web-1[Pod]` or `shop/web[Deployment](web-1,web-2)`.
    public var description: String {
        if isWhole { return workload.description.withoutControls }
        if pods.count == 1 { return WorkloadName.pod(pods[0]).description.withoutControls }
        let named = pods.prefix(Self.podsNamed).map(\.name)
        let more = pods.count > named.count ? ["+\(pods.count - named.count)"] : []
        return "\(workload)(\((named + more).joined(separator: ",")))".withoutControls
    }

    /// How many pods a description names.
    private static let podsNamed = 3
}

extension String {
    /// The same with all that a terminal or a line reader would act on written as JSON does.
    var withoutControls: String {
        if unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F }) { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                result += "\\u{\(Self(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
