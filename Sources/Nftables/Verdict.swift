/// What becomes of a packet at the end of a rule, or at an element of a verdict map.
public enum Verdict: Hashable, Sendable {
    /// Leave this base chain, and go on to the next one of the hook.
    case accept
    /// Drop the packet, whatever other chains say.
    case drop
    /// Go on behind the rule that jumped here; in a base chain, take its policy.
    case `return`
    /// Go on with the next rule, as if nothing stood here.
    case `continue`
    /// Walk another chain, and come back.
    case jump(String)
    /// Walk another chain, and do not come back.
    case goto(String)

    /// The chain that this verdict leads to.
    public var target: String? {
        switch self {
        case .jump(let chain), .goto(let chain): chain
        case .accept, .drop, .return, .continue: nil
        }
    }

    /// The verdict as `nft` writes it.
    public var text: String {
        switch self {
        case .accept: "accept"
        case .drop: "drop"
        case .return: "return"
        case .continue: "continue"
        case .jump(let chain): "jump \(chain)"
        case .goto(let chain): "goto \(chain)"
        }
    }
}
