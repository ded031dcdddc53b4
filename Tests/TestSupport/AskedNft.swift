/// The `nft` that has to list and to load tables of ours: this machine's, or the one that MARTLET_NFT calls, which
/// may be of another release.
public enum AskedNft {
    /// How it is called.
    public static let command = (TestProgram.variable("MARTLET_NFT") ?? "nft").split(separator: " ").map { String($0) }

    /// What it lists of our table in a namespace.
    public static func listing(in namespace: NetworkNamespace) throws(CommandError) -> String {
        try namespace.command(command + ["list", "table", "inet", "martlet"])
    }

    /// Has it load a text in a namespace.
    public static func load(_ text: String, in namespace: NetworkNamespace) throws(CommandError) {
        try namespace.command(command + ["-f", "-"], input: text)
    }

    /// A listing without the line of the table's own flags.
    public static func withoutFlags(_ listing: String) -> String {
        listing.split(separator: "\n").filter { !$0.hasPrefix("\tflags") }.joined(separator: "\n") + "\n"
    }

    /// Whether it reads back what it lists of a table that persists: since 1.1.0.
    public static let readsBackFlags: Bool = {
        do {
            // nftables v1.0.6 (Lester Gooch #5)
            let words = try Command.output(of: command + ["--version"]).split(separator: " ")
            let numbers = words.first { $0.hasPrefix("v") }?.dropFirst().split(separator: ".").compactMap { Int($0) }
            return numbers.map { !$0.lexicographicallyPrecedes([1, 1]) } ?? false
        } catch {
            return false
        }
    }()
}
