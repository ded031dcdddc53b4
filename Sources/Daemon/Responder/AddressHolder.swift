internal import Glibc

/// Who may hold an address that cannot be had.
enum AddressHolder {
    /// What can be said of it, and how to find out more.
    static func words(for address: ResponderAddress) -> String {
        switch address {
        case .network(_, let port):
            let users = users(listeningOn: port).map { "a program of user \($0)" }
            let who = users.isEmpty ? "another program" : users.joined(separator: " and ")
            return "\(who) listens there already; `ss -ltnp 'sport = :\(port)'` says which"
        case .local(let path, _, _, _):
            guard let process = listener(path) else { return "another program listens there already" }
            return "process \(process) listens there already"
        }
    }

    /// The process that listens at a Unix socket; nil where it cannot be asked.
    private static func listener(_ path: String) -> Int32? {
        guard let name = SocketName(unix: path), let probe = try? OwnedDescriptor.socket(AF_UNIX, SOCK_STREAM),
            name.with({ connect(probe.number, $0, $1) }) == 0, let peer = PeerCredentials(of: probe.number)
        else { return nil }
        return peer.process > 0 ? peer.process : nil
    }

    /// The users whose programs listen on a TCP port: what the kernel tells everybody.
    static func users(listeningOn port: UInt16) -> [UInt32] {
        let tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"].compactMap { SmallFile.text($0) }
        return Set(tables.flatMap { users(in: $0, port: port) }).sorted()
    }

    /// The users in one of these tables.
    static func users(in table: String, port: UInt16) -> [UInt32] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: " ")
            guard columns.count > 7, columns[3] == "0A", let digits = columns[1].split(separator: ":").last,
                UInt16(digits, radix: 16) == port
            else { return nil }
            return UInt32(columns[7])
        }
    }
}
