/// When to tell the service manager that a start still waits: systemd ends one that is silent for too long.
///
/// A pure value: it is told the time and says whether to speak.
struct StartWait {
    /// How often that is told.
    static let interval = Duration.seconds(10)
    /// How long the start may take from each time on.
    static let extensionSeconds = 30.0

    private var words: String?
    private var due = Duration.zero

    /// Whether to tell it now that this is what the start waits for: at first, when it is another, and now and then.
    mutating func isDue(_ words: String, now: Duration) -> Bool {
        if words == self.words, now < due { return false }
        (self.words, due) = (words, now + Self.interval)
        return true
    }
}
