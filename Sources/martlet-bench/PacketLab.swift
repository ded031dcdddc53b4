import Addresses
import Glibc

/// Packets through the forward hook of this namespace, as many and as fast as one thread can send them.
///
///     veth "to-us" ─► "in"  ─ routed here, asked about at the forward hook ─►  "out" ─► "away"
///
/// All four ends lie in one namespace: what is sent on the far end of one pair arrives, is forwarded, and leaves by
/// the other, all on the sender's core before the send returns. Nothing tracks connections, so that each packet is
/// asked about like the first of a flow, and the time is that of the rules. A class, since it owns a socket.
final class PacketLab {
    private static let inside = "02:00:00:00:00:01"
    private static let away = "02:00:00:00:00:02"

    private let socket: Int32
    private let interface: Int32

    /// Makes links and routes.
    init() throws {
        let commands = [
            "ip link add to-us type veth peer name in address \(Self.inside)",
            "ip link add out type veth peer name away",
            "ip addr add 10.255.0.1/30 dev in", "ip addr add 10.255.0.5/30 dev out",
            "ip link set to-us up", "ip link set in up", "ip link set out up", "ip link set away up",
            "ip route add 10.200.0.0/16 via 10.255.0.6 dev out",
            "ip neigh add 10.255.0.6 lladdr \(Self.away) dev out nud permanent",
        ]
        try Self.set("ipv6/conf/default/disable_ipv6", "1")
        for command in commands { try Child.run(command.split(separator: " ").map(String.init)) }
        try Child.run(
            [
                "nft",
                "add table ip bare; add chain ip bare first { type filter hook prerouting priority -300; }; "
                    + "add rule ip bare first notrack",
            ])
        for (path, value) in [("ip_forward", "1"), ("conf/all/rp_filter", "0"), ("conf/in/rp_filter", "0")] {
            try Self.set("ipv4/\(path)", value)
        }
        let packetFamily: Int32 = 17
        socket = Glibc.socket(packetFamily, Int32(SOCK_RAW.rawValue), 0)
        interface = Int32(if_nametoindex("to-us"))
        guard socket >= 0, interface > 0 else { throw BenchError.system("packet socket", errno) }
    }

    deinit {
        close(socket)
        for link in ["to-us", "out"] { try? Child.run(["ip", "link", "del", link]) }
    }

    /// How long one packet takes, as the mean of many, of which all arrive or none: what this thread had of a core,
    /// since a packet is forwarded within the call that sends it.
    func time(_ packet: [UInt8], count: Int, passes: Bool) throws -> Double {
        let before = try forwarded()
        let time = Clock.timeOnCore { for _ in 0..<count { send(packet) } }
        let arrived = try forwarded() - before
        guard arrived == (passes ? count : 0) else {
            throw BenchError.command("\(arrived) of \(count) packets passed")
        }
        return time / Double(count)
    }

    private func send(_ frame: [UInt8]) {
        var address = [UInt8](repeating: 0, count: 20)
        address[0] = 17
        address[2] = 8
        withUnsafeBytes(of: interface) { raw in for index in 0..<4 { address[4 + index] = raw[index] } }
        address[11] = 6
        address.withUnsafeBytes { place in
            guard let place = place.baseAddress else { return }
            _ = sendto(
                socket, frame, frame.count, 0, place.assumingMemoryBound(to: sockaddr.self), socklen_t(address.count))
        }
    }

    /// Sets a value below `/proc/sys/net`, which is this namespace's.
    private static func set(_ path: String, _ value: String) throws(BenchError) {
        try Files.write(value, to: "/proc/sys/net/\(path)")
    }

    /// How many packets left by the other pair.
    private func forwarded() throws -> Int {
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let file = open("/proc/self/net/dev", O_RDONLY)
        guard file >= 0 else { throw BenchError.system("statistics", errno) }
        defer { close(file) }
        let count = read(file, &bytes, bytes.count)
        let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
        // Behind the name eight figures of what came, then what went: bytes, packets.
        let words = lines.map { $0.split { " :".contains($0) } }.first { $0.first == "out" } ?? []
        return words.count > 10 ? Int(words[10]) ?? 0 : 0
    }

    /// A UDP packet in a frame for the near end.
    static func frame(from source: IPAddress, to destination: IPAddress, port: UInt16) -> [UInt8] {
        let ethernet: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 3, 8, 0]
        var header: [UInt8] = [0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0] + source.bytes + destination.bytes
        var sum = stride(from: 0, to: 20, by: 2).reduce(0 as UInt32) {
            $0 + UInt32(header[$1]) << 8 + UInt32(header[$1 + 1])
        }
        while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
        header[10] = UInt8(~sum >> 8 & 0xff)
        header[11] = UInt8(~sum & 0xff)
        return ethernet + header + [0x30, 0x39, UInt8(port >> 8), UInt8(port & 0xff), 0, 12, 0, 0, 1, 2, 3, 4]
    }
}
