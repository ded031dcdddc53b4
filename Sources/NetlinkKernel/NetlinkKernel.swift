import CNetfilter
public import Nftables

/// The table of one name in the kernel of this network namespace, behind one lasting netlink socket.
///
/// Not for several threads at once: one task owns it. A class, since it owns the socket, and with it perhaps the table.
public final class NetlinkKernel: Kernel {
    /// The table's name.
    public let table: String
    /// What this kernel can do.
    public let features: Features
    /// Whose the table is; of one that is not there yet, whose it will be.
    public private(set) var ownership: Ownership

    private static let busyTriesMax = 5
    private let conversation: Conversation
    private let socket: NetlinkSocket?

    /// Opens a socket in the network namespace of the calling thread, or takes over one that was passed in; asks what
    /// the kernel can do; and makes a table that is there already ours, where that is wanted and possible.
    public convenience init(
        table: String = "martlet", ownership: Ownership = .none, socket descriptor: Int32? = nil
    ) throws(KernelError) {
        try self.init(table, ownership, socket: descriptor)
        try claim()
    }

    /// Opens a socket to look at a table alone, whoever owns it.
    public convenience init(reading table: String) throws(KernelError) { try self.init(table, .none, socket: nil) }

    private convenience init(_ table: String, _ ownership: Ownership, socket descriptor: Int32?) throws(KernelError) {
        let socket: NetlinkSocket
        do {
            socket = if let descriptor { try NetlinkSocket(adopting: descriptor) } else { try NetlinkSocket() }
        } catch {
            throw error.meansNoSubsystem ? .unavailable(error) : .lost(error)
        }
        try self.init(table, ownership, over: socket, socket)
    }

    /// The same over any port.
    convenience init(table: String, ownership: Ownership, port: any NetlinkPort) throws(KernelError) {
        try self.init(table, ownership, over: port, nil)
        try claim()
    }

    private init(
        _ table: String, _ ownership: Ownership, over port: any NetlinkPort, _ socket: NetlinkSocket?
    ) throws(KernelError) {
        self.table = table
        self.socket = socket
        conversation = Conversation(port)
        features = try FeatureProbe(conversation).run()
        self.ownership = ownership.possible(with: features)
    }

    /// The socket's descriptor: whoever keeps it open keeps the table owned.
    public var descriptor: Int32? { socket?.descriptor }

    /// The number by which the kernel, and its notices, know our socket.
    public var port: UInt32 { conversation.portIdentifier }

    /// `nft list table inet martlet`, as a value.
    public func observe() throws(KernelError) -> Observation {
        let (listing, generation) = try Observer(conversation, table: table).observe()
        return Observation(listing?.ruleset, at: generation)
    }

    /// `NFT_MSG_GETGEN`: one short question, whatever the table holds.
    public func generation() throws(KernelError) -> Generation {
        do throws(ConversationError) {
            return try Observer(conversation, table: table).generation()
        } catch {
            throw KernelError(error)
        }
    }

    /// What rules and named counters have counted, as far as there is a table.
    public func counts() throws(KernelError) -> Counts {
        try Observer(conversation, table: table).counts()
    }

    /// `nft -f`, but only for one generation of the kernel's rules.
    ///
    /// One batch, all or nothing. Where the socket may not send so much at once, as in a user namespace, a phase that
    /// is divisible goes in several batches; one that fails then leaves those before it, which is a safe state too.
    public func apply(_ phase: Phase, expecting generation: Generation) throws(KernelError) -> Generation {
        guard !phase.changes.isEmpty else { return generation }
        for _ in 1..<Self.busyTriesMax {
            do {
                return try commit(phase, expecting: generation)
            } catch .refused(_, .busy) where phase.step == .remove {
                // Before 6.2 an element that was removed holds its chain until the kernel has a moment.
                usleep(1000)
            }
        }
        return try commit(phase, expecting: generation)
    }

    /// `nft -c -f`: what the kernel would say to a phase as the table is now, without doing it. Loops of jumps are
    /// found at a commit only.
    public func tryOut(_ phase: Phase) throws(KernelError) {
        let batch = encode(phase, try tableFlags(for: phase), expecting: nil)
        guard batch.count > 0 else { return }
        try checkSize(batch.byteCount)
        try send(batch.transaction(isTrial: true), of: batch, phase, part: 0..<batch.count)
    }

    /// The bytes that would commit a phase in one batch, for benchmarks that set apart what encoding costs.
    package func transaction(of phase: Phase, expecting generation: Generation) -> [UInt8] {
        encode(phase, ownership.flags, expecting: generation).transaction()
    }

    private func encode(_ phase: Phase, _ tableFlags: UInt32, expecting generation: Generation?) -> Batch {
        let messageCountMax = phase.changes.reduce(2) { $0 + $1.messageCountMax }
        return Batch(
            phase, table: table, tableFlags: tableFlags, generation: generation,
            sequence: conversation.reserveSequence(messageCountMax))
    }

