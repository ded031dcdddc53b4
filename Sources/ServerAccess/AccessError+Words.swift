extension AccessError.Reason: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .unreadable(let use, let problem): "cannot be read as \(use.rawValue): \(problem)"
        case .listsNothing, .listsMissing, .nothingFound, .contextWithoutKubeconfig: sourceWords
        case .notYAML, .secondDocument, .otherObject, .wrongKind, .unnamed, .duplicate: textWords
        case .noContext, .unknownContext, .unknownEntry, .clusterNotNamed: contextWords
        case .badBase64, .both, .incompletePair, .insecureWithAuthority: fieldWords
        case .notSupported(let what): what.description
        case .badServer(let problem): problem.description
        case .noCertificate, .noPrivateKey, .encryptedKey, .cutPEM, .halfRotated: pemWords
        case .emptyToken: "there is no token in it: have one issued, or name another file"
        case .badToken: "the token holds characters that no header can carry: see whether the file is the right one"
        case .badNodeName(let problem): problem.description
        }
    }

    private var sourceWords: String {
        switch self {
        case .listsNothing: "names no file: write a path, or unset it"
        case .listsMissing(let paths):
            "none of its files is there (\(paths.map(\.shown).joined(separator: ", "))): mend the paths, or unset it"
        case .nothingFound(let tried):
            "no API server was found: \(tried.joined(separator: "; ")). Write --kubeconfig FILE or --server URL, or "
                + "run as a pod with a service account"
        default: "a context is a part of a kubeconfig, and --server alone reads none: write --kubeconfig FILE too"
        }
    }

    private var textWords: String {
        switch self {
        case .notYAML(let words): words
        case .secondDocument: "a second document begins here: a kubeconfig is one"
        case .otherObject(let wanted): "is not that of a kubeconfig: write \(wanted), or name another file"
        case .wrongKind(let found, let wanted): "is \(found): write \(wanted)"
        case .duplicate(let name): "\(name.quoted) stands further up already: remove or rename one of the two"
        default: "has no name: write one"
        }
    }

    private var contextWords: String {
        switch self {
        case .noContext(let known): "names no context: write --context NAME; \(Self.known(known))"
        case .unknownContext(let name, let known): "there is no context \(name.quoted): \(Self.known(known))"
        case .unknownEntry(let name, let list):
            "\(name.quoted) is not among the \(list): add it there, or mend the name"
        default: "names no cluster: write the name of one"
        }
    }

    private var fieldWords: String {
        switch self {
        case .badBase64(let problem): problem.description
        case .both(let one, let other): "\(one) and \(other) are both given: remove one of them"
        case .incompletePair(let missing): "\(missing) is missing: a certificate and its key go together"
        default:
            "insecure-skip-tls-verify and a certificate authority exclude each other: remove insecure-skip-tls-verify"
        }
    }

    private var pemWords: String {
        switch self {
        case .noCertificate: "has no -----BEGIN CERTIFICATE-----: write certificates in PEM"
        case .noPrivateKey: "has no -----BEGIN PRIVATE KEY----- of any kind: write the key in PEM"
        case .encryptedKey: "the key is encrypted, and nobody is there to type a passphrase: write it without one"
        case .cutPEM: "ends before -----END: it was cut, or is being written"
        default: halfRotatedWords
        }
    }

    private var halfRotatedWords: String {
        guard case .halfRotated(let other) = self else { return "" }
        return "has changed, and \(other.shown) has not: they are taken together once both have, or nothing more comes"
    }

    private static func known(_ names: [String]) -> String {
        if names.isEmpty { return "there are none" }
        let shown = names.prefix(10).map(\.quoted).joined(separator: ", ")
        return "there are \(shown)" + (names.count > 10 ? " and \(names.count - 10) more" : "")
    }
}

extension AccessError.Unsupported: CustomStringConvertible {
    /// What is refused, and what does the same.
    public var description: String {
        switch self {
        case .exec:
            "no program is run for credentials: write a service account's token into a file and name it by tokenFile "
                + "(or --token-file), or use a client certificate"
        case .authProvider: "such plug-ins are gone from Kubernetes: write tokenFile, or use a client certificate"
        case .proxy: "no proxy is used on the way to the API server: write a server that is reached without one"
        case .impersonation: "requests are made in nobody else's name: write credentials of that user, and remove as..."
        case .password:
            "API servers take no passwords since Kubernetes 1.19: write token, tokenFile or a client certificate"
        }
    }
}
