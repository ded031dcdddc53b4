import KubernetesModel
import Testing

@testable import PolicyEngine

@Suite struct LabelQueryTests {
    @Test("a query matches exactly the labels that its selector matches")
    func matches() {
        for selector in LabelUniverse.selectors {
            let query = LabelQuery(selector)
            let found = LabelUniverse.labels.map { query.matches($0) }
            if found != LabelUniverse.meaning(selector) { Issue.record("\(selector)") }
            if query.isImpossible != !found.contains(true) { Issue.record("\(selector) is impossible, or not") }
        }
    }

    @Test("selectors match the same labels exactly when their queries are equal, and so are the identities")
    func normalForm() {
        var byMeaning: [[Bool]: LabelQuery] = [:]
        var byIdentity: [[String]: [Bool]] = [:]
        for selector in LabelUniverse.selectors {
            let (query, meaning) = (LabelQuery(selector), LabelUniverse.meaning(selector))
            let known = byMeaning[meaning] ?? query
            if known != query || known.hashValue != query.hashValue || known.identity != query.identity {
                Issue.record("\(selector) is \(query), but \(known) means the same")
            }
            byMeaning[meaning] = query
            if byIdentity[query.identity, default: meaning] != meaning {
                Issue.record("\(query.identity) is of two queries")
            }
            byIdentity[query.identity] = meaning
        }
        #expect(byIdentity.count == byMeaning.count)
        // Nine meanings of each key, that of no object, and a key that is there beside three that exclude values.
        #expect(byMeaning.count == 9 * 9 + 1 + 3)
        #expect(Set(byMeaning.values).count == byMeaning.count)
    }

    @Test("keys and values that look like other parts of an identity make no two of them equal")
    func trickyIdentity() {
        let words = ["", "1", "2", "in", "not in", "there", "or none", "nothing", "a", "a,b"]
        var identities: [[String]: LabelSelector] = [:]
        for key in words {
            for values in words.map({ [$0] }) + words.map({ [$0, "1"] }) {
                for condition in [LabelSelector.Condition.in(values), .notIn(values)] {
                    let selector = LabelSelector([.init(key, condition), .init("z", .exists)])
                    let identity = LabelQuery(selector).identity
                    if let other = identities[identity], LabelQuery(other) != LabelQuery(selector) {
                        Issue.record("\(selector) and \(other)")
                    }
                    identities[identity] = selector
                }
            }
        }
        #expect(identities.count == 380)
    }

    @Test("a query reads as kubectl writes it, each condition in one way")
    func description() {
        let texts: [(LabelSelector, String)] = [
            (.everything, ""),
            (LabelSelector(matching: ["tier": "x", "app": "web"]), "app=web,tier=x"),
            (LabelSelector([.init("app", .in(["b", "a", "b"]))]), "app in (a,b)"),
            (LabelSelector([.init("app", .notIn(["b", "a"]))]), "app notin (a,b)"),
            (LabelSelector([.init("app", .exists)]), "app"),
            (LabelSelector([.init("app", .doesNotExist)]), "!app"),
            (LabelSelector([.init("app", .exists), .init("app", .notIn(["a"]))]), "app,app notin (a)"),
            (LabelSelector([.init("app", .in(["a", "b"])), .init("app", .notIn(["a"]))]), "app=b"),
            (LabelSelector([.init("app", .in([]))]), "nothing"),
            (LabelSelector([.init("app", .exists), .init("app", .doesNotExist)]), "nothing"),
            (LabelSelector([.init("app", .notIn([]))]), ""),
        ]
        for (selector, text) in texts { #expect(LabelQuery(selector).description == text) }
    }
}
