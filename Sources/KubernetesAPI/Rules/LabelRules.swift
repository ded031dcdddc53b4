import JSON

/// What labels, annotations and selectors may be.
enum LabelRules {
    private static let annotationBytesMax = 256 << 10

    /// Faults of labels.
    static func faults(ofLabels labels: FieldCursor) -> [FieldFault] {
        labels.pairs.flatMap { name, text in
            NameRules.qualifiedName(name).map { labels.invalid(.string(name), $0) }
                + NameRules.labelValue(text).map { labels.invalid(.string(text), $0) }
        }
    }

    /// Faults of annotations.
    static func faults(ofAnnotations annotations: FieldCursor) -> [FieldFault] {
        let pairs = annotations.pairs
        let faults = pairs.flatMap { name, _ in
            NameRules.qualifiedName(name.lowercased()).map { annotations.invalid(.string(name), $0) }
        }
        let bytes = pairs.reduce(0) { $0 + $1.name.utf8.count + $1.text.utf8.count }
        return faults + (bytes > annotationBytesMax ? [annotations.tooLong(max: annotationBytesMax)] : [])
    }

    /// Faults of a selector of labels.
    static func faults(ofSelector selector: FieldCursor) -> [FieldFault] {
        faults(ofLabels: selector["matchLabels"])
            + selector["matchExpressions"].items.flatMap(faults(ofExpression:))
    }

    private static func faults(ofExpression expression: FieldCursor) -> [FieldFault] {
        let values = expression["values"]
        return faults(ofOperator: expression["operator"], values)
            + expression["key"].invalid(each: NameRules.qualifiedName(expression["key"].string))
            + values.items.flatMap { $0.invalid(each: NameRules.labelValue($0.string)) }
    }

    private static func faults(ofOperator sign: FieldCursor, _ values: FieldCursor) -> [FieldFault] {
        switch sign.string {
        case "In", "NotIn":
            values.items.isEmpty ? [values.required("must be specified when `operator` is 'In' or 'NotIn'")] : []
        case "Exists", "DoesNotExist":
            values.items.isEmpty
                ? [] : [values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
        default: [sign.invalid(.string(sign.string), "not a valid selector operator")]
        }
    }
}
