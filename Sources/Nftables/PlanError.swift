/// Why there is no way from one ruleset to another: the kernel cannot turn an object into another of the same name,
/// and taking it away to make it anew would leave a moment without it.
public enum PlanError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The two are tables of different names.
    case otherTable(String, wanted: String)
    /// The set or map has another type in the kernel.
    case otherType(String, found: String, wanted: String)
    /// The chain is called elsewhere in the kernel.
    case otherHook(String, found: String, wanted: String)
    /// The name belongs to something that is not ours.
    case foreign(ForeignObject, wanted: String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .otherTable(let found, let wanted):
            "the kernel's table is called \(found), the wanted one \(wanted): compare two of one name"
        case .otherType(let name, let found, let wanted):
            "\(name) is \(found) in the kernel and should be \(wanted): " + Self.advice(name)
        case .otherHook(let name, let found, let wanted):
            "chain \(name) is \(found) in the kernel and should be \(wanted): " + Self.advice(name)
        case .foreign(let object, let wanted):
            "\(object) stands in the kernel where \(wanted) should be: remove it, or delete the whole table"
        }
    }

    private static func advice(_ name: String) -> String {
        "somebody else made it; remove the rules that use it and then \(name), or delete the whole table"
    }

    /// Throws for the first object that would have to become another; only what differs at all can.
    static func check(_ current: Ruleset, _ wanted: Ruleset, _ names: DifferingNames) throws(PlanError) {
        guard current.table == wanted.table else { throw .otherTable(current.table, wanted: wanted.table) }
        for name in Set(names.sets + names.maps).sorted() {
            guard let found = current.lookupType(name), let type = wanted.lookupType(name), found != type else {
                continue
            }
            throw .otherType(name, found: found, wanted: type)
        }
        for name in names.chains {
            guard let present = current.chains[name], let chain = wanted.chains[name], present.place != chain.place
            else { continue }
            throw .otherHook(name, found: present.place, wanted: chain.place)
        }
        for object in current.foreign.sorted() where wanted.claims(object) {
            throw .foreign(object, wanted: "an object of ours")
        }
    }
}

extension Ruleset {
    /// What the set or map of this name is, in words.
    func lookupType(_ name: String) -> String? {
        sets[name].map { "a set of \($0.layout.words)" } ?? maps[name].map { "a verdict map of \($0.layout.words)" }
    }

    /// Whether an object of ours has the name of this one.
    func claims(_ object: ForeignObject) -> Bool {
        switch object {
        case .set(let name): sets[name] != nil || maps[name] != nil
        case .chain(let name): chains[name] != nil
        case .object(let type, let name): type == 1 && counters.contains(name)
        case .flowTable, .element, .catchAll, .dormancy: false
        }
    }
}

extension KeyLayout {
    fileprivate var words: String { (isInterval ? "intervals of " : "") + typeText }
}

extension Chain {
    /// Where the kernel calls it, in words; its policy may change in place and so is no part of it.
    var place: String {
        guard let base else { return "a chain without a hook" }
        return "a \(base.kind.rawValue) chain at \(base.hook.word), priority \(base.priority)"
    }
}
