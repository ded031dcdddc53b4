public import Addresses

/// By which links of this node the addresses of its pods are reached, as far as they were looked for.
public struct LocalLinks: Hashable, Sendable {
    /// The link of each address that one leads to.
    public let names: [IPAddress: String]
    /// The addresses that were looked for.
    public let addresses: Set<IPAddress>

    /// What was found for these addresses.
    public init(_ names: [IPAddress: String], of addresses: Set<IPAddress>) {
        self.names = names
        self.addresses = addresses.union(names.keys)
    }

    /// Whether a link leads to an address; `nil` where it was not looked for.
    func lead(to address: IPAddress) -> Bool? {
        addresses.contains(address) ? names[address] != nil : nil
    }
}

/// The links of local pods, as the agent asks for them and hears of them.
struct FollowedLinks {
    /// What was found last; `nil` before the first look.
    private(set) var found: LocalLinks?
    /// Whether the kernel held once rules that know the links of all local pods.
    private(set) var areProgrammed = false
    /// The addresses whose links are asked for.
    private var followed: Set<IPAddress> = []
    /// What the rules know that are wanted now.
    private var compiled: LocalLinks?

    /// Takes what was found; whether it is anything new. A look that came too early for some address leaves what is
    /// known of that.
    mutating func take(_ links: LocalLinks) -> Bool {
        let others = found?.addresses.intersection(followed).subtracting(links.addresses) ?? []
        let kept = (found?.names ?? [:]).filter { others.contains($0.key) }
        let all = LocalLinks(links.names.merging(kept) { new, _ in new }, of: links.addresses.union(others))
        defer { found = all }
        return all != found
    }

    /// Takes which addresses there are; whether these are others than before.
    mutating func follow(_ addresses: Set<IPAddress>) -> Bool {
        defer { followed = addresses }
        return addresses != followed
    }

    /// Rules were made of what was found.
    mutating func noteCompiled() { compiled = found }

    /// The kernel holds these rules.
    mutating func noteProgrammed() {
        if let compiled, followed.isSubset(of: compiled.addresses) { areProgrammed = true }
    }
}
