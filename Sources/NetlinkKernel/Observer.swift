import CNetfilter
import Nftables

/// Reads a table back, again from the start where somebody changes rules meanwhile.
///
/// The kernel lists chains, rules, sets and elements one request after the other, and says nothing when elements change
/// between the parts of a listing; so what was read counts only if the generation is the same before and after.
struct Observer {
    private static let attemptsMax = 50

    private let conversation: Conversation
    private let table: String

    /// Reads the table of this name.
    init(_ conversation: Conversation, table: String) {
        self.conversation = conversation
        self.table = table
    }

    /// What was read, and the generation at which it was so; the listing is `nil` where there is no such table.
    func observe() throws(KernelError) -> (listing: TableListing?, generation: Generation) {
        do {
            for _ in 0..<Self.attemptsMax {
                let before = try generation()
                if case .whole(let listing) = try list(), try generation() == before { return (listing, before) }
            }
        } catch {
            throw KernelError(error)
        }
        throw .unreadable("the rules changed during each of \(Self.attemptsMax) attempts to read them")
    }

    /// What the counters of the table have counted.
    func counts() throws(KernelError) -> Counts {
        do {
            guard var listing = try header() else { return Counts() }
            let askTable = { [table] (writer: inout MessageWriter) in writer.put(NFTA_TABLE_NAME, table) }
            _ = try conversation.ask(NFT_MSG_GETRULE, flags: NLM_F_DUMP, askTable) { (message) throws(WireError) in
                try listing.takeRule(try message.attributes())
            }
            _ = try conversation.ask(NFT_MSG_GETOBJ, flags: NLM_F_DUMP, askTable) { (message) throws(WireError) in
                try listing.takeObject(try message.attributes())
            }
            return listing.counts
        } catch {
            throw KernelError(error)
        }
    }

    /// The generation of the kernel's rules now.
    func generation() throws(ConversationError) -> Generation {
        var found: UInt32?
        _ = try conversation.ask(NFT_MSG_GETGEN, flags: 0, family: AF_UNSPEC) { (message) throws(WireError) in
            found = try message.attributes().required(NFTA_GEN_ID)
        }
        guard let found else { throw .unreadable(.missing(UInt16(NFTA_GEN_ID.rawValue))) }
        return Generation(rawValue: found)
    }

    /// The table alone; `nil` where there is none.
    func header() throws(ConversationError) -> TableListing? {
        var listing = TableListing(table)
        do {
            _ = try conversation.ask(NFT_MSG_GETTABLE, flags: 0) { (writer) in
                writer.put(NFTA_TABLE_NAME, table)
            } each: { (message) throws(WireError) in
                listing.takeTable(try message.attributes())
            }
        } catch .failed(.noEntry) {
            return nil
        }
        return listing
    }

    /// One attempt to read everything.
    private enum Attempt {
        case whole(TableListing?)
        case torn
    }

    /// Reads everything, unless it changes so that it is noticed on the way: what was listed just now may be gone.
    private func list() throws(ConversationError) -> Attempt {
        guard let header = try header() else { return .whole(nil) }
        do {
            return try listContents(of: header)
        } catch .failed(.noEntry) {
            return .torn
        }
    }

    private func listContents(of header: TableListing) throws(ConversationError) -> Attempt {
        var listing = header
        var isTorn = false
        func dump(
            _ kind: nf_tables_msg_types, filter: Bool = true,
            each take: (inout TableListing, AttributeTable) throws(WireError) -> Void
        ) throws(ConversationError) {
            let answer = try conversation.ask(kind, flags: NLM_F_DUMP) { (writer) in
                if filter { writer.put(NFTA_TABLE_NAME, table) }
            } each: { (message) throws(WireError) in
                try take(&listing, try message.attributes())
            }
            isTorn = isTorn || answer == .interrupted
        }
        try dump(NFT_MSG_GETCHAIN, filter: false) { (listing, message) throws(WireError) in
            try listing.takeChain(message)
        }
        try dump(NFT_MSG_GETRULE) { (listing, message) throws(WireError) in try listing.takeRule(message) }
        try dump(NFT_MSG_GETSET) { (listing, message) throws(WireError) in try listing.takeSet(message) }
        try dump(NFT_MSG_GETOBJ) { (listing, message) throws(WireError) in try listing.takeObject(message) }
        try dump(NFT_MSG_GETFLOWTABLE) { (listing, message) throws(WireError) in try listing.takeFlowTable(message) }
        for (set, layout) in listing.lookups {
            guard let collector = try wholeElements(of: set, layout) else { return .torn }
            listing.take(collector, of: set)
        }
        return isTorn ? .torn : .whole(listing)
    }

    /// All elements; `nil` where they could not be listed.
    ///
    /// The kernel lists a hashed set in parts, and its hash table may still grow into a larger one between them, some
    /// while after the commit; then it leaves elements out and says nothing of it, and the generation does not move.
    /// So a listing in parts counts once another one says the same.
    private func wholeElements(
        of set: String, _ layout: KeyLayout
    ) throws(ConversationError) -> ElementCollector? {
        var previous: ListingFingerprint?
        for _ in 0...Self.attemptsMax {
            let found = try elements(of: set, layout)
            if layout.isInterval || found.messageCount <= 1 || found.fingerprint == previous { return found }
            previous = found.fingerprint
        }
        return nil
    }

    private func elements(of set: String, _ layout: KeyLayout) throws(ConversationError) -> ElementCollector {
        var collector = ElementCollector(set, layout)
        _ = try conversation.ask(NFT_MSG_GETSETELEM, flags: NLM_F_DUMP) { (writer) in
            writer.put(NFTA_SET_ELEM_LIST_TABLE, table)
            writer.put(NFTA_SET_ELEM_LIST_SET, set)
        } each: { (message) throws(WireError) in
            try collector.take(try message.attributes())
        }
        return collector
    }
}

extension KernelError {
    /// The same for those who called.
    init(_ error: ConversationError) {
        switch error {
        case .failed(.notPermitted): self = .notPermitted
        case .failed(let errno) where errno.meansNoSubsystem: self = .unavailable(errno)
        case .failed(let errno): self = .lost(errno)
        case .unreadable(.truncated): self = .unreadable("a message ends before it should")
        case .unreadable(.missing(let type)): self = .unreadable("attribute \(type) is missing")
        }
    }
}

extension KernelError {
    /// What a failed request beside the table means; what was asked is a verb with its object.
    init(_ error: ConversationError, doing what: String) {
        switch error {
        case .failed(.notPermitted): self = .notPermitted
        case .failed(.noBufferSpace), .failed(.tryAgain), .unreadable: self = KernelError(error)
        case .failed(let errno): self = .refusedRequest(what, errno)
        }
    }
}

extension Errno {
    /// Whether it is what a kernel without nf_tables, or without its inet family, answers.
    var meansNoSubsystem: Bool {
        [.protocolNotSupported, .notSupported, .familyNotSupported, .invalid].contains(self)
    }
}
