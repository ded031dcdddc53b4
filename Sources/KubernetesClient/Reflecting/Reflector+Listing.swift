internal import KubernetesModel

// What there is.
extension Reflector {
    /// Takes some objects of a list.
    mutating func add(_ objects: [SentObject]) -> [ReflectorAction] {
        guard case .paging(var gathering, let continuation) = stage else { return [] }
        // The only reference must be ours, or all that came so far is copied.
        stage = .waiting(isListed: false)
        var actions: [ReflectorAction] = []
        for object in objects {
            actions += defects(of: object)
            gathering.add(object)
        }
        stage = .paging(gathering, continuation: continuation)
        return actions
    }

    /// Takes the end of a page.
    mutating func listed(_ head: ListHead, _ now: Duration) -> [ReflectorAction] {
        guard case .paging(let gathering, let continuation) = stage else { return [] }
        if head.continuation.isEmpty {
            return mistrust(head.resourceVersion, now) ?? know(gathering, at: head.resourceVersion, now) + watch(now)
        }
        // Or it would be asked for without end.
        if head.continuation == continuation { return stumble("the list does not go on", now) }
        stage = .paging(gathering, continuation: head.continuation)
        return [page(continuation: head.continuation), .setAlarm(pacing.answerMax)]
    }

    /// What is done with a state that cannot be taken for all there is; `nil` where it can.
    mutating func mistrust(_ text: String, _ now: Duration) -> [ReflectorAction]? {
        // It may be any JSON, of who is not an API server: then objects are not gone because none are in it.
        if text.isEmpty { return stumble("what the server sent does not say which state it shows", now) }
        guard ResourceVersion(text).isOlder(than: version) else { return nil }
        return behind("state \(text) is older than \(version.text)", now)
    }

    /// What is wrong with an object, for those who care.
    func defects(of sent: SentObject) -> [ReflectorAction] {
        guard !sent.defects.isEmpty else { return [] }
        return [.note(.defective(sent.object?.key ?? ObjectKey("", ""), sent.defects))]
    }
}
