/// Whose a table is to be.
public enum Ownership: String, Hashable, Sendable, CaseIterable {
    /// Anybody's; who wants it later can still make it theirs.
    case none
    /// Ours while the socket is open, and gone with it: `flags owner`.
    case owner
    /// Ours while the socket is open; afterwards it stays and enforces: `flags owner, persist`.
    case ownerAndPersist

    /// The kernel's flags for a table that is to be made so. A table made without `persist` can never become anybody's,
    /// so it is always asked for where the kernel knows it.
    func flags(_ features: Features) -> UInt32 {
        let persist = features.contains(.persistentTables) ? TableFlags.persist : 0
        return switch self {
        case .none: persist
        case .owner: features.contains(.ownedTables) ? TableFlags.owner : 0
        case .ownerAndPersist: (features.contains(.ownedTables) ? TableFlags.owner : 0) | persist
        }
    }
}

/// The kernel's flags of a table, which the headers of 6.1 know in part only.
enum TableFlags {
    /// Drops nothing and accepts nothing: all of it sleeps.
    static let dormant: UInt32 = 1
    /// Belongs to the socket that made or adopted it.
    static let owner: UInt32 = 2
    /// Stays when its owner goes.
    static let persist: UInt32 = 4
}
