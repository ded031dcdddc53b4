import KubernetesModel
import Testing

@testable import KubernetesClient

// Ways of several steps; the single steps are in the tables.
extension ReflectorTests {
    /// A reflector that watches from 9 on, having listed `a`.
    private var watching: ReflectorProbe { ReflectorSituation.watching.probe }

    @Test("all there is comes by one watch, which goes on to say what changes")
    func gathers() {
        var probe = ReflectorProbe(version: "")
        #expect(probe.tell(.begin) == "alarm spread")
        #expect(probe.tell(.alarm) == "gather@, alarm answer")
        #expect(probe.tell(.accepted) == "alarm start")
        #expect(probe.tell(.events([.changed(.named("b", 50)), .changed(.named("a", 7))])) == "")
        #expect(!probe.reflector.isWatching && probe.reflector.objectCount == 0)
        let events: [WatchEvent] = [
            .deleted(.named("b", 51)), .bookmark(resourceVersion: "51", endsInitialEvents: true),
            .changed(.named("c", 52)),
        ]
        #expect(probe.tell(.events(events)) == "KNOW [a], keep 51, (listed 1), alarm silence, CHANGE c")
        #expect(probe.reflector.isWatching && probe.reflector.objectCount == 2)
        #expect(probe.tell(.ended, after: .seconds(300)) == "(ended), keep 52, watch@52, alarm answer")
    }

