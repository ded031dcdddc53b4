internal import KubernetesModel

// What goes wrong, and what is done then: it is tried again, in the end always, and never at once without an end.
extension Reflector {
    /// Takes that a time is over.
    mutating func alarm(_ now: Duration) -> [ReflectorAction] {
        switch stage {
        case .waiting(isListed: false): return list(now)
        case .waiting(isListed: true): return watch(now)
        case .paging, .initialEvents, .watching:
            if !isAnswered { return [.hangUp] + retry("the server does not answer", now) }
        }
        return silence(now)
    }

    /// Takes that nothing may have come for too long.
    private mutating func silence(_ now: Duration) -> [ReflectorAction] {
        switch stage {
        // Of lists the transport sees that they go on.
        case .waiting, .paging: return []
        case .initialEvents(_, let lastHeard):
            let silence = now - lastHeard
            if silence < pacing.initialSilenceMax { return [.setAlarm(pacing.initialSilenceMax - silence)] }
            takesInitialEvents = false
            return [.hangUp, .note(.simplified("a watch does not say what there is: it is listed instead"))] + list(now)
        case .watching(_, let lastHeard):
            let silence = now - lastHeard
            if silence < pacing.silenceMax { return [.setAlarm(pacing.silenceMax - silence)] }
            guard saysBookmarks else { return [.setAlarm(pacing.silenceMax)] }
            return [.hangUp, .note(.watchEnded)] + watch(now)
        }
    }

    /// Takes that the server does not do what it was asked.
    mutating func refused(_ status: ServerStatus, _ now: Duration) -> [ReflectorAction] {
        if status.isExpired { return expired(now) }
        // It has not come so far, or it was set back: the newest that there is, is true.
        if status.isTooNew {
            version = .none
            return wait(isListed: false, "the server is behind: \(status.words)", now)
        }
        switch status.code {
        case 400, 404, 405, 406, 415, 422: return notTaken(status, now)
        case 401: return [.note(.unauthorized)] + retry(status.words, now)
        case 403: return forbidden(status)
        default: return retry(status.words, now, atLeast: status.retryAfterSeconds)
        }
    }

    /// Takes that the answer cannot be read.
    mutating func unreadable(_ error: SentError, _ encoding: SentEncoding, _ now: Duration) -> [ReflectorAction] {
        guard encoding == .protobuf, error != .cut else { return retry("\(error)", now) }
        takesProtobuf = false
        return [.note(.simplified("\(error): JSON is asked for from now on"))] + retry("\(error)", now)
    }

    /// Waits, and then does the same again.
    mutating func retry(_ reason: String, _ now: Duration, atLeast seconds: Int? = nil) -> [ReflectorAction] {
        switch stage {
        case .watching, .waiting(isListed: true): wait(isListed: true, reason, now, atLeast: seconds)
        case .paging, .initialEvents, .waiting(isListed: false): wait(isListed: false, reason, now, atLeast: seconds)
        }
    }

    private mutating func wait(
        isListed: Bool, _ reason: String, _ now: Duration, atLeast seconds: Int? = nil
    ) -> [ReflectorAction] {
        stage = .waiting(isListed: isListed)
        let longest = pacing.backoff.longest
        let asked = min(.seconds(seconds ?? 0), longest * 2)
        var wait = backoff.wait(now: now)
        // Who is told a time does not come just then, together with all others.
        if wait < asked { wait = asked + backoff.fraction(of: min(asked, longest)) }
        return [.note(.failed(reason, retryAfter: wait)), .setAlarm(wait)]
    }

    /// Lists anew. A list that expires while its pages come is asked for whole.
    private mutating func expired(_ now: Duration) -> [ReflectorAction] {
        var notes: [ReflectorAction] = [.note(.expired)]
        switch stage {
        case .paging(_, let pageCount):
            version = .none
            if pageCount > 0 {
                takesPages = false
                notes.append(.note(.simplified("pages expire before all are read: all is listed at once")))
            }
            return notes + wait(isListed: false, "the list expired", now)
        case .initialEvents, .waiting:
            version = .none
            return notes + wait(isListed: false, "the version is forgotten", now)
        case .watching(let since, _):
            // At once; but a server that forgets at once is not asked without end.
            if now - since < pacing.shortestWatch {
                return notes + wait(isListed: false, "the version is forgotten", now)
            }
            return notes + list(now)
        }
    }

    /// Asks in a plainer way, where there is one.
    private mutating func notTaken(_ status: ServerStatus, _ now: Duration) -> [ReflectorAction] {
        if status.message.contains("field label not supported"), selectors.widen() {
            return [.note(.simplified("the server does not select by field: \(status.words)"))] + again(now)
        }
        if status.code == 406 || status.code == 415, takesProtobuf {
            takesProtobuf = false
            return [.note(.simplified("the server does not write protobuf: \(status.words)"))] + again(now)
        }
        if case .initialEvents = stage, status.code != 404 {
            takesInitialEvents = false
            return [.note(.simplified("a watch does not say what there is: \(status.words)"))] + list(now)
        }
        // A version that is none leads nowhere.
        if status.code == 400 { version = .none }
        return wait(isListed: status.code != 400 && isListed, status.words, now, atLeast: status.retryAfterSeconds)
    }

    /// Whether all there is was heard.
    private var isListed: Bool {
        switch stage {
        case .watching, .waiting(isListed: true): true
        case .paging, .initialEvents, .waiting(isListed: false): false
        }
    }

    private mutating func again(_ now: Duration) -> [ReflectorAction] { isListed ? watch(now) : list(now) }

    private mutating func forbidden(_ status: ServerStatus) -> [ReflectorAction] {
        stage = .waiting(isListed: isListed)
        return [.note(.forbidden(status.words)), .setAlarm(pacing.forbiddenWait)]
    }
}

extension ServerStatus {
    /// The code and what is said of it.
    var words: String {
        let said = [reason, message].filter { !$0.isEmpty }.joined(separator: ": ")
        let question = code == 404 ? ": is this the address of a Kubernetes API server?" : ""
        return (said.isEmpty ? "HTTP \(code)" : "HTTP \(code) \(said)") + question
    }
}
