import JSON

extension Session {
    /// `martlet check`: whether this host can enforce policies.
    func check() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let findings = HostCheck(host).findings
        let isAble = !findings.contains { $0.level == .failure }
        if isJSON {
            try write(.members(["canEnforce": .bool(isAble), "checks": .array(findings.map(\.json))]))
        } else {
            for finding in findings { try write(finding.text) }
            try write(
                isAble
                    ? "this host can enforce policies\n" : "this host cannot enforce policies yet: mend what failed\n")
        }
        return isAble ? .yes : .no
    }
}

extension HostCheck.Finding {
    /// A line, and its remedy on another.
    fileprivate var text: String {
        let mark =
            switch level {
            case .good: "ok     "
            case .warning: "warning"
            case .failure: "FAILED "
            }
        return "\(mark)  \(words)\n" + (remedy.map { "         remedy: \($0)\n" } ?? "")
    }

    fileprivate var json: JSONValue {
        .members([
            "level": .string(level.rawValue), "words": .string(words), "remedy": remedy.map { .string($0) },
        ])
    }
}
