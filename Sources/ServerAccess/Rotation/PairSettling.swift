/// Decides when a certificate and a key that were read belong together, as far as that shows.
///
/// Without a TLS library nobody here knows whether a key is that of a certificate. What is known is which of the two
/// has changed. Both: a rotation is done, or both changed between two looks. One: either a rotation stands half way, or
/// the certificate was renewed and its key kept. The first is over soon, so a change of one is believed once it has
/// stood for ten seconds. A rotation that takes longer, or that is met at start, is not noticed: the server's refusal
/// is, which has the files read again.
struct PairSettling: Sendable {
    /// A certificate and its key.
    struct Pair: Hashable, Sendable {
        let certificate: [UInt8]
        let key: Secret
    }

    /// How long a change of one of the two has to stand.
    static let settled: Duration = .seconds(10)

    /// The pair of which one part is new, and when it was seen first.
    private var half: (pair: Pair, since: Duration)?

    /// Which part of a pair has changed alone, where it has not stood long enough.
    enum Half: Hashable { case certificate, key }

    /// Looks at a pair that was read, beside the one in use; `nil` where it is to be taken.
    mutating func unsettled(_ pair: Pair, beside old: Pair?, at now: Duration) -> Half? {
        guard let old, let half = Self.change(from: old, to: pair) else {
            half = nil
            return nil
        }
        if let seen = self.half, seen.pair == pair {
            guard now - seen.since < Self.settled else {
                self.half = nil
                return nil
            }
        } else {
            self.half = (pair, now)
        }
        return half
    }

    private static func change(from old: Pair, to new: Pair) -> Half? {
        switch (old.certificate == new.certificate, old.key == new.key) {
        case (true, true), (false, false): nil
        case (false, true): .certificate
        case (true, false): .key
        }
    }
}
