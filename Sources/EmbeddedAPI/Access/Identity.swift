/// Who asks, and what he may do.
struct Identity: Hashable, Sendable {
    /// The name.
    let name: String
    /// Whether he may change what there is.
    let mayWrite: Bool

    /// Nobody in particular, where everyone who reaches the server may do all.
    static let anyone = Identity(name: "system:anonymous", mayWrite: true)
}
