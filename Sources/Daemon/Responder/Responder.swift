/// Answers small questions over HTTP on local addresses and Unix sockets: probes, metrics, commands.
///
/// One thread asks the handler and serves all connections, so a handler that takes long keeps the others waiting:
/// it gives a stream and writes it elsewhere, or has a responder of its own. A network address answers GET and HEAD to
/// everybody, a Unix socket also POST, and only to root and the user that this process is.
///
/// A class, since it owns a thread. `stop` has to be called.
public final class Responder: Sendable {
    /// Where it listens, with the ports that it was given, in the order in which addresses were given.
    public let addresses: [ResponderAddress]
    private let bell: Bell
    private let stopping: StopFlag
    private let thread: DaemonThread

    /// Listens at all the addresses, or says at which it cannot, and starts to answer.
    public init(
        _ addresses: [ResponderAddress], limits: ResponderLimits = ResponderLimits(),
        handler: @escaping @Sendable (ResponderRequest) -> ResponderAnswer
    ) throws(DaemonError) {
        var listeners: [ResponderListener] = []
        for address in addresses { listeners.append(try ResponderListener(address)) }
        let (bell, stopping, sockets) = (try Bell(), StopFlag(), listeners)
        self.addresses = sockets.map(\.address)
        (self.bell, self.stopping) = (bell, stopping)
        thread = try DaemonThread {
            var loop = ResponderLoop(sockets, bell: bell, limits: limits, handler: handler)
            loop.run { stopping.isSet }
        }
    }

    /// Closes all connections and sockets, and comes back when the thread has ended.
    public func stop() {
        stopping.set()
        bell.ring()
        thread.join()
    }
}