    @Test("connections that are refused and 429 keep the version, and the waits grow to a minute at most")
    func keepsVersion() {
        for input in [ReflectorInput.failed("refused"), .refused(ServerStatus(code: 429))] {
            var probe = watching
            var steps: [String] = []
            for _ in 0..<8 {
                steps.append(probe.tell(input, after: .seconds(1)))
                #expect(probe.tell(.alarm, after: .seconds(1)) == "watch@9, alarm answer")
            }
            #expect(
                steps.prefix(5) == [
                    "(failed), alarm step 1", "(failed), alarm step 2", "(failed), alarm step 3",
                    "(failed), alarm step 4", "(failed), alarm step 5",
                ])
            for step in steps.dropFirst(6) {
                #expect(step.hasSuffix(" s") && (30...60).contains(Self.seconds(step)), "\(step)")
            }
        }
    }

    @Test("a failure behind a good watch is the first of its row; behind one that says nothing it is not")
    func forgets() {
        var probe = watching
        for _ in 0..<3 {
            probe.tell(.failed("cut"))
            probe.tell(.alarm)
        }
        var quiet = probe
        quiet.tell(.accepted)
        #expect(quiet.tell(.failed("cut"), after: .seconds(5)) == "(failed), alarm step 4")
        var long = probe
        long.tell(.accepted)
        #expect(long.tell(.failed("cut"), after: .seconds(31)) == "(failed), alarm step 1")
        probe.tell(.accepted)
        probe.tell(.events([.unknown("X")]), after: .seconds(2))
        #expect(probe.tell(.failed("cut")) == "(failed), alarm step 1")
    }

    @Test(
        "a watch that the server fails at thrice in a row is given up for a list, an answer that cannot be read as well"
    )
    func givesUpWatch() {
        let error = ReflectorInput.events([.failed(ServerStatus(code: 500, reason: "InternalError"))])
        for input in [error, .refused(ServerStatus(code: 500)), .unreadable(.malformed(""), .json)] {
            var probe = watching
            for _ in 0..<2 {
                probe.tell(input)
                #expect(probe.tell(.alarm) == "watch@9, alarm answer")
                probe.tell(.accepted)
            }
            #expect(probe.tell(input).hasSuffix("(simplified), (failed), alarm step 3"))
            #expect(probe.tell(.alarm) == "list 500@9, alarm answer")
        }
    }

    @Test("protobuf that cannot be read is tried as JSON, and what still comes as protobuf is an answer like any other")
    func givesUpProtobuf() {
        let unreadable = ReflectorInput.unreadable(.malformed(""), .protobuf)
        var probe = watching
        #expect(probe.tell(unreadable) == "(simplified), (failed), alarm step 1")
        for _ in 0..<2 {
            #expect(probe.tell(.alarm) == "watch@9 as JSON, alarm answer")
            probe.tell(unreadable)
        }
        probe.tell(.alarm)
        probe.tell(unreadable)
        #expect(probe.tell(.alarm) == "list 500@9 as JSON, alarm answer")
    }

    @Test("what a watch says in between has three more failures allowed")
    func hearsBetween() {
        var probe = watching
        for version in 12..<20 {
            probe.tell(.events([.changed(.named("a", version)), .failed(ServerStatus(code: 500))]))
            #expect(probe.tell(.alarm) == "watch@\(version), alarm answer")
        }
    }

    @Test("a watch that never says all there is, is given up for lists")
    func givesUpGathering() {
        let silent = ReflectorInput.unreadable(.otherKind("a page"), .json)
        for input in [ReflectorInput.alarm, .ended, .refused(ServerStatus(code: 500)), silent] {
            var probe = ReflectorProbe()
            probe.tell(.begin)
            for _ in 0..<3 {
                #expect(probe.tell(.alarm) == "gather@3, alarm answer")
                probe.tell(input)
            }
            #expect(probe.tell(.alarm) == "list 500@3, alarm answer")
        }
    }

    @Test("a version that lists fail at is given up for the newest state")
    func givesUpVersion() {
        var probe = ReflectorSituation.pageUnanswered.probe
        for _ in 0..<2 {
            probe.tell(.refused(ServerStatus(code: 500)))
            #expect(probe.tell(.alarm) == "list 500@3, alarm answer")
        }
        probe.tell(.refused(ServerStatus(code: 500)))
        #expect(probe.tell(.alarm) == "list 500@, alarm answer")
    }

    @Test("JSON of who is not an API server is not taken for a list without objects")
    func mistrusts() {
        var probe = ReflectorSituation.page.probe
        let nothing = ReflectorInput.listed(ListHead(resourceVersion: "", continuation: ""))
        for _ in 0..<5 {
            #expect(probe.tell(nothing).contains("(failed), alarm"))
            probe.tell(.alarm)
        }
    }

    @Test("where an older state is shown than was asked for, the newest is asked for, and taken even if it is older")
    func setBack() {
        var probe = watching
        probe.tell(.events([.failed(.tooNew)]))
        #expect(probe.tell(.alarm) == "list 500@, alarm answer")
        let older = ReflectorInput.listed(ListHead(resourceVersion: "4", continuation: ""))
        #expect(probe.tell(older) == "KNOW [], keep 4, (listed 0), watch@4, alarm answer")
    }

    @Test("a version that is forgotten is listed from at once, and behind a fresh list after waits that grow")
    func expires() {
        var probe = ReflectorSituation.watchingForLong.probe
        let listed = ReflectorInput.listed(ListHead(resourceVersion: "60", continuation: ""))
        #expect(probe.tell(.refused(.expired)) == "(expired), list 500@9, alarm answer")
        for step in 1...4 {
            #expect(probe.tell(listed) == "KNOW [], keep 60, (listed 0), watch@60, alarm answer")
            #expect(probe.tell(.refused(.expired)) == "(expired), (failed), alarm step \(step)")
            #expect(probe.tell(.alarm, after: .seconds(1)) == "list 500@60, alarm answer")
        }
        #expect(probe.tell(.refused(.expired)).hasPrefix("(expired), (failed), alarm"))
        #expect(probe.tell(.alarm) == "list 500@, alarm answer")
    }

    @Test("pages that expire before the last are given up for a whole list of the newest state")
    func expiresInPages() {
        var probe = ReflectorSituation.laterPage.probe
        #expect(probe.tell(.refused(.expired)) == "(expired), (simplified), (failed), alarm step 1")
        #expect(probe.tell(.alarm) == "list 0@, alarm answer")
    }

    @Test("a selector that the server does not know is widened until nothing is left of it, and all is listed anew")
    func widens() {
        let refusal = ReflectorInput.refused(
            ServerStatus(code: 400, message: "field label not supported: spec.hostNetwork"))
        let unfinished = "status.phase!=Succeeded,status.phase!=Failed"
        var probe = ReflectorProbe(.pods)
        probe.tell(.begin)
        #expect(probe.tell(.alarm) == "gather@3 where \(unfinished),spec.hostNetwork=false, alarm answer")
        #expect(probe.tell(refusal) == "(simplified), gather@3 where \(unfinished), alarm answer")
        probe.tell(.events([.bookmark(resourceVersion: "9", endsInitialEvents: true)]))
        probe.tell(.ended, after: .seconds(2))
        #expect(probe.tell(refusal) == "(simplified), gather@9, alarm answer")
        #expect(probe.tell(refusal) == "(simplified), list 500@9, alarm answer")
    }

    @Test("a server without protobuf is asked for JSON from then on, in lists and watches")
    func asksForJSON() {
        var probe = ReflectorSituation.pageUnanswered.probe
        #expect(probe.tell(.refused(ServerStatus(code: 406))) == "(simplified), list 500@3 as JSON, alarm answer")
        let listed = ReflectorInput.listed(ListHead(resourceVersion: "9", continuation: ""))
        #expect(probe.tell(listed).hasSuffix("watch@9 as JSON, alarm answer"))
        #expect(probe.tell(.refused(ServerStatus(code: 406))) == "(failed), alarm step 1")
        #expect(probe.tell(.alarm) == "watch@9 as JSON, alarm answer")
    }

    @Test("a silent watch is begun anew where the server is known to say bookmarks, and only there")
    func silence() {
        var quiet = watching
        #expect(quiet.tell(.alarm, after: .seconds(180)) == "alarm silence")
        var probe = watching
        probe.tell(.events([.bookmark(resourceVersion: "9", endsInitialEvents: false)]), after: .seconds(60))
        #expect(probe.tell(.alarm, after: .seconds(120)) == "alarm 60 s")
        #expect(probe.tell(.alarm, after: .seconds(60)) == "hang up, (ended), watch@9, alarm answer")
        #expect(probe.tell(.alarm, after: .seconds(30)) == "hang up, (failed), alarm step 1")
    }

    @Test("a missing permission is asked about twice a minute, and what is known stays")
    func forbidden() {
        var probe = watching
        probe.tell(.ended, after: .seconds(2))
        for _ in 0..<3 {
            #expect(probe.tell(.refused(ServerStatus(code: 403))) == "(forbidden), alarm forbidden")
            #expect(probe.tell(.alarm, after: .seconds(25)) == "watch@9, alarm answer")
        }
        #expect(probe.reflector.objectCount == 1)
    }

    private static func seconds(_ step: String) -> Int {
        step.split(separator: " ").compactMap { Int($0) }.last ?? 0
    }
}
