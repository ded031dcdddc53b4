internal import HTTPServer

/// How a server is reached and who comes in, as arguments and a data directory have it.
struct ServerSettings: Sendable {
    /// For the HTTP server.
    let options: HTTPServer.Options
    /// For those who ask.
    let rules: AccessRules

    /// The settings for these arguments; keys that are missing are made.
    init(
        _ arguments: ServerArguments, _ directory: DataDirectory?, _ surroundings: Surroundings
    ) throws(ServerCommandError) {
        var options = HTTPServer.Options()
        options.address = arguments.address.host
        options.port = arguments.address.port
        options.refusal = { APIHandler.refusal(ofStatus: $0) }
        var rules = AccessRules(admitsAnyone: !arguments.isSecure)
        if arguments.isSecure {
            let keys = try directory.map { directory throws(ServerCommandError) in
                try directory.keys(for: arguments.address.host, surroundings)
            }
            options.tls = .init(
                certificate: try arguments.certificateFile.map(TextFile.read) ?? keys?.certificate ?? [],
                key: try arguments.keyFile.map(TextFile.read) ?? keys?.key ?? [],
                clientAuthorities: try arguments.clientAuthorityFile.map(TextFile.read))
            rules.tokens = (keys.map { [$0.token] } ?? []) + (try arguments.tokenFile.map(TextFile.lines) ?? [])
            rules.readOnlyTokens =
                (keys.map { [$0.readOnlyToken] } ?? []) + (try arguments.readOnlyTokenFile.map(TextFile.lines) ?? [])
        }
        self.options = options
        self.rules = rules
    }
}
