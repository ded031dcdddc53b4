/// How a set that stays, with other elements, gets from old to new.
///
/// Before the switch packets walk the old rules, behind it the new ones, and between the two the set has one value.
/// Joining early or leaving late is what keeps every connection that both allow; joining late or leaving early is what
/// keeps out what both forbid, where rules on the way to the set change in the same round. So a passage is the choice
/// of who moves when, made for each set from what being in it means (``Usage``) and from what else changes
/// (``Interference``):
///
/// | being in it | joins | leaves |
/// |---|---|---|
/// | opens  | early, unless an old way to it changes | late, unless a new way to it appears |
/// | closes | early, unless a map already closes it behind the switch | late, unless a map still closes it before |
/// | diverts | at the switch if nothing else changes on its way, else the rules read a copy while it changes | |
enum Passage {
    /// It has this value between the phases.
    case by(Elements)
    /// It changes with the switch.
    case atSwitch
    /// Rules read a copy while it changes.
    case byCopy

    /// The passage of a set that opens.
    static func opening(from old: Elements, to new: Elements, _ interference: Interference) -> Passage {
        switch (interference.contains(.oldWayChanges), interference.contains(.newWayAppears)) {
        case (false, false): old.joined(with: new).map { .by($0) } ?? .atSwitch
        case (false, true): .by(new)
        case (true, false): .by(old)
        case (true, true): .by(old.common(with: new))
        }
    }

    /// The passage of a set that closes, but for those elements whose membership means nothing before or behind the
    /// switch, since a map decides about them first.
    static func closing(
        from old: Elements, to new: Elements, ignoredByNew: Elements, ignoredByOld: Elements
    ) -> Passage {
        guard let all = old.joined(with: new) else { return .byCopy }
        let late = new.subtracting(old).intersection(ignoredByNew)
        let early = old.subtracting(new).intersection(ignoredByOld)
        return .by(all.subtracting(late).subtracting(early))
    }
}

/// What else changes on the way of the packets that read a set.
struct Interference: OptionSet {
    let rawValue: UInt8

    /// Packets that came to it before may fare otherwise behind the switch, for other reasons than this set.
    static let oldWayChanges = Interference(rawValue: 1)
    /// Packets come to it behind the switch that fared otherwise before.
    static let newWayAppears = Interference(rawValue: 2)
    /// Anything may happen.
    static let any: Interference = [.oldWayChanges, .newWayAppears]
}
