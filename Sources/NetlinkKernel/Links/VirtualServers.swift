import CNetfilter
import Nftables

/// Finds out whether IPVS distributes connections here: `ipvsadm -L`, over generic netlink.
struct VirtualServers {
    private static let controllerCommand: UInt8 = 3  // CTRL_CMD_GETFAMILY
    private static let serviceCommand: UInt8 = 4  // IPVS_CMD_GET_SERVICE
    private static let headerByteCount = 4

    private let conversation: Conversation

    /// Asks over a socket of the generic family.
    init(_ conversation: Conversation) { self.conversation = conversation }

    /// Whether there is any virtual server; `nil` where the kernel does not let us know.
    ///
    /// All families are listed, since asking for one by its name makes the kernel load its module.
    func exist() -> Bool? {
        do throws(ConversationError) {
            guard let family = try family() else { return false }
            var count = 0
            _ = try conversation.ask(family, flags: NLM_F_DUMP, { $0.append(header: [Self.serviceCommand, 1, 0, 0]) }) {
                (message) throws(WireError) in
                if message.kind == family { count += 1 }
            }
            return count > 0
        } catch {
            return nil
        }
    }

    private func family() throws(ConversationError) -> MessageKind? {
        var found: UInt16?
        let controller = MessageKind(rawValue: UInt16(NLMSG_MIN_TYPE))
        _ = try conversation.ask(
            controller, flags: NLM_F_DUMP, { $0.append(header: [Self.controllerCommand, 1, 0, 0]) }
        ) { (message) throws(WireError) in
            let attributes = try message.attributes(behind: Self.headerByteCount)
            if attributes.text(FamilyAttribute.name) == "IPVS" { found = attributes.native(FamilyAttribute.number) }
        }
        return found.map { MessageKind(rawValue: $0) }
    }
}
