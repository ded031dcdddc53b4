import ServerSupport

/// Pods that tests put on a server.
extension ScriptedServer {
    /// Puts a pod with an address in the namespace `faults`, the same object for the same number.
    func putPod(_ number: Int, app: String, padding: Int? = nil) throws(ServerError) {
        try put(
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p\(number)","namespace":"faults",
            "labels":{"app":"\(app)"}},"spec":{"nodeName":"node-0000","containers":[{"name":"a","image":"a"}]},
            "status":{"phase":"Running","podIP":"10.99.0.\(number)","podIPs":[{"ip":"10.99.0.\(number)"}]}}
            """, padding: padding)
    }

    /// Creates pods and changes them, so that each has the label `app` of this name in the end; none goes.
    func changePods(_ app: String) throws(ServerError) {
        for number in 1...4 { try putPod(number, app: "\(app)-first") }
        for number in 1...4 { try putPod(number, app: app) }
    }

    /// Behaves again as it did in the beginning.
    func becomeWell() throws(ServerError) {
        try clearFaults()
        try listen(.open)
        try set(
            .watchList(.on), .gone(.event), .second(milliseconds: 1_000), .bookmarks(everyMilliseconds: 200),
            .cachedVersion(nil), .futureWait(milliseconds: 0), .gzip(true), .protobuf(true), .tokens(nil),
            .podFieldLabels(["metadata.name", "spec.nodeName", "spec.hostNetwork", "status.phase"]))
    }
}
