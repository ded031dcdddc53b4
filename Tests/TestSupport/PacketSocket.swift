import CTestSystem
import Glibc

/// A raw socket on one link: `socket(AF_PACKET, SOCK_RAW)`. A class, because it is closed with its last owner.
final class PacketSocket: Sendable {
    /// What the kernel knows it by.
    let descriptor: Descriptor
    private let interface: Int32

    /// Which frames a socket is given.
    enum Listening {
        case nothing
        case everything
        case etherType(UInt16)

        fileprivate var number: UInt16 {
            switch self {
            case .nothing: 0
            case .everything: UInt16(ETH_P_ALL)
            case .etherType(let number): number
            }
        }
    }

    /// Opens one on a link of a namespace.
    init(in namespace: NetworkNamespace, link: String, _ listening: Listening) throws(SystemError) {
        let opened = try namespace.run { () throws(SystemError) in try openSocket(link) }
        descriptor = Descriptor(opened.number)
        interface = opened.interface
        try listen(listening)
    }

    /// Changes what it is given from now on; its link it keeps.
    func listen(_ listening: Listening) throws(SystemError) {
        var address = sockaddr_ll()
        address.sll_family = UInt16(AF_PACKET)
        address.sll_protocol = listening.number.bigEndian
        address.sll_ifindex = interface
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor.number, $0, socklen_t(MemoryLayout<sockaddr_ll>.size))
            }
        }
        _ = try SystemError.check(bound, "bind to link \(interface)")
    }

    /// Sends one frame.
    func send(_ frame: [UInt8]) throws(SystemError) {
        guard Glibc.send(descriptor.number, frame, frame.count, 0) == frame.count else { throw SystemError("send") }
    }

    /// The next frame; nil when the time is over.
    func receive(by deadline: Deadline) throws(SystemError) -> [UInt8]? {
        repeat {
            var polled = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            let ready = poll(&polled, 1, deadline.milliseconds)
            if ready > 0 { return try descriptor.read(bytesMax: 2048) }
            guard ready == 0 || errno == EINTR else { throw SystemError("poll") }
        } while !deadline.hasPassed
        return nil
    }
}

/// On the calling thread, since a socket belongs to the namespace it is opened in.
private func openSocket(_ link: String) throws(SystemError) -> (number: Int32, interface: Int32) {
    let interface = Int32(if_nametoindex(link))
    guard interface != 0 else { throw SystemError("link \(link)") }
    let kind = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    // Protocol 0 until it is bound, or frames of other links come in before.
    return (try SystemError.check(socket(AF_PACKET, kind, 0), "socket(AF_PACKET)"), interface)
}
