import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// What others put into our table: it is told apart, named, and removed.
@Suite(.requiresKernel)
struct ForeignTests {
    /// What `nft` can add to the table of ``Transition``, and what we see of it.
    static let objects: [(text: String, seen: ForeignObject?)] = [
        ("add set inet martlet f1 { type ipv4_addr; flags timeout; }", .set("f1")),
        ("add set inet martlet f2 { type mark; }", .set("f2")),
        ("add set inet martlet f3 { type ipv4_addr; timeout 1h; }", .set("f3")),
        ("add set inet martlet f4 { type ipv4_addr; counter; }", .set("f4")),
        ("add set inet martlet f5 { type ether_addr; elements = { 00:11:22:33:44:55 }; }", .set("f5")),
        ("add set inet martlet f6 { type ipv4_addr; flags dynamic; size 10; }", .set("f6")),
        ("add map inet martlet f7 { type ipv4_addr : ipv4_addr; elements = { 1.1.1.1 : 2.2.2.2 }; }", .set("f7")),
        ("add map inet martlet f8 { type ipv4_addr : mark; }", .set("f8")),
        ("add map inet martlet f9 { type mark : verdict; }", .set("f9")),
        ("add quota inet martlet f10 { over 10 mbytes }", .object(type: 2, name: "f10")),
        ("add limit inet martlet f11 { rate 1/second }", .object(type: 4, name: "f11")),
        ("add ct helper inet martlet f12 { type \"ftp\" protocol tcp; }", .object(type: 3, name: "f12")),
        ("add chain inet martlet f13 { type filter hook ingress device \"lo\" priority 0; }", .chain("f13")),
        ("add flowtable inet martlet f14 { hook ingress priority 0; devices = { lo }; }", .flowTable("f14")),
        // Of a kind that we use, so no foreign objects, but not wanted.
        ("add counter inet martlet f15", nil),
        ("add set inet martlet f16 { type ipv4_addr; elements = { 9.9.9.9 }; }", nil),
        ("add set inet martlet f17 { type ifname; flags interval; elements = { \"eth*\" }; }", nil),
        ("add map inet martlet f18 { type ipv4_addr : verdict; elements = { 9.9.9.9 : jump pod/one }; }", nil),
        ("add chain inet martlet f19", nil),
        ("add chain inet martlet f20 { type filter hook input priority 7; policy drop; }", nil),
    ]

    /// The name of the object in such a text.
    private static func name(_ text: String) -> String {
        String(text.split(separator: " ").first { $0.first == "f" && $0.dropFirst().allSatisfy(\.isNumber) } ?? "")
    }

    static let rules = [
        "tcp sport 80 accept", "meta mark set 7", "ct mark set 7", "ip saddr { 1.1.1.1, 2.2.2.2 } accept",
        "ip saddr vmap { 1.1.1.1 : accept, 2.2.2.2 : drop }", "tcp dport { 1-5, 7 } drop",
        "ct state { new, established } accept", "ct state vmap { new : drop }", "ct state != { new }",
        "quota over 25 mbytes drop", "queue num 3", "meta pkttype broadcast drop", "iif \"lo\" accept",
        "iifname \"eth*\" drop", "ip saddr 10.0.0.0/255.0.255.0 drop", "ip saddr & 255.0.0.0 == 10.0.0.0 accept",
        "meta skuid 0 accept", "limit rate 10 mbytes/second accept", "limit rate over 1/second drop",
        "log level debug", "log flags all", "reject with icmp host-unreachable", "ip ttl 1 drop", "ip6 hoplimit 1 drop",
        "notrack", "ct count over 3 drop", "fib daddr type local accept", "rt mtu 1400", "socket mark 1 accept",
        "add @f6 { ip saddr }", "update @f6 { ip saddr }", "meta mark set ip saddr map @f8",
        "numgen inc mod 2 0 accept",
        "ct state new ct state established ip saddr 1.1.1.1 tcp flags syn drop", "tcp dport >= 1024 accept",
        "meta l4proto > 6 accept", "icmp code 1 drop", "ip protocol tcp accept", "ether type arp drop",
        "ct zone 1 drop",
        "meta nftrace set 1", "tcp option maxseg size set 1200", "ip saddr . ip daddr { 1.1.1.1 . 2.2.2.2 } drop",
        "limit name \"f11\"", "quota name \"f10\" drop", "ip dscp set cs1",
        "meta nfproto ipv4 ip saddr != 1.1.1.1 jump f19",
        "ip saddr @peers counter accept comment \"by another\"", "goto pod/one",
    ]

