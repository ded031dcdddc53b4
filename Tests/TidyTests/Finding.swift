import Testing

/// A place that breaks a rule.
struct Finding: Equatable, CustomStringConvertible {
    /// The file, seen from the root of the package.
    let path: String
    /// The line, from 1.
    let line: Int
    /// What is wrong there.
    let what: String

    /// The finding as compilers print theirs.
    var description: String { "\(path):\(line): \(what)" }
}

/// A place where a rule is broken on purpose.
struct RuleException {
    /// The rule's name.
    let rule: String
    /// The file.
    let path: String
    /// Why it is better so.
    let reason: String
}

/// Fails the running test once for each finding that no exception covers, and for each exception nothing needs.
func hold(_ rule: String, _ findings: [Finding], exceptions: [RuleException] = ruleExceptions) {
    for finding in standing(rule, findings, exceptions) { Issue.record("\(finding)") }
}

/// What `hold` complains of.
func standing(_ rule: String, _ findings: [Finding], _ exceptions: [RuleException]) -> [Finding] {
    let ours = exceptions.filter { $0.rule == rule }
    let unused = ours.filter { exception in !findings.contains { $0.path == exception.path } }
    return findings.filter { finding in !ours.contains { $0.path == finding.path } }
        + unused.map {
            Finding(path: $0.path, line: 1, what: "nothing here needs the exception from \(rule): \($0.reason)")
        }
}
