/// Which version of Martlet this is.
enum Version {
    /// The number, as in the changelog.
    static let number = "0.1.0"
    /// What we call ourselves to servers.
    static let userAgent = "martlet/\(number) (linux)"
}
