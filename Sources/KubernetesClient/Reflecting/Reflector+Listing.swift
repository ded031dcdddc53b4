internal import KubernetesModel

// What there is.
extension Reflector {
    /// Takes some objects of a list.
    mutating func add(_ objects: [SentObject]) -> [ReflectorAction] {
        guard case .paging(var gathering, let pageCount) = stage else { return [] }
        // The only reference must be ours, or all that came so far is copied.
        stage = .waiting(isListed: false)
        var actions: [ReflectorAction] = []
        for object in objects {
            actions += defects(of: object)
            gathering.add(object)
        }
        stage = .paging(gathering, pageCount: pageCount)
        return actions
    }

    /// Takes the end of a page.
    mutating func listed(_ head: ListHead, _ now: Duration) -> [ReflectorAction] {
        guard case .paging(let gathering, let pageCount) = stage else { return [] }
        if !head.continuation.isEmpty {
            stage = .paging(gathering, pageCount: pageCount + 1)
            return [page(continuation: head.continuation), .setAlarm(pacing.answerMax)]
        }
        return know(gathering, at: head.resourceVersion) + watch(now)
    }

    /// What is wrong with an object, for those who care.
    func defects(of sent: SentObject) -> [ReflectorAction] {
        guard !sent.defects.isEmpty else { return [] }
        return [.note(.defective(sent.object?.key ?? ObjectKey("", ""), sent.defects))]
    }
}
