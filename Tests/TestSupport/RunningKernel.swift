import Glibc
public import NetlinkKernel
public import Testing

/// The kernel under which the tests run: what it has, asked of it, and what a kernel of its release must have.
public enum RunningKernel {
    /// Its release, as `uname -r` says it.
    public static let release: String = {
        var name = utsname()
        guard uname(&name) == 0 else { return "unknown" }
        return withUnsafeBytes(of: name.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }()

    /// What it can do; nothing where it cannot be asked. Found out once a process.
    public static let features: Features = {
        do {
            let namespace = try NetworkNamespace()
            defer { namespace.close() }
            return try namespace.run { try NetlinkKernel() }.features
        } catch {
            return []
        }
    }()

    /// Whether tables may be owned, and stay when their owner goes.
    public static var keepsOwnedTables: Bool { features.contains(.persistentTables) }

    /// Whether it is as exact as the one made of values: before 6.1 it takes some things that it then ignores.
    public static let isExact = !isBefore((6, 1), release)

    private static func isBefore(_ other: (Int, Int), _ release: String) -> Bool {
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) < other
    }

    /// Since which release a feature is there; those that are not named are older than all that we run under.
    private static let beginnings: [(feature: Features, since: (Int, Int))] = [
        (.ownedTables, (5, 12)), (.persistentTables, (6, 9)),
    ]

    /// What a kernel of this release has at the least; distributions may have brought it more.
    public static func expectedFeatures(release: String = release) -> Features {
        guard release.first?.isNumber ?? false else { return [] }
        return beginnings.reduce(Features(Features.words.map(\.feature))) { features, beginning in
            isBefore(beginning.since, release) ? features.subtracting(beginning.feature) : features
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where no table can be owned and stay when its owner goes.
    public static var requiresOwnedTables: Self { requires(.persistentTables) }

    /// Skips the test, and says what is missing, where this kernel cannot do all of these.
    public static func requires(_ features: Features) -> Self {
        let missing = Features.words.filter {
            features.contains($0.feature) && !RunningKernel.features.contains($0.feature)
        }
        let words = missing.map(\.words).joined(separator: ", ")
        return .enabled(if: missing.isEmpty, "Linux \(RunningKernel.release) has no \(words)")
    }
}
