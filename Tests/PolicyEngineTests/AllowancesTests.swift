import Addresses
import KubernetesModel
import TestSupport
import Testing

@testable import PolicyEngine

/// What the rules of several policies come to, in words.
@Suite struct AllowancesTests {
    private let web = PolicyPeer.own(.app("web"))
    private let db = PolicyPeer.own(.app("db"))

    private func merged(
        _ rules: [PolicyRule], _ direction: Direction = .ingress, of pod: Pod = Scene.shopWeb
    ) -> [String] {
        let policies = rules.enumerated().map { number, rule in
            direction == .ingress ? policy("p\(number)", ingress: [rule]) : policy("p\(number)", egress: [rule])
        }
        return Allowances.merged(policies, direction, of: pod).map(\.description)
    }

    @Test("the peers of one range of ports are put together, and the ranges that have the same peers")
    func unions() {
        #expect(
            merged([PolicyRule([web], ports: [port(.tcp, 80)]), PolicyRule([db], ports: [port(.tcp, 80)])])
                == ["tcp 80 with pods app=db in namespace shop; pods app=web in namespace shop"])
        #expect(
            merged([
                PolicyRule([web], ports: [port(.tcp, 443), port(.tcp, 81)]), PolicyRule([web], ports: [port(.tcp, 80)]),
            ])
                == ["tcp 80-81, 443 with pods app=web in namespace shop"])
        #expect(
            merged([PolicyRule([web], ports: [port(.tcp, 80), port(.udp, 80)])]) == [
                "tcp 80 with pods app=web in namespace shop", "udp 80 with pods app=web in namespace shop",
            ])
    }

    @Test("a range and a port in it stay two where their peers differ")
    func overlappingRanges() {
        let range = PolicyPort(.tcp, .numbers(PortRange(80...90)))
        #expect(
            merged([PolicyRule([web], ports: [range]), PolicyRule([db], ports: [port(.tcp, 85)])]) == [
                "tcp 80-90 with pods app=web in namespace shop", "tcp 85 with pods app=db in namespace shop",
            ])
    }

    @Test("everyone absorbs all other peers of the same ports, and everything with everyone absorbs all")
    func everyone() {
        #expect(
            merged([
                PolicyRule([web, block("10.0.0.0/8")], ports: [port(.tcp, 80)]), PolicyRule(ports: [port(.tcp, 80)]),
            ])
                == ["tcp 80 with everyone"])
        #expect(
            merged([PolicyRule([web], ports: [port(.tcp, 80)]), PolicyRule([db]), PolicyRule()])
                == ["everything with everyone"])
    }

    @Test("what everything or a whole protocol allows a peer is left out of what fewer ports allow it")
    func narrower() {
        let tcp = PolicyPort(.tcp)
        #expect(
            merged([PolicyRule([web]), PolicyRule([web, db], ports: [port(.tcp, 80)])]) == [
                "everything with pods app=web in namespace shop", "tcp 80 with pods app=db in namespace shop",
            ])
        #expect(
            merged([PolicyRule([web], ports: [tcp]), PolicyRule([web], ports: [port(.tcp, 80), port(.udp, 80)])]) == [
                "tcp with pods app=web in namespace shop", "udp 80 with pods app=web in namespace shop",
            ])
        #expect(
            merged([PolicyRule(ports: [tcp]), PolicyRule([web], ports: [port(.tcp, 80)])]) == ["tcp with everyone"])
        #expect(
            merged([PolicyRule([web]), PolicyRule(ports: [port(.tcp, 80)])]) == [
                "tcp 80 with everyone", "everything with pods app=web in namespace shop",
            ])
        #expect(
            merged([PolicyRule([block("10.0.0.0/8")]), PolicyRule([block("10.1.0.0/16")], ports: [port(.tcp, 80)])])
                == ["everything with 10.0.0.0/8"])
    }

    @Test("what is excepted is left out, but not of what another block allows")
    func excepts() {
        #expect(
            merged([PolicyRule([block("10.0.0.0/29", except: "10.0.0.2/31", "10.0.0.7/32")])])
                == ["everything with 10.0.0.0/31; 10.0.0.4-10.0.0.6"])
        #expect(
            merged([PolicyRule([block("10.0.0.0/30", except: "10.0.0.2/31"), block("10.0.0.3/32")])])
                == ["everything with 10.0.0.0/31; 10.0.0.3"])
        #expect(merged([PolicyRule([block("10.0.0.0/30", except: "10.0.0.0/30")])]) == [])
    }

    @Test("a port name of what comes in is the pod's own port of that protocol, and nothing where it serves none")
    func namesOfIngress() {
        let http = PolicyPort(.tcp, .named("http"))
        #expect(merged([PolicyRule([db], ports: [http])]) == ["tcp 80 with pods app=db in namespace shop"])
        #expect(merged([PolicyRule(ports: [PolicyPort(.udp, .named("http"))])]) == [])
        #expect(merged([PolicyRule(ports: [http])], of: Scene.shopCart) == [])
        #expect(
            merged([PolicyRule([db], ports: [http]), PolicyRule([web], ports: [port(.tcp, 80)])])
                == ["tcp 80 with pods app=db in namespace shop; pods app=web in namespace shop"])
    }

    @Test("a port name of what goes out means the pods that serve it, of those that are allowed")
    func namesOfEgress() {
        let http = PolicyPort(.tcp, .named("http"))
        #expect(merged([PolicyRule(ports: [http])], .egress) == ["port http (tcp) of everyone"])
        #expect(
            merged([PolicyRule([db], ports: [http]), PolicyRule([block("10.0.0.0/31")], ports: [http])], .egress)
                == ["port http (tcp) of pods app=db in namespace shop; 10.0.0.0/31"])
        #expect(
            merged([PolicyRule([db], ports: [http]), PolicyRule(ports: [http])], .egress)
                == ["port http (tcp) of everyone"])
    }

    @Test("peers that can mean nobody, and policies without rules, allow nothing")
    func nothing() {
        let never = LabelSelector([.init("app", .exists), .init("app", .doesNotExist)])
        #expect(merged([PolicyRule([.own(never)]), PolicyRule([.all(in: never)], ports: [port(.tcp, 80)])]) == [])
        let policies = [policy("a", ingress: []), policy("b", egress: [PolicyRule()])]
        #expect(Allowances.merged(policies, .ingress, of: Scene.shopWeb) == [])
    }

    @Test("policies of other namespaces than the pod's keep their own for peers without a namespaceSelector")
    func namespaces() {
        let policies = [policy("lab/p", ingress: [PolicyRule([web])]), policy("shop/p", ingress: [PolicyRule([web])])]
        #expect(
            Allowances.merged(policies, .ingress, of: Scene.shopWeb).map(\.description)
                == ["everything with pods app=web in namespace lab; pods app=web in namespace shop"])
    }
}

