import JSON

extension LabelSelector {
    /// Reads a selector, which selects everything where it is absent; `nil` where anything in it cannot be read.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        var found: [Defect] = []
        let selector = field.object(&found)
        selector.warn(ofOthersThan: .matchLabels, .matchExpressions, to: &found)
        let matchLabels = selector[.matchLabels]
        let labels = Labels(decoding: matchLabels, &found)
        for label in labels.sorted { Self.check(label, matchLabels.path, &found) }
        var requirements: [Requirement] = []
        for item in selector[.matchExpressions].items(&found) {
            if let requirement = Requirement(decoding: item, &found) { requirements.append(requirement) }
        }
        defects += found
        if found.hasError { return nil }
        self.init(matching: labels, requirements)
    }

    private static func check(
        _ label: Labels.Label, _ path: @autoclosure () -> FieldPath, _ defects: inout [Defect]
    ) {
        if let reason = NameRules.problem(labelKey: label.key) {
            defects.append(Defect(.error, at: path().description, reason))
        }
        if let reason = NameRules.problem(labelValue: label.value) {
            defects.append(Defect(.error, at: path().adding(.member(label.key)).description, reason))
        }
    }
}

extension LabelSelector.Requirement {
    /// Reads an item of `matchExpressions`; `nil` where it says nothing that is known.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        let before = defects.count
        let item = field.object(&defects)
        guard defects.count == before else { return nil }
        item.warn(ofOthersThan: .key, .operator, .values, to: &defects)
        let key = Self.key(item[.key], &defects)
        let values = Self.values(item[.values], &defects)
        guard let condition = Self.condition(item, values, &defects), let key else { return nil }
        self.init(key, condition)
    }

    private static func key(_ field: DocumentField, _ defects: inout [Defect]) -> String? {
        if field.isAbsent { defects.append(field.error("is missing: write the key of a label")) }
        guard let key = field.string(&defects) else { return nil }
        if let reason = NameRules.problem(labelKey: key) { defects.append(field.error(reason)) }
        return key
    }

    private static func values(_ field: DocumentField, _ defects: inout [Defect]) -> [String] {
        var values: [String] = []
        for item in field.items(&defects) {
            if item.isAbsent { defects.append(item.error("is null: write a string")) }
            guard let value = item.string(&defects) else { continue }
            if let reason = NameRules.problem(labelValue: value) { defects.append(item.error(reason)) }
            values.append(value)
        }
        return values
    }

    private static func condition(
        _ item: DocumentField, _ values: [String], _ defects: inout [Defect]
    ) -> LabelSelector.Condition? {
        let field = item[.operator]
        if field.isAbsent { defects.append(field.error("is missing: write In, NotIn, Exists or DoesNotExist")) }
        guard let name = field.string(&defects) else { return nil }
        let hasValues = item[.values].kind == .array && !item[.values].parts.isEmpty
        switch name {
        case "In", "NotIn":
            if !hasValues { defects.append(item[.values].error("is empty: \(name) needs at least one value")) }
            return name == "In" ? .in(values) : .notIn(values)
        case "Exists", "DoesNotExist":
            if hasValues { defects.append(item[.values].error("is not empty: \(name) takes no values")) }
            return name == "Exists" ? .exists : .doesNotExist
        default:
            defects.append(field.error("\(quoted(name)) is no operator: write In, NotIn, Exists or DoesNotExist"))
            return nil
        }
    }
}
