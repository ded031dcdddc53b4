import CNetfilter
public import Nftables

/// A ruleset as the bytes that make it in a kernel, to be kept in a file.
///
/// Written by the encoder of batches and read by the decoder of listings, both of which are held against the kernel
/// already; so there is no format of its own to keep right. What was read is a ruleset like any other, and goes to the
/// kernel of the day by the usual way.
public enum RulesetArchive {
    /// The bytes of a ruleset.
    public static func bytes(of ruleset: Ruleset) -> [UInt8] {
        Batch(
            .squeezed(from: nil, to: ruleset), table: ruleset.table, tableFlags: 0, generation: nil, sequence: 0
        ).transaction()
    }

    /// The ruleset in these bytes, of a table of this name.
    public static func ruleset(from bytes: [UInt8], table: String) throws(KernelError) -> Ruleset {
        do throws(WireError) {
            let result = bytes.withUnsafeBytes { bytes in
                Result { () throws(WireError) in try read(bytes, table) }
            }
            return try result.get()
        } catch {
            throw KernelError(.unreadable(error))
        }
    }

    /// Objects first, since only they say how the keys of a set's elements are laid out.
    private static func read(_ bytes: UnsafeRawBufferPointer, _ table: String) throws(WireError) -> Ruleset {
        var listing = TableListing(table)
        try eachMessage(bytes) { (message) throws(WireError) in
            switch message.kind {
            case MessageKind(NFT_MSG_NEWTABLE): listing.takeTable(try message.attributes())
            case MessageKind(NFT_MSG_NEWCHAIN): try listing.takeChain(try message.attributes())
            case MessageKind(NFT_MSG_NEWSET): try listing.takeSet(try message.attributes())
            case MessageKind(NFT_MSG_NEWOBJ): try listing.takeObject(try message.attributes())
            default: break
            }
        }
        let layouts = Dictionary(listing.lookups.map { ($0.name, $0.layout) }) { $1 }
        var collectors: [String: ElementCollector] = [:]
        try eachMessage(bytes) { (message) throws(WireError) in
            switch message.kind {
            case MessageKind(NFT_MSG_NEWRULE): try listing.takeRule(try message.attributes())
            case MessageKind(NFT_MSG_NEWSETELEM):
                let attributes = try message.attributes()
                let set = try attributes.requiredText(NFTA_SET_ELEM_LIST_SET)
                guard let layout = layouts[set] else { return }
                try collectors[set, default: ElementCollector(set, layout)].take(attributes)
            default: break
            }
        }
        for (set, collector) in collectors { listing.take(collector, of: set) }
        return listing.ruleset
    }

    private static func eachMessage(
        _ bytes: UnsafeRawBufferPointer, _ body: (MessageReader.Message) throws(WireError) -> Void
    ) throws(WireError) {
        var reader = MessageReader(bytes)
        while let message = try reader.next() { try body(message) }
    }
}
