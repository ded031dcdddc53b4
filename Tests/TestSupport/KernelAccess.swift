import CTestSystem
import Glibc
public import Testing

/// Whether tests may use the kernel here: network namespaces, nf_tables, and the commands `nft` and `ip`.
public enum KernelAccess {
    /// Why the kernel cannot be used, in words; nil when it can. Found out once a process.
    public static let obstacle: String? = findObstacle()

    /// Whether the kernel can be used.
    public static var isAvailable: Bool { obstacle == nil }

    private static func findObstacle() -> String? {
        do {
            let namespace = try NetworkNamespace()
            defer { namespace.close() }
            try namespace.command(["ip", "link", "show", "lo"])
            try namespace.command(["nft", "add", "table", "inet", "probe"])
            return nil
        } catch {
            return "the kernel cannot be used here: \(error)"
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test, with the reason in words, where `KernelAccess` finds an obstacle.
    public static var requiresKernel: Self {
        .enabled(if: KernelAccess.isAvailable, Comment(rawValue: KernelAccess.obstacle ?? "the kernel can be used"))
    }
}
