internal import KubernetesModel

// What changes.
extension Reflector {
    /// Takes the beginning of an answer.
    mutating func accepted(_ now: Duration) -> [ReflectorAction] {
        isAnswered = true
        switch stage {
        case .watching:
            stage = .watching(since: now, lastHeard: now)
            return [.setAlarm(pacing.silenceMax)]
        case .initialEvents(let gathering, _):
            stage = .initialEvents(gathering, lastHeard: now)
            return [.setAlarm(pacing.initialSilenceMax)]
        case .paging, .waiting: return []
        }
    }

    /// Takes what a watch says.
    mutating func take(_ events: [WatchEvent], _ now: Duration) -> [ReflectorAction] {
        var actions: [ReflectorAction] = []
        for event in events {
            // What comes behind it is of no watch that is still heard.
            if case .failed(let status) = event { return actions + failed(status, now) }
            switch stage {
            case .initialEvents(var gathering, _):
                stage = .waiting(isListed: false)
                actions += gather(event, &gathering, now)
            case .watching(let since, _):
                stage = .watching(since: since, lastHeard: now)
                stumbleCount = 0
                actions += follow(event)
            case .waiting, .paging: return actions
            }
        }
        return actions + (older(now) ?? [])
    }

    private mutating func failed(_ status: ServerStatus, _ now: Duration) -> [ReflectorAction] {
        switch stage {
        case .initialEvents, .watching: [.hangUp] + refused(status, now)
        case .waiting, .paging: []
        }
    }

    /// Takes an event of those that say what there is.
    private mutating func gather(
        _ event: WatchEvent, _ gathering: inout Gathering, _ now: Duration
    ) -> [ReflectorAction] {
        var actions: [ReflectorAction] = []
        switch event {
        case .changed(let sent):
            actions = defects(of: sent)
            gathering.add(sent)
        case .deleted(let sent): gathering.remove(sent)
        case .bookmark(let version, endsInitialEvents: true):
            stage = .initialEvents(Gathering(), lastHeard: now)
            if let actions = mistrust(version, now) { return [.hangUp] + actions }
            stage = .watching(since: now, lastHeard: now)
            return know(gathering, at: version, now) + [.setAlarm(pacing.silenceMax)]
        // Who knows what was asked says no other bookmark first.
        case .bookmark(_, endsInitialEvents: false): return plainList(now)
        case .unknown(let type): actions = [.note(.passedOver("an event of type \(type)"))]
        case .failed: break
        }
        stage = .initialEvents(gathering, lastHeard: now)
        return actions
    }

    /// Takes an event of those that say what changes.
    private mutating func follow(_ event: WatchEvent) -> [ReflectorAction] {
        switch event {
        case .changed(let sent), .deleted(let sent):
            let version = ResourceVersion(sent.resourceVersion)
            if version.isCovered(by: self.version) { return [.note(.outdated)] }
            if !version.text.isEmpty { self.version = version }
            olderCount = 0
            guard let object = sent.object else { return defects(of: sent) }
            if case .deleted = event {
                held.remove(object.key)
                return [.forget(sent)]
            }
            held.insert(object.key)
            return defects(of: sent) + [.change(sent)]
        case .bookmark(let text, _):
            saysBookmarks = true
            let version = ResourceVersion(text)
            if version.isOlder(than: self.version) { olderCount += 1 }
            if text.isEmpty || version.isOlder(than: self.version) { return [] }
            olderCount = 0
            self.version = version
            return [.remember(text)]
        case .unknown(let type): return [.note(.passedOver("an event of type \(type)"))]
        case .failed: return []
        }
    }

    /// What is done where the server says again and again to be at an older state than is known: one that lags behind
    /// catches up before it says so twice. One that was set back does not, and all changes would be passed over until
    /// it is where it was.
    private mutating func older(_ now: Duration) -> [ReflectorAction]? {
        guard case .watching = stage, olderCount > 1 else { return nil }
        // Of quiet resources some servers say lawfully what is older than a list was: that is no reason to list often.
        if let listedAt, now - listedAt < pacing.backoff.forgottenAfter * 5 { return nil }
        olderCount = 0
        version = .none
        return [.hangUp, .note(.expired)] + list(now)
    }

    /// Takes the end of a watch, which has one always.
    mutating func ended(_ now: Duration) -> [ReflectorAction] {
        switch stage {
        case .initialEvents: return stumble("the watch ended before all that there is was said", now)
        case .watching(let since, _):
            guard now - since >= pacing.shortestWatch else { return retry("the watch ended at once", now) }
            return [.note(.watchEnded), .remember(version.text)] + watch(now)
        case .waiting, .paging: return []
        }
    }
}
