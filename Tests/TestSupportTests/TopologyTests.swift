import CTestSystem
import Glibc
import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct TopologyTests {
    @Test("forwards both families between its ends")
    func forwards() throws {
        let topology = try Topology()
        let probe = try PacketProbe(topology)
        let packets = [
            (topology.client.address4, topology.server.address4), (topology.client.address6, topology.server.address6),
        ]
        .map { RawPacket(from: $0.0, to: $0.1, .udp(source: 1, destination: 2)) }
        #expect(try probe.arrivals(of: packets) == [true, true])
    }

    @Test("carries real connections when its ends answer, also from and to their further addresses")
    func answers() throws {
        let topology = try Topology(
            answering: true, clientAddresses: [[192, 0, 2, 1]], serverAddresses: [[10, 2, 7, 7]])
        for (source, target) in [([10, 1, 0, 2], [10, 2, 0, 2]), ([192, 0, 2, 1], [10, 2, 7, 7])]
            as [([UInt8], [UInt8])]
        {
            let client = try topology.client.namespace.run { try DatagramSocket(source) }
            let server = try topology.server.namespace.run { try DatagramSocket(target) }
            #expect(client.send(to: target))
            #expect(server.receive() == source)
            #expect(server.send(to: source))
            #expect(client.receive() == target)
        }
    }

    @Test("says nothing by itself and answers nothing unless asked to")
    func isSilent() throws {
        let topology = try Topology()
        let listener = try PacketSocket(in: topology.client.namespace, link: "eth0", .everything)
        let probe = try PacketProbe(topology)
        let packet = RawPacket(
            from: topology.client.address4, to: topology.server.address4, .udp(source: 1, destination: 2))
        #expect(try probe.arrives(packet))
        // Nothing but what the probe itself sent, the datagram and the marker, and reports of multicast membership.
        var heard: [[UInt8]] = []
        while let frame = try listener.receive(by: Deadline(seconds: 0.3)) { heard.append(frame) }
        heard.removeAll { $0.starts(with: [0x33, 0x33]) }
        #expect(heard.count == 2, "\(heard)")
        #expect(heard.allSatisfy { PacketTag(endOf: $0) != nil })
    }

    @Test("leaves no thread behind when a test lets go of it")
    func leavesNothing() throws {
        func makeAndLetGo() throws -> [String] {
            let topology = try Topology()
            return [topology.client.namespace, topology.router, topology.server.namespace].map {
                String($0.path.dropLast("/ns/net".count))
            }
        }
        let deadline = Deadline(seconds: 30)
        let threads = try makeAndLetGo()
        #expect(threads.count == 3)
        for thread in threads {
            while access(thread, F_OK) == 0 && !deadline.hasPassed { usleep(1000) }
            #expect(access(thread, F_OK) != 0, "\(thread) is still there")
        }
    }
}

/// A UDP socket at port 9 of one of the calling thread's addresses.
private final class DatagramSocket {
    private let number: Int32

    init(_ address: [UInt8]) throws {
        number = try SystemError.check(socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0), "socket")
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bound = withSocketAddress(address) { bind(number, $0, $1) }
        _ = try SystemError.check(bound, "bind")
    }

    deinit {
        close(number)
    }

    func send(to address: [UInt8]) -> Bool {
        withSocketAddress(address) { sendto(number, "x", 1, 0, $0, $1) } == 1
    }

    /// The sender of the next datagram.
    func receive() -> [UInt8]? {
        var sender = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        var byte: UInt8 = 0
        let count = withUnsafeMutablePointer(to: &sender) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { recvfrom(number, &byte, 1, 0, $0, &size) }
        }
        return count == 1 ? littleEndian(sender.sin_addr.s_addr) : nil
    }
}

private func withSocketAddress<Value>(_ bytes: [UInt8], _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value
{
    var address = sockaddr_in()
    address.sin_family = UInt16(AF_INET)
    address.sin_port = UInt16(9).bigEndian
    withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
