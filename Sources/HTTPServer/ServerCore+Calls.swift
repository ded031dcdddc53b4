internal import CMicrohttpd

extension ServerCore {
    /// The functions that libmicrohttpd calls, with `core` as their context, which has to outlive the daemon.
    static func calls(to core: Unmanaged<ServerCore>) -> martlet_http_calls {
        martlet_http_calls(
            handle: { context, connection, _, method, _, part, count, request in
                ServerCore.handle(context, connection, method, part, count, request)
            },
            begin: { context, target, connection in ServerCore.begin(context, target, connection) },
            complete: { context, connection, request, _ in ServerCore.complete(context, connection, request) },
            notify: { context, connection, socketContext, event in
                ServerCore.notify(context, connection, socketContext, event)
            },
            context: core.toOpaque())
    }

    private static func core(_ context: UnsafeMutableRawPointer?) -> ServerCore? {
        context.map { Unmanaged<ServerCore>.fromOpaque($0).takeUnretainedValue() }
    }

    /// `MHD_AccessHandlerCallback`: called for the headers, for each part of the body, and at its end.
    private static func handle(
        _ context: UnsafeMutableRawPointer?, _ pointer: OpaquePointer?, _ method: UnsafePointer<CChar>?,
        _ part: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>?,
        _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let core = core(context), let pointer, let method, let count, let held = request?.pointee else {
            return .NO
        }
        let reception = Unmanaged<Reception>.fromOpaque(held).takeUnretainedValue()
        let connection = Connection(pointer: pointer)
        let goesOn: Bool
        if reception.headers == nil {
            goesOn = core.receiveHeaders(of: reception, on: connection)
        } else if count.pointee > 0 {
            let bytes = UnsafeRawBufferPointer(start: part, count: count.pointee)
            goesOn = core.receive(bytes, of: reception, on: connection)
            count.pointee = 0
        } else {
            goesOn = core.answer(String(cString: method), reception, on: connection)
        }
        return goesOn ? .YES : .NO
    }

    private static func begin(
        _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ pointer: OpaquePointer?
    ) -> UnsafeMutableRawPointer? {
        guard let core = core(context), let target, let pointer else { return nil }
        let reception = core.begin(String(cString: target), on: Connection(pointer: pointer))
        return Unmanaged.passRetained(reception).toOpaque()
    }

    /// `MHD_RequestCompletedCallback`.
    private static func complete(
        _ context: UnsafeMutableRawPointer?, _ pointer: OpaquePointer?,
        _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) {
        guard let core = core(context), let pointer, let request, let held = request.pointee else { return }
        request.pointee = nil
        let reception = Unmanaged<Reception>.fromOpaque(held).takeRetainedValue()
        core.complete(reception, on: Connection(pointer: pointer))
    }

    /// `MHD_NotifyConnectionCallback`.
    private static func notify(
        _ context: UnsafeMutableRawPointer?, _ pointer: OpaquePointer?,
        _ socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ event: MHD_ConnectionNotificationCode
    ) {
        guard let core = core(context), let pointer, let socketContext else { return }
        let connection = Connection(pointer: pointer)
        if event == .CONNECTION_NOTIFY_STARTED {
            socketContext.pointee = Unmanaged.passRetained(core.connect(connection)).toOpaque()
        } else if let held = socketContext.pointee {
            socketContext.pointee = nil
            core.disconnect(connection, Unmanaged<Link>.fromOpaque(held).takeRetainedValue())
        }
    }
}
