/// What the arguments of `martlet-apiserver` ask for.
struct ServerArguments: Hashable, Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// To serve.
        case serve
        /// To print a kubeconfig for the address.
        case printKubeconfig(isReadOnly: Bool)
        /// To print how it is used.
        case help
        /// To print its version.
        case version
    }

    /// Where objects and keys are kept; `nil` for in memory.
    var dataDirectory: String?
    /// Where to listen.
    var address = ListenAddress.standard
    /// Whether to speak plain HTTP, which needs no credentials; without a data directory it does so anyway.
    var isInsecure = false
    /// Files of certificates, keys and tokens, where they are not those of the data directory.
    var certificateFile: String?
    var keyFile: String?
    var clientAuthorityFile: String?
    var tokenFile: String?
    var readOnlyTokenFile: String?
    /// How many events are kept for watches that come back.
    var historyMax = 10_000
    var action = Action.serve

    /// Reads arguments; the error says what is wrong with them.
    init(_ arguments: [String]) throws(ServerCommandError) {
        var rest = arguments[...]
        var isReadOnly = false
        var prints = false
        while let argument = rest.popFirst() {
            let (name, value) = Self.split(argument)
            switch name {
            case "--help", "-h": action = .help
            case "--version": action = .version
            case "--insecure-http": isInsecure = true
            case "--read-only": isReadOnly = true
            case "--print-kubeconfig": prints = true
            default: try set(name, to: value ?? rest.popFirst())
            }
        }
        guard action == .serve else { return }
        if prints { action = .printKubeconfig(isReadOnly: isReadOnly) }
        if isReadOnly, !prints { throw .usage("--read-only says which kubeconfig to print: add --print-kubeconfig") }
        try check()
    }

    /// Whether it speaks TLS and asks for credentials.
    var isSecure: Bool { !isInsecure && (dataDirectory != nil || certificateFile != nil) }

    private mutating func set(_ name: String, to value: String?) throws(ServerCommandError) {
        let names = [
            "--data-dir", "--listen", "--tls-cert-file", "--tls-private-key-file", "--client-ca-file", "--token-file",
            "--read-only-token-file", "--history",
        ]
        guard names.contains(name) else {
            throw .usage("there is no option \(name); martlet-apiserver --help lists those there are")
        }
        guard let value, !value.isEmpty else { throw .usage("\(name) needs a value") }
        switch name {
        case "--data-dir": dataDirectory = value
        case "--listen": address = try ListenAddress(value)
        case "--tls-cert-file": certificateFile = value
        case "--tls-private-key-file": keyFile = value
        case "--client-ca-file": clientAuthorityFile = value
        case "--token-file": tokenFile = value
        case "--read-only-token-file": readOnlyTokenFile = value
        default:
            guard let count = Int(value), (100...10_000_000).contains(count) else {
                throw .usage("--history takes a number from 100 to 10000000, not \(value)")
            }
            historyMax = count
        }
    }

    private func check() throws(ServerCommandError) {
        if (certificateFile == nil) != (keyFile == nil) {
            throw .usage("--tls-cert-file and --tls-private-key-file need one another")
        }
        if case .printKubeconfig = action {
            guard dataDirectory != nil else {
                throw .usage("--print-kubeconfig needs --data-dir, where certificate and token are kept")
            }
            guard address.port != 0 else { throw .usage("--print-kubeconfig needs a port in --listen") }
        }
        if !isSecure, !address.isLoopback {
            throw .usage(
                "\(address) can be reached from elsewhere, so it needs TLS and credentials: give --data-dir DIR (which "
                    + "makes both), or --tls-cert-file, --tls-private-key-file and --token-file; without, only the "
                    + "loopback is served (127.0.0.1 or [::1])")
        }
        if certificateFile != nil, dataDirectory == nil, tokenFile == nil, clientAuthorityFile == nil {
            throw .usage("nobody could come in: give --token-file, --client-ca-file or --data-dir")
        }
    }

    private static func split(_ argument: String) -> (name: String, value: String?) {
        guard argument.hasPrefix("--"), let place = argument.firstIndex(of: "=") else { return (argument, nil) }
        return (String(argument[..<place]), String(argument[argument.index(after: place)...]))
    }
}

/// Why `martlet-apiserver` does not start.
enum ServerCommandError: Error, Hashable, CustomStringConvertible {
    /// The arguments are wrong.
    case usage(String)
    /// What it needs is not there, or not as it has to be.
    case failed(String)

    /// The reason, in a sentence.
    var description: String {
        switch self {
        case .usage(let words), .failed(let words): words
        }
    }

    /// The exit code.
    var code: Int32 {
        switch self {
        case .usage: 2
        case .failed: 1
        }
    }
}
