internal import CMicrohttpd
internal import Glibc

/// An `epoll` set with a bell that ends its wait. A class, because its descriptors have one owner.
final class Poll: Sendable {
    private static let eventsMax = 64
    private static let bellNumber: UInt64 = 0
    private let descriptor: Int32
    private let bell: Int32

    /// An empty set.
    init() throws(HTTPServerError) {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        let bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        self.descriptor = descriptor
        self.bell = bell
        guard descriptor >= 0, bell >= 0 else {
            throw .notStarted("an epoll set: \(HTTPServerError.errorWords(errno))")
        }
        add(bell, number: Self.bellNumber, events: EPOLLIN.rawValue)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if bell >= 0 { close(bell) }
    }

    /// Has `number`, which is not 0, said by `wait` when one of the events comes to the socket.
    func add(_ socket: Int32, number: UInt64, events: UInt32) {
        var event = epoll_event()
        event.events = events
        event.data.u64 = number
        _ = epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event)
    }

    /// Takes a socket out again.
    func remove(_ socket: Int32) {
        var event = epoll_event()
        _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &event)
    }

    /// Ends a wait, or the next one, from any thread.
    func ring() {
        _ = eventfd_write(bell, 1)
    }

    /// The numbers of the sockets that something came to, up to a few; -1 waits until there is one, or the bell rings.
    func wait(milliseconds: Int32) -> [UInt64] {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventsMax) { events in
            let count = epoll_wait(descriptor, events.baseAddress, Int32(Self.eventsMax), milliseconds)
            let numbers = events.prefix(max(0, Int(count))).map(\.data.u64)
            if numbers.contains(Self.bellNumber) {
                var rings: eventfd_t = 0
                _ = eventfd_read(bell, &rings)
            }
            return numbers.filter { $0 != Self.bellNumber }
        }
    }
}
