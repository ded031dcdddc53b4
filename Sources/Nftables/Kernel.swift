/// Where a table lives: the real kernel behind a netlink socket, or one made of values for tests.
public protocol Kernel {
    /// What the table holds now, and the generation of the kernel's rules at which it does.
    func observe() throws(KernelError) -> Observation

    /// The generation of the kernel's rules now.
    func generation() throws(KernelError) -> Generation

    /// Commits one phase, if the kernel is still at this generation; returns the one that the commit made.
    func apply(_ phase: Phase, expecting generation: Generation) throws(KernelError) -> Generation
}

/// The number that the kernel gives to each state of all its rules; any table's commit moves it.
public struct Generation: RawRepresentable, Hashable, Sendable {
    /// The kernel's number.
    public let rawValue: UInt32

    /// The generation with this number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The one that the next commit makes; the kernel leaves out zero when it wraps around.
    public var next: Generation { Generation(rawValue: rawValue == .max ? 1 : rawValue + 1) }
}

/// What was seen in the kernel.
public struct Observation: Hashable, Sendable {
    /// The table; `nil` where there is none of that name.
    public let ruleset: Ruleset?
    /// When it was so.
    public let generation: Generation

    /// A table as of a generation.
    public init(_ ruleset: Ruleset?, at generation: Generation) {
        self.ruleset = ruleset
        self.generation = generation
    }
}

/// What went wrong between us and the kernel.
public enum KernelError: Error, Hashable, Sendable {
    /// Somebody committed since; nothing of ours was done. Observe, compare and try again.
    case stale
    /// The kernel refused this change, and with it the whole batch; nothing was done.
    case refused(Change, Errno)
    /// The kernel refused the whole batch without naming a change; nothing was done.
    case rejected(Errno)
    /// The answer was lost: whether the batch was committed must be observed.
    case lost(Errno)
    /// What is there could not be read.
    case unreadable(String)
    /// The batch is larger than the socket may send, and may not be cut in parts.
    case tooLarge(byteCount: Int, limit: Int)
    /// This process may not change rules here.
    case notPermitted
    /// The table belongs to another process, by its netlink port.
    case ownedByAnother(table: String, port: UInt32)
    /// This kernel has no nf_tables.
    case unavailable(Errno)
    /// The kernel refused something beside the table: what was asked of it, as a verb with its object.
    case refusedRequest(String, Errno)
}

extension KernelError: CustomStringConvertible {
    /// What went wrong and what to do.
    public var description: String {
        switch self {
        case .stale: "the kernel's rules were changed by somebody else meanwhile; nothing was done, try again"
        case .refused(let change, let errno):
            "the kernel refused to \(change.summary): \(errno); nothing of this batch was done"
        case .rejected(let errno): "the kernel refused the batch: \(errno); nothing of it was done"
        case .lost(let errno):
            "the kernel's answer was lost (\(errno)); look again at what it holds before doing more"
        case .unreadable(let what): "the kernel's answer could not be read: \(what)"
        case .tooLarge(let byteCount, let limit):
            "a change of \(byteCount) bytes is more than this socket may send at once (\(limit)); "
                + "run outside of a user namespace, or raise net.core.wmem_max"
        case .notPermitted:
            "not permitted to change firewall rules here: run as root, or give the process CAP_NET_ADMIN"
        case .ownedByAnother(let table, let port):
            "table inet \(table) belongs to another process (netlink port \(port), usually its pid): stop it first"
        case .unavailable(let errno):
            "this kernel does not offer nf_tables (\(errno)): load the module nf_tables, "
                + "or use a kernel with CONFIG_NF_TABLES and CONFIG_NF_TABLES_INET"
        case .refusedRequest(let what, let errno): "the kernel refused to \(what): \(errno)"
        }
    }
}
