import CNetfilter
import Nftables

/// Tells apart, message by message, whose commits touched our table.
struct DriftFilter {
    private let table: String
    private let ownPort: UInt32
    private var objectCount = 0
    private var notices: [DriftNotice] = []

    /// Notices about this table; commits from this port are our own.
    init(table: String, ownPort: UInt32) {
        self.table = table
        self.ownPort = ownPort
    }

    /// The oldest notice that was not taken yet.
    mutating func takeNotice() -> DriftNotice? { notices.isEmpty ? nil : notices.removeFirst() }

    /// Says that messages were lost.
    mutating func noteLoss() {
        objectCount = 0
        notices.append(DriftNotice(origin: .unknown, generation: nil, objectCount: 0))
    }

    /// Takes one message: the objects of a commit come first, its new generation last.
    mutating func take(_ message: MessageReader.Message) throws(WireError) {
        guard message.kind.rawValue >> 8 == UInt16(NFNL_SUBSYS_NFTABLES), message.port != ownPort else { return }
        let attributes = try message.attributes()
        guard message.kind == MessageKind(NFT_MSG_NEWGEN) else {
            let isOurs = message.family == UInt8(NFPROTO_INET_VALUE) && attributes.text(NFTA_TABLE_NAME) == table
            if isOurs { objectCount += 1 }
            return
        }
        guard objectCount > 0 else { return }
        let process: UInt32 = attributes.number(NFTA_GEN_PROC_PID) ?? 0
        notices.append(
            DriftNotice(
                origin: .process(process, name: attributes.text(NFTA_GEN_PROC_NAME) ?? ""),
                generation: attributes.number(NFTA_GEN_ID).map { Generation(rawValue: $0) }, objectCount: objectCount))
        objectCount = 0
    }
}
