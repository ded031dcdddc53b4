/// The server's ports and connections.
extension ScriptedServer {
    /// What becomes of new connections.
    public enum Listening: String, Sendable {
        /// They are taken and served.
        case open
        /// They are refused.
        case closed
        /// They come about, and nobody answers, not even with a handshake.
        case silent
    }

    /// Opens or closes both ports, which keep their numbers; connections that are open stay.
    public func listen(_ listening: Listening) throws(ServerError) {
        try ask("listen", ["state": quoted(listening.rawValue)])
    }

    /// Ends all connections.
    public func cutConnections(_ how: ServerFault.Cut = .close) throws(ServerError) {
        try ask("cut", ["how": quoted(how.rawValue)])
    }

    /// Ends all connections and forgets the history, as a server that was started anew.
    public func restart() throws(ServerError) { try ask("restart") }

    /// Neither reads from the open connections nor writes to them, as if the network were gone.
    public func freezeConnections() throws(ServerError) { try ask("freeze") }

    /// Ends `freezeConnections`.
    public func thawConnections() throws(ServerError) { try ask("thaw") }

    /// Says by GOAWAY on all connections of HTTP/2 that they take no more requests.
    public func sendGoAway(code: Int = 0) throws(ServerError) { try ask("goAway", ["code": String(code)]) }

    /// Waits until there are so many: requests that came, requests that ended, open watches, open connections. With a
    /// path only what is about it counts; `idle` waits for the end of a paced churn. Says whether it came to that in
    /// time.
    public func wait(
        requests: Int? = nil, ended: Int? = nil, watches: Int? = nil, connections: Int? = nil, path: String? = nil,
        exactly: Bool = false, idle: Bool = false, milliseconds: Int = 5000
    ) throws(ServerError) -> Bool {
        let text = { (number: Int?) -> String? in number.map { String($0) } }
        return try ask(
            "wait",
            [
                "requests": text(requests), "ended": text(ended), "watches": text(watches),
                "connections": text(connections), "path": path.map(quoted), "exactly": String(exactly),
                "idle": String(idle), "milliseconds": String(milliseconds),
            ])["met"].bool ?? false
    }

    /// What was asked and what is open; `from` leaves out the first so many requests.
    public func stats(from: Int = 0) throws(ServerError) -> ServerStats {
        ServerStats(try ask("stats", ["from": String(from)]))
    }

    /// Forgets the requests that came so far.
    public func forgetRequests() throws(ServerError) { try ask("stats", ["reset": "true"]) }
}
