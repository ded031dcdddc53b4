internal import KubernetesModel

// What goes wrong, and what is done then: it is tried again, in the end always, and never at once without an end.
extension Reflector {
    private static let noAnswer = "the server does not answer"

    /// Takes that a time is over.
    mutating func alarm(_ now: Duration) -> [ReflectorAction] {
        switch stage {
        case .waiting(isListed: false): return list(now)
        case .waiting(isListed: true): return watch(now)
        case .initialEvents:
            if !isAnswered { return [.hangUp] + stumble(Self.noAnswer, now) }
        case .paging, .watching:
            if !isAnswered { return [.hangUp] + retry(Self.noAnswer, now) }
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
            return plainList(now)
        case .watching(_, let lastHeard):
            let silence = now - lastHeard
            if silence < pacing.silenceMax { return [.setAlarm(pacing.silenceMax - silence)] }
            guard saysBookmarks else { return [.setAlarm(pacing.silenceMax)] }
            return [.hangUp, .note(.watchEnded)] + watch(now)
        }
    }

    /// Lists in place of a watch that does not say when it has said all there is.
    mutating func plainList(_ now: Duration) -> [ReflectorAction] {
        takesInitialEvents = false
        return [.hangUp, .note(.simplified("a watch does not say what there is: it is listed instead"))] + list(now)
    }

    /// Takes that the server does not do what it was asked.
    mutating func refused(_ status: ServerStatus, _ now: Duration) -> [ReflectorAction] {
        if status.isExpired { return expired(now) }
        if status.isTooNew { return behind(status.words, now) }
        switch status.code {
        case 400, 404, 405, 406, 415, 422: return notTaken(status, now)
        case 401: return [.note(.unauthorized)] + retry(status.words, now)
        case 403: return forbidden(status)
        // It is busy, or begins, or who stands before it does not reach it.
        case 429, 502, 503, 504: return retry(status.words, now, atLeast: status.retryAfterSeconds)
        default: return stumble(status.words, now, atLeast: status.retryAfterSeconds)
        }
    }

    /// Takes that the server has not come as far as we have, or was set back: the newest that it has, is true.
    mutating func behind(_ reason: String, _ now: Duration) -> [ReflectorAction] {
        version = .none
        return wait(isListed: false, "the server is behind: \(reason)", now)
    }

    /// Takes that the answer cannot be read.
    mutating func unreadable(_ error: SentError, _ encoding: SentEncoding, _ now: Duration) -> [ReflectorAction] {
        if error == .cut { return retry("\(error)", now) }
        guard encoding == .protobuf, takesProtobuf else { return stumble("\(error)", now) }
        takesProtobuf = false
        return [.note(.simplified("\(error): JSON is asked for from now on"))] + retry("\(error)", now)
    }

    /// Waits, and then does the same again.
    mutating func retry(_ reason: String, _ now: Duration, atLeast seconds: Int? = nil) -> [ReflectorAction] {
        forgetFailures(now)
        return wait(isListed: isListed, reason, now, atLeast: seconds)
    }

    /// A watch that was good for a while has nothing to do with what failed before it.
    private mutating func forgetFailures(_ now: Duration) {
        guard case .watching(let since, let lastHeard) = stage, isAnswered else { return }
        if lastHeard - since >= pacing.shortestWatch || now - since >= pacing.backoff.longest { backoff.reset() }
    }

    /// Waits, and then does the same again; after some times in a row it asks in another way, since what the server
    /// fails at may be just what it is asked for.
    mutating func stumble(_ reason: String, _ now: Duration, atLeast seconds: Int? = nil) -> [ReflectorAction] {
        stumbleCount += 1
        guard stumbleCount >= pacing.stumblesMax else { return retry(reason, now, atLeast: seconds) }
        stumbleCount = 0
        var notes: [ReflectorAction] = []
        switch stage {
        case .watching, .waiting(isListed: true):
            notes = [.note(.simplified("a watch leads nowhere: all is listed"))]
        case .initialEvents:
            takesInitialEvents = false
            notes = [.note(.simplified("a watch does not say what there is: it is listed instead"))]
        case .paging, .waiting(isListed: false): version = .none
        }
        return notes + wait(isListed: false, reason, now, atLeast: seconds)
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
        case .paging(_, let continuation):
            version = .none
            if !continuation.isEmpty {
                takesPages = false
                notes.append(.note(.simplified("pages expire before all are read: all is listed at once")))
            }
            return notes + wait(isListed: false, "the list expired", now)
        case .initialEvents, .waiting:
            version = .none
            return notes + wait(isListed: false, "the version is forgotten", now)
        case .watching:
            // At once; but a server that forgets what it has just listed is not asked without end.
            if let listedAt, now - listedAt < pacing.backoff.forgottenAfter {
                return notes + wait(isListed: false, "the version is forgotten", now)
            }
            return notes + list(now)
        }
    }

    /// Asks in a plainer way, where there is one.
    private mutating func notTaken(_ status: ServerStatus, _ now: Duration) -> [ReflectorAction] {
        if status.message.contains("field label not supported"), selectors.widen() {
            // All of it, as there are more objects now that it is about.
            return [.note(.simplified("the server does not select by field: \(status.words)"))] + list(now)
        }
        if status.code == 406 || status.code == 415, takesProtobuf {
            takesProtobuf = false
            let notes = [ReflectorAction.note(.simplified("the server does not write protobuf: \(status.words)"))]
            return notes + (isListed ? watch(now) : list(now))
        }
        if case .initialEvents = stage, status.code != 404 {
            takesInitialEvents = false
            return [.note(.simplified("a watch does not say what there is: \(status.words)"))] + list(now)
        }
        guard status.code == 400 || status.code == 422 else {
            return stumble(status.words, now, atLeast: status.retryAfterSeconds)
        }
        // The version may be none.
        version = .none
        return wait(isListed: false, status.words, now, atLeast: status.retryAfterSeconds)
    }

    /// Whether all there is was heard.
    private var isListed: Bool {
        switch stage {
        case .watching, .waiting(isListed: true): true
        case .paging, .initialEvents, .waiting(isListed: false): false
        }
    }

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
