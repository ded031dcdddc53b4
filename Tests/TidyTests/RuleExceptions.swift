/// Where a rule is broken on purpose: one line each, with the reason.
let ruleExceptions: [RuleException] = [
    RuleException(rule: "tab", path: "README.md", reason: "shows what nft prints, to the byte")
]

/// Source files without a test file of their own name, each with the test file that covers it and why it does.
let coveredElsewhere: [(source: String, test: String, reason: String)] = []
