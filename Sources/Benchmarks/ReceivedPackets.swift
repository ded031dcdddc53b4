/// How many IPv4 packets reached a network namespace, from the text of `/proc/net/snmp`.
public struct ReceivedPackets: Equatable, Sendable {
    /// How many came in, whatever became of them.
    public let count: Int

    /// Reads the text; `nil` where it is no such text.
    public init?(_ text: String) {
        // A line of names, and one of figures.
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("Ip: ") }.map { $0.split(separator: " ") }
        guard lines.count == 2, let place = lines[0].firstIndex(of: "InReceives"), place < lines[1].count,
            let count = Int(lines[1][place])
        else { return nil }
        self.count = count
    }
}
