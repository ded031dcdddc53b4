import KubernetesModel
import Testing

@testable import PolicyEngine

@Suite struct PeerSelectorTests {
    private func peer(
        _ pods: LabelSelector, _ namespaces: LabelSelector? = nil, in own: String = "shop"
    ) -> PeerSelector? {
        PeerSelector(pods, namespaces: namespaces, policyNamespace: own)
    }

    @Test("without a namespaceSelector only the policy's own namespace is meant, seen or not")
    func ownNamespace() throws {
        let selector = try #require(peer(.app("web")))
        #expect(selector.admits(namespace: "shop", ["team": "red"]) && selector.admits(namespace: "shop", nil))
        #expect(!selector.admits(namespace: "lab", ["team": "red"]) && !selector.admits(namespace: "lab", nil))
        #expect(selector.matches(["app": "web"]) && !selector.matches(["app": "db"]) && !selector.matches([:]))
    }

    @Test("a namespaceSelector goes by labels, and one of everything means the policy's namespace as any other")
    func matchingNamespaces() throws {
        let (red, all) = (try #require(peer(.everything, .team("red"))), try #require(peer(.app("a"), .everything)))
        #expect(red.admits(namespace: "lab", ["team": "red"]) && !red.admits(namespace: "shop", ["team": "blue"]))
        #expect(all.admits(namespace: "lab", [:]) && all.admits(namespace: "shop", [:]))
    }

    @Test("a namespace that was not seen is meant by no namespaceSelector, not even by those that need no label")
    func unseenNamespace() throws {
        for namespaces in [
            LabelSelector.everything, .team("red"), LabelSelector([.init("team", .doesNotExist)]),
            LabelSelector([.init("team", .notIn(["red"]))]),
        ] {
            #expect(try #require(peer(.everything, namespaces)).admits(namespace: "shop", nil) == false)
        }
    }

    @Test("a peer that can mean no pod is none")
    func impossible() {
        let never = LabelSelector([.init("app", .exists), .init("app", .doesNotExist)])
        #expect(peer(never) == nil && peer(never, .everything) == nil)
        #expect(peer(.everything, never) == nil && peer(never, never) == nil)
    }

    @Test("selectors are equal exactly when they mean the same pods, and their identities with them")
    func equality() throws {
        let once = LabelSelector([.init("app", .in(["a", "b"]))])
        let twice = LabelSelector([.init("app", .in(["b", "a", "c"])), .init("app", .notIn(["c"]))])
        #expect(try #require(peer(once)) == #require(peer(twice)))
        #expect(try #require(peer(once, twice)) == #require(peer(twice, once, in: "lab")))
        let different = try [
            peer(once), peer(once, in: "lab"), peer(.everything), peer(once, .everything),
            peer(.everything, once), peer(.everything, .everything), peer(once, once),
        ].map { try #require($0) }
        #expect(Set(different).count == 7 && Set(different.map(\.identity)).count == 7)
    }

    @Test("whoever chooses labels and namespaces cannot make two selectors share an identity")
    func trickyIdentity() throws {
        let words = ["namespace", "namespaces", "0", "1", "in", "there", "", "a,b", "a\u{0}b", "\"", "é"]
        var seen: [[String]: PeerSelector] = [:]
        for pods in [.everything] + words.flatMap({ key in words.map { LabelSelector(matching: [key: $0]) } }) {
            let namespaces: [LabelSelector?] = [.everything] + words.map { LabelSelector(matching: [$0: "1"]) }
            let all =
                words.map { peer(pods, in: $0) } + namespaces.map { peer(pods, $0, in: "namespaces") }
            for selector in try all.map({ try #require($0) }) {
                #expect(seen[selector.identity] == nil, "\(selector)")
                seen[selector.identity] = selector
            }
        }
        #expect(seen.count == 122 * 23)
    }

    @Test("a selector reads as people say it")
    func description() throws {
        let texts = [
            (peer(.app("web")), "pods app=web in namespace shop"),
            (peer(.everything), "all pods in namespace shop"),
            (peer(.everything, .team("red")), "all pods in namespaces team=red"),
            (peer(.app("web"), .everything), "pods app=web in all namespaces"),
            (peer(.everything, .everything), "all pods"),
        ]
        for (selector, text) in texts { #expect(try #require(selector).description == text) }
    }

    @Test("selectors have one order, whichever way they are made")
    func order() throws {
        let all = try [peer(.app("b")), peer(.app("a")), peer(.app("a"), .team("x"))].map {
            try #require($0)
        }
        #expect(all.sorted().map(\.description) == all.reversed().sorted().map(\.description))
        #expect(all.sorted().first == all[1] && all.sorted().last == all[2])
    }
}
