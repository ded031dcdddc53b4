import JSON

/// What conditions in a status may be.
enum ConditionRules {
    private static let reasonBytesMax = 1 << 10
    private static let messageBytesMax = 32 << 10

    /// Faults of a list of conditions.
    static func faults(of conditions: FieldCursor) -> [FieldFault] {
        var seen: Set<String> = []
        return conditions.items.flatMap { condition in
            let type = condition["type"].string
            let isNew = seen.insert(type).inserted
            return (isNew ? [] : [condition.duplicate(.string(type))]) + faults(ofCondition: condition)
        }
    }

    private static func faults(ofCondition condition: FieldCursor) -> [FieldFault] {
        faults(ofType: condition["type"])
            + condition["status"].faultsUnless(oneOf: ["False", "True", "Unknown"], isRequired: true)
            + faults(ofGeneration: condition["observedGeneration"])
            + (condition["lastTransitionTime"].string.isEmpty ? [condition["lastTransitionTime"].required()] : [])
            + faults(ofReason: condition["reason"]) + faults(ofMessage: condition["message"])
    }

    private static func faults(ofType type: FieldCursor) -> [FieldFault] {
        type.string.isEmpty ? [type.required("is required")] : type.invalid(each: NameRules.qualifiedName(type.string))
    }

    private static func faults(ofGeneration generation: FieldCursor) -> [FieldFault] {
        guard let number = generation.value?.number, number < 0 else { return [] }
        return [generation.invalid("must be greater than or equal to zero")]
    }

    private static func faults(ofReason reason: FieldCursor) -> [FieldFault] {
        reason.faultsOfRequired(NameRules.conditionReason)
            + (reason.string.utf8.count > reasonBytesMax ? [reason.tooLong(max: reasonBytesMax)] : [])
    }

    private static func faults(ofMessage message: FieldCursor) -> [FieldFault] {
        message.string.utf8.count > messageBytesMax ? [message.tooLong(max: messageBytesMax)] : []
    }
}
