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
            switch stage {
            case .initialEvents(var gathering, let lastHeard):
                stage = .waiting(isListed: false)
                actions += gather(event, &gathering, lastHeard, now)
            case .watching(let since, _):
                stage = .watching(since: since, lastHeard: now)
                actions += follow(event, now)
            case .waiting, .paging: return actions
            }
        }
        return actions
    }

    /// Takes an event of those that say what there is.
    private mutating func gather(
        _ event: WatchEvent, _ gathering: inout Gathering, _ lastHeard: Duration, _ now: Duration
    ) -> [ReflectorAction] {
        var actions: [ReflectorAction] = []
        switch event {
        case .changed(let sent):
            actions = defects(of: sent)
            if let object = sent.object { gathering.add(object, ResourceVersion(sent.resourceVersion)) }
        case .deleted(let sent):
            if let object = sent.object { gathering.remove(object, ResourceVersion(sent.resourceVersion)) }
        case .bookmark(let version, endsInitialEvents: true):
            stage = .watching(since: now, lastHeard: now)
            return know(gathering, at: version) + [.setAlarm(pacing.silenceMax)]
        case .bookmark(_, endsInitialEvents: false):
            // One who does not know how to end them says this again and again: it does not count as heard.
            stage = .initialEvents(gathering, lastHeard: lastHeard)
            return []
        case .unknown(let type): actions = [.note(.passedOver("an event of type \(type)"))]
        case .failed(let status): return [.hangUp] + refused(status, now)
        }
        stage = .initialEvents(gathering, lastHeard: now)
        return actions
    }

    /// Takes an event of those that say what changes.
    private mutating func follow(_ event: WatchEvent, _ now: Duration) -> [ReflectorAction] {
        switch event {
        case .changed(let sent), .deleted(let sent):
            let version = ResourceVersion(sent.resourceVersion)
            if version.isCovered(by: self.version) { return [.note(.outdated)] }
            if !version.text.isEmpty { self.version = version }
            olderCount = 0
            guard let object = sent.object else { return defects(of: sent) }
            if case .deleted = event {
                held.remove(object.key)
                return [.forget(object)]
            }
            held.insert(object.key)
            return defects(of: sent) + [.change(object)]
        case .bookmark(let text, _):
            saysBookmarks = true
            let version = ResourceVersion(text)
            if version.isOlder(than: self.version) { return older(now) }
            if text.isEmpty { return [] }
            olderCount = 0
            self.version = version
            return [.remember(text)]
        case .unknown(let type): return [.note(.passedOver("an event of type \(type)"))]
        case .failed(let status): return [.hangUp] + refused(status, now)
        }
    }

    /// Takes that the server says to be at an older state than is known: one that lags behind catches up until it says
    /// so again. One that was set back does not, and would pass over all changes until it is where it was.
    private mutating func older(_ now: Duration) -> [ReflectorAction] {
        olderCount += 1
        guard olderCount > 1 else { return [] }
        olderCount = 0
        version = .none
        return [.hangUp, .note(.expired)] + list(now)
    }

    /// Takes the end of a watch, which has one always.
    mutating func ended(_ now: Duration) -> [ReflectorAction] {
        switch stage {
        case .initialEvents: return retry("the watch ended before all that there is was said", now)
        case .watching(let since, _):
            guard now - since >= pacing.shortestWatch else { return retry("the watch ended at once", now) }
            return [.note(.watchEnded), .remember(version.text)] + watch(now)
        case .waiting, .paging: return []
        }
    }
}
