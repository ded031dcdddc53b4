internal import CCurl

/// What the loop's thread knows: requests under way, and moments that are waited for. A class, since it is one thing
/// that changes; one thread at a time touches it.
final class LoopCore {
    /// libcurl 7.88 may not notice the end of an HTTP/2 stream before it is asked again, so it is asked often, for a
    /// while behind anything that came: the end of a stream comes with what else is read of its connection.
    private static let pollMilliseconds: Int64 = 250
    private static let attention = Duration.seconds(2)
    /// Where nothing came for longer, an end can only have been missed that came in the very moment of asking.
    private static let silentPollMilliseconds: Int64 = 5_000
    /// Where nothing is under way, there is nothing to miss.
    private static let restMilliseconds: Int64 = 60_000

    private enum Alarm: Hashable {
        case timer(UInt64)
        case connection(UInt64)
        case silence(UInt64)
        case total(UInt64)
    }

    /// Gone when the loop has ended.
    private var multi: MultiHandle?
    private var exchanges: [UInt64: Exchange] = [:]
    private var timers: [UInt64: HTTPTimer] = [:]
    private var clock = AlarmClock<Alarm>()
    /// When the network last said something, or was asked for something.
    private var lastHeard = ContinuousClock.now
    /// Whether everything was ended, and nothing begins any more.
    private(set) var isStopped = false

    /// Nothing is under way yet.
    init(_ multi: MultiHandle) {
        self.multi = multi
    }

    /// Does what was asked for; jobs are not for the core.
    func perform(_ command: LoopCommand) {
        switch command {
        case .send, .cancel: lastHeard = .now
        case .job, .timer, .cancelTimer, .stop: break
        }
        switch command {
        case .job: break
        case .send(let request, let transfer, let take): send(request, transfer, take)
        case .cancel(let number): end(number, .cancelled)
        case .timer(let timer, let moment): wait(for: timer, until: moment)
        case .cancelTimer(let number): forget(number)
        case .stop: stop()
        }
    }

    /// One round: what is due, what the network has, and then to wait for it where `mayWait` says so.
    func turn(mayWait: () -> Bool) {
        guard let multi, !isStopped else { return }
        ring()
        do {
            let began = ContinuousClock.now
            try multi.perform()
            while let (easy, code) = multi.nextEnded() { end(easy, code) }
            let heard = exchanges.values.filter { $0.lastReceived >= began }
            if !heard.isEmpty { lastHeard = .now }
            guard mayWait() else { return }
            // Of what came by HTTP/2 libcurl 7.88 may hold more, for which no socket wakes it.
            let mayHoldMore = heard.contains { $0.easy.speaksHTTP2 }
            if try multi.poll(milliseconds: mayHoldMore ? 0 : patience(at: .now)) { lastHeard = .now }
        } catch {
            endAll(error)
        }
    }

    /// Lets go of libcurl; the loop is stopped.
    func close() {
        multi = nil
    }

    private func stop() {
        isStopped = true
        timers.removeAll()
        endAll(.cancelled)
        clock.removeAll()
    }
}

// Requests.
extension LoopCore {
    private func send(_ request: HTTPRequest, _ transfer: HTTPTransfer, _ take: @escaping @Sendable (HTTPEvent) -> Void)
    {
        guard let multi, !isStopped, !transfer.isCancelled else { return take(.end(.failed(.cancelled))) }
        do {
            let exchange = try Exchange(request, transfer, take)
            try multi.add(exchange.easy)
            exchanges[transfer.number] = exchange
            // libcurl's own limit begins anew for each request that waits for the connection of another one.
            set(.connection(transfer.number), in: request.connectSeconds)
            set(.total(transfer.number), in: request.totalSeconds)
            set(.silence(transfer.number), in: request.silenceSecondsMax)
        } catch {
            take(.end(.failed(error)))
        }
    }

    private func end(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let exchange = exchanges.values.first(where: { $0.easy.pointer == easy }) else { return }
        let lost = code == CURLE_OK ? nil : exchange.lostConnection
        remove(exchange)
        exchange.end(code)
        if let lost { endAll(on: lost) }
    }

    /// Of a connection that is closed as TLS wants it, libcurl 7.88 tells one stream of HTTP/2 alone: the others would
    /// stay, and nothing would ever come.
    private func endAll(on connection: Exchange.Connection) {
        for (number, exchange) in exchanges.sorted(by: { $0.key < $1.key }) where exchange.connection == connection {
            end(number, .cut("the connection was closed", by: exchange.target.place))
        }
    }

    private func end(_ number: UInt64, _ failure: HTTPFailure) {
        guard let exchange = exchanges[number] else { return }
        exchange.easy.leaveConnection()
        remove(exchange)
        exchange.end(failure)
    }

    private func endAll(_ failure: HTTPFailure) {
        for number in exchanges.keys.sorted() { end(number, failure) }
    }

    private func remove(_ exchange: Exchange) {
        let number = exchange.transfer.number
        exchanges[number] = nil
        for alarm: Alarm in [.connection(number), .total(number), .silence(number)] { clock.remove(alarm) }
        multi?.remove(exchange.easy)
    }

    private func set(_ alarm: Alarm, in seconds: Double) {
        if seconds > 0 { clock.set(alarm, at: .now.advanced(by: .seconds(seconds))) }
    }
}

// Moments.
extension LoopCore {
    private func wait(for timer: HTTPTimer, until moment: ContinuousClock.Instant) {
        guard !isStopped, !timer.isCancelled else { return }
        timers[timer.number] = timer
        clock.set(.timer(timer.number), at: moment)
    }

    private func forget(_ number: UInt64) {
        timers[number] = nil
        clock.remove(.timer(number))
    }

    private func ring() {
        let now = ContinuousClock.now
        for alarm in clock.takeDue(at: now) {
            switch alarm {
            case .timer(let number):
                if let timer = timers.removeValue(forKey: number), !timer.isCancelled { timer.body() }
            case .connection(let number):
                if exchanges[number]?.easy.isConnected == false { end(number, at: .connecting) }
            case .total(let number): end(number, at: .total)
            case .silence(let number):
                guard let exchange = exchanges[number] else { break }
                let moment = exchange.silenceEnd
                if moment <= now { end(number, at: .silence) } else { clock.set(alarm, at: moment) }
            }
        }
    }

    private func end(_ number: UInt64, at limit: HTTPFailure.Limit) {
        guard let exchange = exchanges[number] else { return }
        end(number, .timedOut(limit, at: exchange.target.place))
    }

    /// How long the network may be waited for, in milliseconds.
    func patience(at now: ContinuousClock.Instant) -> Int32 {
        let isAttentive = lastHeard.duration(to: now) < Self.attention
        let most =
            exchanges.isEmpty
            ? Self.restMilliseconds : isAttentive ? Self.pollMilliseconds : Self.silentPollMilliseconds
        guard let next = clock.next else { return Int32(most) }
        let (seconds, attoseconds) = now.duration(to: next).components
        return Int32(min(max(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1, 0), most))
    }
}
