/// Whose a table is to be.
public enum Ownership: String, Hashable, Sendable, CaseIterable {
    /// Anybody's, for ever: a table made without flags can never become anybody's own.
    case none
    /// Anybody's until somebody adopts it: `flags persist`. `nft` before 1.1.0 lists such a table with an empty
    /// `flags` line, which it cannot read back; so does it list an owned one whose owner is gone.
    case adoptable
    /// Ours while the socket is open, and gone with it: `flags owner`.
    case owner
    /// Ours while the socket is open; afterwards it stays, enforces and can be adopted: `flags owner, persist`.
    case ownerAndPersist

    /// The most of this that a kernel can do.
    func possible(with features: Features) -> Ownership {
        switch self {
        case .none: .none
        case .adoptable: features.contains(.persistentTables) ? .adoptable : .none
        case .owner: features.contains(.ownedTables) ? .owner : .none
        case .ownerAndPersist: features.contains(.persistentTables) ? .ownerAndPersist : .none
        }
    }

    /// The kernel's flags for a table that is to be made so.
    var flags: UInt32 {
        switch self {
        case .none: 0
        case .adoptable: TableFlags.persist
        case .owner: TableFlags.owner
        case .ownerAndPersist: TableFlags.owner | TableFlags.persist
        }
    }

    /// Whether the table is to be ours.
    var isOurs: Bool { flags & TableFlags.owner != 0 }
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
