import JSON

/// What a toleration of a Pod may be.
enum TolerationRules {
    /// Faults of a toleration.
    static func faults(of toleration: FieldCursor) -> [FieldFault] {
        let (key, sign) = (toleration["key"], toleration["operator"])
        return key.faultsIfSet(NameRules.qualifiedName) + faults(ofAll: sign, key)
            + faults(ofSeconds: toleration) + faults(ofValue: toleration, sign)
            + (toleration["effect"].string.isEmpty ? [] : toleration["effect"].faultsUnless(oneOf: NodeRules.effects))
    }

    private static func faults(ofAll sign: FieldCursor, _ key: FieldCursor) -> [FieldFault] {
        if !key.string.isEmpty || sign.string == "Exists" { return [] }
        let words = "operator must be Exists when `key` is empty, which means \"match all values and all keys\""
        return [sign.invalid(.string(sign.string), words)]
    }

    private static func faults(ofSeconds toleration: FieldCursor) -> [FieldFault] {
        let effect = toleration["effect"]
        guard toleration["tolerationSeconds"].isSet, effect.string != "NoExecute" else { return [] }
        return [effect.invalid(.string(effect.string), "effect must be 'NoExecute' when `tolerationSeconds` is set")]
    }

    private static func faults(ofValue toleration: FieldCursor, _ sign: FieldCursor) -> [FieldFault] {
        let value = toleration["value"].string
        switch sign.string {
        case "Equal", "":
            let reasons = NameRules.labelValue(value)
            return reasons.isEmpty ? [] : [sign.invalid(.string(value), reasons.joined(separator: ";"))]
        case "Exists":
            return value.isEmpty
                ? [] : [sign.invalid(shown(toleration), "value must be empty when `operator` is 'Exists'")]
        default: return [sign.unsupported(["Equal", "Exists"])]
        }
    }

    /// A toleration with the names that its fields have inside of the API server.
    private static func shown(_ toleration: FieldCursor) -> JSONValue {
        let text = { (name: String) in JSONValue.string(toleration[name].string) }
        return .members([
            "Key": text("key"), "Operator": text("operator"), "Value": text("value"), "Effect": text("effect"),
            "TolerationSeconds": toleration["tolerationSeconds"].value ?? .null,
        ])
    }
}