    /// The flags of a table that is to be made, or of the one that is to be woken and keeps all others.
    private func tableFlags(for phase: Phase) throws(KernelError) -> UInt32 {
        guard phase.changes.contains(.removeForeign(.dormancy)), let flags = try header()?.flags else {
            return ownership.flags
        }
        return flags & ~TableFlags.dormant
    }

    private func commit(_ phase: Phase, expecting generation: Generation) throws(KernelError) -> Generation {
        let batch = encode(phase, try tableFlags(for: phase), expecting: generation)
        guard batch.count > 0 else { return generation }
        let limit = conversation.sendLimit(for: batch.byteCount)
        if batch.byteCount <= limit {
            try send(batch.transaction(), of: batch, phase, part: 0..<batch.count)
            return generation.next
        }
        guard phase.isDivisible, let parts = batch.parts(byteCountMax: limit) else {
            throw .tooLarge(byteCount: batch.byteCount, limit: limit)
        }
        var current = generation
        for part in parts {
            try send(batch.transaction(of: part, generation: current), of: batch, phase, part: part)
            current = current.next
        }
        return current
    }

    private func checkSize(_ byteCount: Int) throws(KernelError) {
        let limit = conversation.sendLimit(for: byteCount)
        guard byteCount <= limit else { throw .tooLarge(byteCount: byteCount, limit: limit) }
    }

    private func send(
        _ bytes: [UInt8], of batch: borrowing Batch, _ phase: Phase, part: Range<Int>
    ) throws(KernelError) {
        do {
            try conversation.send(bytes)
        } catch {
            throw .rejected(error)
        }
        let last = batch.sequence(ofMessage: part.upperBound - 1)
        let first = batch.sequence(ofMessage: 0) - 1
        guard let refusal = try answer(frame: first, last: last) else { return }
        if let change = batch.change(of: refusal.sequence) { throw meaning(of: refusal.errno, phase.changes[change]) }
        throw meaning(ofFrame: refusal.errno)
    }

    private func answer(frame: UInt32, last: UInt32) throws(KernelError) -> Conversation.Refusal? {
        do {
            return try conversation.awaitAnswer(frame: frame, last: last)
        } catch {
            throw .lost(error)
        }
    }

    private func meaning(of errno: Errno, _ change: Change) -> KernelError {
        if errno == .notPermitted, let owner = try? owner(), owner != port {
            return .ownedByAnother(table: table, port: owner)
        }
        return .refused(change, errno)
    }

    private func meaning(ofFrame errno: Errno) -> KernelError {
        switch errno {
        case .restart: .stale
        case .notPermitted: .notPermitted
        case _ where errno.meansNoSubsystem: .unavailable(errno)
        default: .rejected(errno)
        }
    }

    private func owner() throws(ConversationError) -> UInt32? {
        try Observer(conversation, table: table).header()?.owner
    }

    /// Makes a table ours that is there already, if that is wanted, nobody owns it and it was made to be owned; `nft`
    /// cannot say this.
    private func claim() throws(KernelError) {
        guard let header = try header() else { return }
        if let owner = header.owner, owner != port { throw .ownedByAnother(table: table, port: owner) }
        guard ownership.isOurs, header.owner == nil else { return }
        if header.flags & TableFlags.persist != 0, ownership == .ownerAndPersist {
            try adopt()
        } else {
            ownership = header.flags & TableFlags.persist == 0 ? .none : .adoptable
        }
    }

    private func header() throws(KernelError) -> TableListing? {
        do {
            return try Observer(conversation, table: table).header()
        } catch {
            throw KernelError(error)
        }
    }

    private func adopt() throws(KernelError) {
        let phase = Phase(.switch, [.createTable(comment: nil)], result: nil)
        let batch = Batch(
            phase, table: table, tableFlags: TableFlags.owner | TableFlags.persist, generation: nil,
            sequence: conversation.reserveSequence(3), isAdoption: true)
        try send(batch.transaction(), of: batch, phase, part: 0..<1)
    }
}

extension Change {
    /// At most so many messages are needed for it.
    fileprivate var messageCountMax: Int {
        switch self {
        case .addElements(let elements, _), .removeElements(let elements, _): elements.count / 100 + 1
        case .addVerdicts(let elements, _, _), .removeVerdicts(let elements, _, _): elements.count / 100 + 1
        case .setRules(let rules, _): rules.count + 1
        case .createTable, .deleteTable, .createCounter, .deleteCounter, .createSet, .deleteSet, .createMap,
            .deleteMap, .createChain, .deleteChain, .setPolicy:
            1
        case .removeForeign: 2
        }
    }
}