    private func withTable(_ body: (Lab, NetlinkKernel) throws -> Void) throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            try kernel.reach(Transition.old)
            try body(lab, kernel)
        }
    }

    /// Whether `nft` and this kernel can add it: modules for some may be missing.
    private func add(_ text: String, _ lab: Lab) throws -> Bool {
        try lab.namespace.run { try Command.run(["nft", "-f", "-"], input: text + "\n") }.succeeded
    }

    private func repair(_ kernel: NetlinkKernel, _ lab: Lab, _ what: String) throws {
        let seen = try kernel.observe().ruleset
        #expect(seen != Transition.old, "\(what)")
        do {
            try kernel.reach(Transition.old)
        } catch {
            Issue.record("\(what): \(error)")
            try lab.nft("delete table inet martlet")
            try kernel.reach(Transition.old)
        }
        #expect(try kernel.observe().ruleset == Transition.old, "\(what)")
    }

    @Test func `objects of others are named, and removed`() throws {
        try withTable { lab, kernel in
            var count = 0
            for (text, foreign) in Self.objects where try add(text, lab) {
                let seen = try kernel.observe().ruleset
                #expect(seen?.foreign == Set([foreign].compactMap { $0 }), "\(text)")
                try repair(kernel, lab, text)
                count += 1
            }
            #expect(count >= 17)
        }
    }

    @Test func `rules of others in our chains are told from ours, and removed`() throws {
        try withTable { lab, kernel in
            var count = 0
            for rule in Self.rules {
                if let helper = Self.objects.last(where: { rule.contains(Self.name($0.text)) }) {
                    _ = try add(helper.text, lab)
                }
                guard try add("insert rule inet martlet pod/one \(rule)", lab) else { continue }
                let seen = try kernel.observe().ruleset
                let rules = seen?.chains["pod/one"]?.rules ?? []
                #expect(rules.count == 4 && Array(rules.dropFirst()) == Transition.old.chains["pod/one"]?.rules)
                try repair(kernel, lab, rule)
                count += 1
            }
            #expect(count >= 38)
        }
    }

    @Test func `rules that we have no words for are foreign, whatever they are`() throws {
        try withTable { lab, kernel in
            for text in Self.objects.map(\.text) { _ = try add(text, lab) }
            for rule in Self.rules.dropLast(3) where try add("insert rule inet martlet pod/one \(rule)", lab) {
                let first = try kernel.observe().ruleset?.chains["pod/one"]?.rules.first
                let isForeign = first?.statements.contains { if case .foreign = $0 { true } else { false } } ?? false
                // The last two `nft` writes as we would.
                let isOurs = rule.hasPrefix("ct state new") || rule == "ct state != { new }"
                #expect(isForeign || isOurs, "\(rule): \(first?.text ?? "none")")
            }
        }
    }

    @Test func `all at once are removed in one way`() throws {
        try withTable { lab, kernel in
            for (text, _) in Self.objects { _ = try add(text, lab) }
            for rule in Self.rules { _ = try add("insert rule inet martlet pod/one \(rule)", lab) }
            for (set, key, end) in Self.elements { try addCounting(key, upTo: end, to: set, lab) }
            try repair(kernel, lab, "everything")
            #expect(try lab.listed().contains("f1") == false)
        }
    }

    @Test func `a chain of others whose rules use a set of others goes with it`() throws {
        try withTable { lab, kernel in
            let chain = "add chain inet martlet f { type filter hook ingress device \"lo\" priority 0; }"
            try lab.nft("add set inet martlet g { type ipv4_addr; counter; }; \(chain)")
            try lab.nft("add rule inet martlet f ip saddr @g drop")
            try repair(kernel, lab, "a foreign chain that reads a foreign set")
            try lab.nft(chain)
            try lab.nft("add set inet martlet h { type ipv4_addr; }; add rule inet martlet f ip saddr @h drop")
            try repair(kernel, lab, "a foreign chain that reads a set")
            try lab.nft("\(chain); add chain inet martlet h; add rule inet martlet f jump h")
            try repair(kernel, lab, "a foreign chain that jumps to another")
        }
    }

    /// An element with a counter of its own, which `nft` adds to sets only that were made for it.
    private func addCounting(_ key: [UInt8], upTo end: [UInt8]?, to set: String, _ lab: Lab) throws {
        let conversation = Conversation(try lab.socket())
        var writer = MessageWriter()
        writer.beginBatch(sequence: 1, generation: nil)
        let kind = MessageKind(rawValue: 0xa0c)
        writer.message(kind, flags: Int32(NLM_F_CREATE | NLM_F_ACK), sequence: 2) { writer in
            writer.put(NFTA_SET_ELEM_LIST_TABLE, "martlet")
            writer.put(NFTA_SET_ELEM_LIST_SET, set)
            writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS) { writer in
                writer.nest(rawType: 1) { writer in
                    writer.nest(NFTA_SET_ELEM_KEY) { $0.put(NFTA_DATA_VALUE, key) }
                    writer.nest(NFTA_SET_ELEM_EXPR) { writer in
                        writer.put(NFTA_EXPR_NAME, "counter")
                        writer.nest(NFTA_EXPR_DATA) { $0.put(NFTA_COUNTER_BYTES, 7 as UInt64) }
                    }
                }
                guard let end else { return }
                writer.nest(rawType: 2) { writer in
                    writer.put(NFTA_SET_ELEM_FLAGS, 1 as UInt32)
                    writer.nest(NFTA_SET_ELEM_KEY) { $0.put(NFTA_DATA_VALUE, end) }
                }
            }
        }
        writer.endBatch(sequence: 3)
        try conversation.send(writer.bytes)
        #expect(try conversation.awaitAnswer(frame: 1, last: 2)?.errno == nil)
    }

    static let elements: [(set: String, key: [UInt8], end: [UInt8]?)] = [
        ("peers", [10, 9, 9, 9], nil), ("blocks", [20, 0, 0, 0], [20, 0, 0, 6]),
    ]

    @Test(arguments: elements)
    func `elements of others are named, and removed`(_ set: String, _ key: [UInt8], _ end: [UInt8]?) throws {
        try withTable { lab, kernel in
            try addCounting(key, upTo: end, to: set, lab)
            #expect(try kernel.observe().ruleset?.foreign.count == 1)
            try repair(kernel, lab, set)
        }
    }

    @Test func `where an interval of others stood, another can join afterwards`() throws {
        try withTable { lab, kernel in
            try addCounting([20, 0, 0, 0], upTo: [20, 0, 0, 6], to: "blocks", lab)
            try kernel.reach(Transition.old)
            var wider = Transition.old
            let more = Elements(AddressRanges(ipv4: RangeSet([0x1400_0000...0x1400_FFFF])), family: .ipv4)
            wider.sets["blocks"]?.elements = more.union(Transition.old.sets["blocks"]?.elements ?? more)
            try kernel.reach(wider)
            #expect(try kernel.observe().ruleset == wider)
        }
    }

    @Test func `an element for all others, one that ends in time and one with a comment`() throws {
        try withTable { lab, kernel in
            try lab.nft("add element inet martlet pods { * : accept }")
            #expect(try kernel.observe().ruleset?.foreign == [.catchAll(of: "pods")])
            try repair(kernel, lab, "catch-all")
            try lab.nft("add element inet martlet isolated { 1.1.1.1 comment \"by hand\" }")
            try repair(kernel, lab, "an element with a comment")
        }
    }

    /// Of a table without flags: the kernel lets nobody change a flag of one that was made adoptable or is owned.
    @Test func `a table that somebody put to sleep is seen to enforce nothing, and is woken`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            try kernel.reach(Transition.old)
            try lab.nft("add table inet martlet { flags dormant; }")
            let asleep = try #require(try kernel.observe().ruleset)
            #expect(asleep.foreign == [.dormancy] && asleep != Transition.old)
            try kernel.reach(Transition.old)
            #expect(try kernel.observe().ruleset == Transition.old)
        }
    }

    @Test func `a set of ours with another type, and a chain with another hook, are errors that say so`() throws {
        try Lab.run { lab in
            try lab.nft("add table inet martlet; add set inet martlet peers { type inet_service; }")
            let kernel = try lab.kernel()
            let seen = try kernel.observe()
            let error = #expect(throws: PlanError.self) { try changes(from: seen.ruleset, to: Transition.old) }
            #expect(error?.description.contains("peers is a set of inet_service in the kernel") == true)
            #expect(try kernel.observe() == seen)
            try lab.nft("flush ruleset; add table inet martlet")
            try lab.nft("add chain inet martlet ingress { type filter hook forward priority 7; }")
            let other = #expect(throws: PlanError.self) {
                try changes(from: kernel.observe().ruleset, to: Transition.old)
            }
            #expect(other?.description.contains("priority 7") == true)
        }
    }
}
