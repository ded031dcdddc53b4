/// How the server behaves, and what goes wrong with it.
extension ScriptedServer {
    /// Sets how it behaves from now on.
    public func set(_ settings: ServerSetting...) throws(ServerError) {
        try ask("set", ["settings": "{\(settings.map(\.json).joined(separator: ","))}"])
    }

    /// Has something go wrong with the next request that it is about. Of several faults the first that meets a request
    /// happens to it.
    public func add(_ fault: ServerFault) throws(ServerError) {
        try ask("fault", ["fault": fault.json])
    }

    /// Ends all faults.
    public func clearFaults() throws(ServerError) { try ask("clearFaults") }

    /// Sends a bookmark to every watch that takes them.
    public func sendBookmarks() throws(ServerError) { try ask("bookmark") }

    /// Shows another certificate from the next connection on, and takes clients of one more authority.
    public func use(_ pair: Certificates.Pair, clientAuthority: Certificates.Pair? = nil) throws(ServerError) {
        try ask(
            "certificate",
            [
                "certificate": quoted(pair.certificate), "key": quoted(pair.key),
                "clientCA": clientAuthority.map { quoted($0.certificate) },
            ])
    }
}
