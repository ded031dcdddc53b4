import KubernetesModel
import Testing

@testable import KubernetesClient

@Suite struct ReflectorNoteTests {
    @Test(
        "each note is a sentence without its end",
        arguments: [
            (ReflectorNote.listed(count: 3), "all there is was said: 3 objects"),
            (.watchEnded, "the watch ended and is begun again"),
            (.failed("x refuses", retryAfter: .milliseconds(1_890)), "x refuses; the next try is in 1.8 s"),
            (.failed("x refuses", retryAfter: .milliseconds(61_000)), "x refuses; the next try is in 61.0 s"),
            (.forbidden("HTTP 403"), "not allowed: HTTP 403"),
            (.unauthorized, "the server does not take the credentials; they are read again"),
            (.expired, "the last known version is forgotten; all is listed again"),
            (.simplified("in pages"), "in pages"), (.credentials("/t: is good again"), "/t: is good again"),
            (.unwritten("/v: no room"), "/v: no room"),
            (.outdated, "an event of an older state was passed over"),
            (.passedOver("an event of type X"), "an event of type X was passed over"),
            (
                .defective(ObjectKey("a", "b"), [Defect(.error, at: "x", "is bad"), Defect(.warning, at: "y", "odd")]),
                "a/b: x: is bad; y: odd"
            ),
        ])
    func texts(note: ReflectorNote, wanted: String) {
        #expect("\(note)" == wanted)
    }

    @Test("what a reflector says of failures names the code, the reason and the words of the server")
    func words() {
        #expect(ServerStatus(code: 500).words == "HTTP 500")
        #expect(ServerStatus(code: 500, reason: "InternalError").words == "HTTP 500 InternalError")
        #expect(ServerStatus(code: 502, message: "bad gateway").words == "HTTP 502 bad gateway")
        #expect(ServerStatus(code: 403, reason: "Forbidden", message: "no").words == "HTTP 403 Forbidden: no")
    }

    @Test("failures are told with what to ask, and simpler ways with why")
    func reasons() {
        #expect(reason(.failed("x refuses"), in: .watching) == "x refuses")
        #expect(reason(.alarm, in: .watchUnanswered) == "the server does not answer")
        #expect(reason(.ended, in: .watching) == "the watch ended at once")
        #expect(reason(.ended, in: .gathering) == "the watch ended before all that there is was said")
        #expect(reason(.refused(.tooNew), in: .page)?.hasPrefix("the server is behind: HTTP 504 Timeout: ") == true)
        #expect(
            reason(.listed(ListHead(resourceVersion: "2", continuation: "")), in: .page)
                == "the server is behind: state 2 is older than 3")
        #expect(
            reason(.listed(ListHead(resourceVersion: "", continuation: "")), in: .page)
                == "what the server sent does not say which state it shows")
        #expect(
            reason(.listed(ListHead(resourceVersion: "9", continuation: "p")), in: .laterPage)
                == "the list does not go on")
        #expect(reason(.refused(.expired), in: .page) == "the list expired")
        #expect(reason(.refused(.expired), in: .watching) == "the version is forgotten")
        #expect(
            reason(.unreadable(.cut, .json), in: .watching) == "the answer ends in the middle of an object")
    }

    /// Why something failed, where it did.
    private func reason(_ input: ReflectorInput, in situation: ReflectorSituation) -> String? {
        var reflector = situation.probe.reflector
        for case .note(.failed(let reason, _)) in reflector.take(input, now: .seconds(1_000)) { return reason }
        return nil
    }
}