@Suite struct AllowanceOrderTests {
    @Test("the result depends neither on the order of policies and rules nor on how rules are cut up")
    func orderDoesNotMatter() {
        var random = SeededGenerator.forTest("AllowanceOrderTests")
        for _ in 0..<rounds(150, long: 400) {
            let rules = (0..<6).map { _ in random.rule() }
            for direction in Direction.allCases {
                let expected = merged([rules], direction)
                let cut = rules.flatMap { rule in rule.peers.map { PolicyRule([$0], ports: rule.ports) } }
                let ways = [
                    [rules.reversed()], rules.map { [$0] }, [rules + rules], cut.shuffled(using: &random).map { [$0] },
                ]
                for way in ways where merged(way, direction) != expected {
                    Issue.record("\(random): \(merged(way, direction)), not \(expected)")
                    return
                }
            }
        }
    }

    @Test("allowances are equal exactly when their identities are")
    func identity() {
        var random = SeededGenerator.forTest("AllowanceIdentity")
        var byIdentity: [[String]: Allowance] = [:]
        for _ in 0..<200 {
            for allowance in merged([[random.rule()]], .egress) + merged([[random.rule()]], .ingress) {
                #expect(byIdentity[allowance.identity, default: allowance] == allowance)
                byIdentity[allowance.identity] = allowance
            }
        }
        #expect(Set(byIdentity.values).count == byIdentity.count && byIdentity.count > 100)
    }

    private func merged(_ rules: [[PolicyRule]], _ direction: Direction) -> [Allowance] {
        let policies = rules.enumerated().map { policy("p\($0)", ingress: $1, egress: $1) }
        return Allowances.merged(policies, direction, of: Scene.shopWeb)
    }
}

extension SeededGenerator {
    fileprivate mutating func rule() -> PolicyRule {
        PolicyRule(
            (0..<Int.random(in: 1...2, using: &self)).map { _ in peer() },
            ports: (0..<Int.random(in: 0...2, using: &self)).map { _ in port() })
    }

    private mutating func peer() -> PolicyPeer {
        let all: [PolicyPeer] = [
            .own(.app("web")), .own(.app("db")), .own(.everything), .all(in: .team("red")), block("10.0.0.0/30"),
            block("10.0.0.0/16", except: "10.0.0.0/24"), block("::/0"),
        ]
        return all.randomElement(using: &self) ?? all[0]
    }

    private mutating func port() -> PolicyPort {
        let ports: [PolicyPort.Port] = [
            .any, .named("http"), .named("dns"), .numbers(PortRange(80)), .numbers(PortRange(79...81)),
        ]
        return PolicyPort(Bool.random(using: &self) ? .tcp : .udp, ports.randomElement(using: &self) ?? .any)
    }
}
