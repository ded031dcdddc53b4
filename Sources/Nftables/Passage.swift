/// What a set that stays, with other elements, holds in each state on the way from old to new.
///
/// Up to the switch packets walk the old rules, behind it the new ones. Joining early or leaving late is what keeps
/// every connection that both allow; joining late or leaving early is what keeps out what both forbid, where other
/// things on the way to the set change in the same round. So it is chosen for each set from what being in it means
/// (``Usage``) and from what else changes (``Interference``):
///
/// | being in it | joins | leaves |
/// |---|---|---|
/// | opens | early; behind elements of maps that lead packets away from it | late; before those that lead them to it |
/// | opens, and rules on the way to it change | behind the switch | before the switch |
/// | closes | early, unless a map already closes it behind the switch | late, unless a map still closes it before |
/// | anything else | rules read a copy while it changes (``Detour``) | |
struct Passage {
    /// What it holds before all else, or with all who must be in it from the first.
    private let start: Elements
    /// When all that is new stands out of sight.
    let built: Elements
    /// When the first elements of maps have changed, and members have joined that others still wait for.
    let met: Elements
    /// When all that leaves early has left.
    let settled: Elements
    /// When packets walk the new rules.
    let switched: Elements
    /// When all that joins late has joined.
    let late: Elements

    /// When new hooks are about to come: nobody has joined yet whom that lets through, and whoever a new hook must not
    /// let through has left.
    var prepared: Elements { start.common(with: built) }

    /// One value from before the first hook comes: for a set that closes.
    static func closing(_ elements: Elements) -> Passage {
        Passage(
            start: elements, built: elements, met: elements, settled: elements, switched: elements, late: elements)
    }

    /// One value at the switch; where members move from set to set, all join before any leaves.
    static func opening(_ between: Elements, from old: Elements, to new: Elements, hasMovers: Bool) -> Passage {
        let early = hasMovers ? old.joined(with: between) ?? between : between
        let late = hasMovers ? new.joined(with: between) ?? between : between
        return Passage(
            start: old, built: early, met: early, settled: between, switched: between,
            late: late)
    }

    /// Old until some elements of maps have changed, new before the others do.
    static func midway(from old: Elements, to new: Elements) -> Passage {
        Passage(
            start: old, built: old, met: old.joined(with: new) ?? old, settled: new, switched: new, late: new)
    }

    /// Old before the switch and new behind it.
    static func atSwitch(from old: Elements, to new: Elements) -> Passage {
        Passage(start: old, built: old, met: old, settled: old, switched: new, late: new)
    }
}

/// What else changes on the way of the packets that read a set.
struct Interference: OptionSet {
    let rawValue: UInt8

    /// An element of a map leads packets away from it that came to it before.
    static let oldWayChanges = Interference(rawValue: 1)
    /// An element of a map leads packets to it that did not come to it before, or came another way.
    static let newWayAppears = Interference(rawValue: 2)
    /// Rules change, or something that says more than where packets go.
    static let rulesChange = Interference(rawValue: 4)
}
