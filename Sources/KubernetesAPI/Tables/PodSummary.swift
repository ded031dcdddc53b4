import JSON

/// What a pod's row says of its containers together.
struct PodSummary {
    /// How many containers there are, with those that run beside them.
    private(set) var count: Int
    /// How many of them are ready.
    private(set) var readyCount = 0
    /// What the pod is about, in a word.
    private(set) var reason: String
    private var restartCount: Int64 = 0
    private var lastRestart: (text: JSONValue, seconds: Int64)?
    private var isStarting = false
    private var hasRunning = false

    /// The summary of a pod.
    init(_ row: TableRow) {
        let status = row.status
        let conditions = status?["conditions"]?.items ?? []
        count = row.spec?["containers"]?.items?.count ?? 0
        reason = TableRow.text(status?["reason"], status?["phase"]?.string ?? "")
        if conditions.contains(where: { $0["type"] == "PodScheduled" && $0["reason"] == "SchedulingGated" }) {
            reason = "SchedulingGated"
        }
        readInitial(row, status?["initContainerStatuses"]?.items ?? [])
        if !isStarting || Self.isTrue("Initialized", conditions) {
            for container in (status?["containerStatuses"]?.items ?? []).reversed() { read(container) }
            if reason == "Completed", hasRunning { reason = Self.isTrue("Ready", conditions) ? "Running" : "NotReady" }
        }
        if row.metadata?["deletionTimestamp"]?.string != nil { noteDeletion(status) }
    }

    /// How often containers were started again, and how long ago the last one was.
    func restarts(_ row: TableRow) -> String {
        guard restartCount != 0, let lastRestart, let age = row.age(since: lastRestart.text) else {
            return "\(restartCount)"
        }
        return "\(restartCount) (\(age) ago)"
    }

    private static func isTrue(_ type: JSONValue, _ conditions: [JSONValue]) -> Bool {
        conditions.contains { $0["type"] == type && $0["status"] == "True" }
    }
}

extension PodSummary {
    private mutating func noteDeletion(_ status: JSONValue?) {
        let phase = status?["phase"]
        if status?["reason"] == "NodeLost" {
            reason = "Unknown"
        } else if phase != "Failed", phase != "Succeeded" {
            reason = "Terminating"
        }
    }

    private mutating func read(_ container: JSONValue) {
        addRestarts(of: container)
        let state = container["state"]
        if let why = Self.word(state?["waiting"]?["reason"]) {
            reason = why
        } else if let ended = state?["terminated"], ended.isObject {
            reason = Self.reason(ofEnd: ended)
        } else if container["ready"] == .bool(true), state?["running"]?.isObject == true {
            hasRunning = true
            readyCount += 1
        }
    }

    /// Containers that prepare the pod: the first one that is not done says what it is about.
    private mutating func readInitial(_ row: TableRow, _ statuses: [JSONValue]) {
        let all = row.spec?["initContainers"]?.items ?? []
        let staying = all.filter { $0["restartPolicy"] == "Always" }.compactMap { $0["name"] }
        count += staying.count
        for (index, container) in statuses.enumerated() {
            let isStaying = staying.contains(container["name"] ?? .null)
            addRestarts(of: container)
            let state = container["state"]
            if state?["terminated"]?["exitCode"] == 0 { continue }
            if isStaying, container["started"] == .bool(true) {
                if container["ready"] == .bool(true) { readyCount += 1 }
                continue
            }
            reason = "Init:" + Self.reason(ofStart: state, "\(index)/\(all.count)")
            isStarting = true
            break
        }
        if !isStarting || Self.isTrue("Initialized", row.status?["conditions"]?.items ?? []) {
            // From here on, only containers that run beside the others count.
            restartCount = 0
            lastRestart = nil
            for container in statuses where staying.contains(container["name"] ?? .null) { addRestarts(of: container) }
        }
    }

    private mutating func addRestarts(of container: JSONValue) {
        restartCount += container["restartCount"]?.number ?? 0
        guard let time = container["lastState"]?["terminated"]?["finishedAt"],
            let seconds = time.string.flatMap(TimeText.seconds), seconds > lastRestart?.seconds ?? .min
        else { return }
        lastRestart = (time, seconds)
    }

    private static func reason(ofStart state: JSONValue?, _ progress: String) -> String {
        if let ended = state?["terminated"], ended.isObject { return reason(ofEnd: ended) }
        guard let why = word(state?["waiting"]?["reason"]), why != "PodInitializing" else { return progress }
        return why
    }

    private static func reason(ofEnd ended: JSONValue) -> String {
        if let why = word(ended["reason"]) { return why }
        let signal = ended["signal"]?.number ?? 0
        return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(ended["exitCode"]?.number ?? 0)"
    }

    private static func word(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return text
    }
}
