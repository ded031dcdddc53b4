import Addresses
import Glibc
import TestSupport

/// Datagrams from web to the port of db that is open and closed by turns, and when the first of them met new rules.
struct ChangingWay {
    private static let patience = 5e9
    /// Datagrams go by way of this machine alone, within the call that sends them, unless it is very busy.
    private static let silence = 3e6

    private let ear: FlowSocket
    private let lab: NodeLab
    /// When each was sent; its place is its number.
    private var sent: [Double] = []

    /// Listens at that port.
    init(_ lab: NodeLab) throws {
        self.lab = lab
        ear = try .listening(.udp, at: NodeLab.ports.changing, in: lab.topology.server.namespace)
    }

    /// A socket that nothing was sent from: a flow that was allowed may be cut.
    func flow() throws -> FlowSocket {
        let socket = try FlowSocket(.udp, in: lab.topology.client.namespace)
        try socket.connect(to: SocketPlace(NodeLab.address.description, port: NodeLab.ports.changing))
        return socket
    }

    /// When the first datagram was sent that passed, or that did not, and neither did the next; throws where none is
    /// within five seconds.
    mutating func firstJudged(passes: Bool, on flow: FlowSocket) throws -> Double {
        let (start, first) = (Clock.now(), sent.count)
        var missing: Int?
        while Clock.now() < start + Self.patience {
            let number = sent.count
            sent.append(Clock.now())
            flow.send(withUnsafeBytes(of: UInt32(number)) { Array($0) })
            let heard = hear(since: first, for: passes ? 0 : Self.silence)
            if passes, let heard { return sent[heard] }
            // One that is late is no denial.
            if !passes, heard == nil, let missing { return sent[missing] }
            missing = heard == nil ? number : nil
            // Others need the cores.
            usleep(20)
        }
        throw BenchError.command(
            "datagrams \(passes ? "do not pass" : "pass") five seconds after their pod was changed")
    }

    /// The number of the next datagram that comes, of those since one, if one comes within so many nanoseconds.
    private func hear(since first: Int, for time: Double) -> Int? {
        let start = Clock.now()
        while true {
            while let bytes = ear.receive() {
                let number = Int(bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
                if number >= first { return number }
            }
            if Clock.now() >= start + time { return nil }
            usleep(20)
        }
    }
}
