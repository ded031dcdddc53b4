import JSON

extension NetworkPolicy {
    /// Reads a policy with the API's checks and defaults; `nil` where it does not say which it is.
    ///
    /// Of one with any error nothing is believed that would allow anything: this is the one place that sees to it.
    init?(decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        var found: [Defect] = []
        let spec = object[.spec].object(&found)
        let isSpecKnown = found.isEmpty
        let selector = LabelSelector(decoding: spec[.podSelector], &found)
        let directions = isSpecKnown ? Self.directions(spec, &found) : Set(Direction.allCases)
        let ingress = PolicyRule.rules(decoding: spec[.ingress], peers: .from, &found)
        let egress = PolicyRule.rules(decoding: spec[.egress], peers: .to, &found)
        defects += found
        let isTrusted = !defects.hasError
        self.init(
            metadata.key, podSelector: selector ?? .everything,
            ingress: directions.contains(.ingress) ? (isTrusted ? ingress : []) : nil,
            egress: directions.contains(.egress) ? (isTrusted ? egress : []) : nil, defects: defects,
            defaults: AppliedDefaults(decoding: object), creation: metadata.creation,
            lastWrite: Metadata.lastWrite(decoding: object[.metadata]))
    }

    /// The directions it isolates in: those of `policyTypes`, or the API's default, or both where that is unreadable.
    private static func directions(_ spec: DocumentField, _ defects: inout [Defect]) -> Set<Direction> {
        var found: [Defect] = []
        let field = spec[.policyTypes]
        let items = field.items(&found)
        if items.count > 2 { found.append(field.error("has \(items.count) items: write Ingress, Egress or both")) }
        var directions: Set<Direction> = []
        for item in items { if let direction = direction(item, &found) { directions.insert(direction) } }
        defects += found
        if found.hasError { return Set(Direction.allCases) }
        if items.isEmpty { return hasEgress(spec) ? Set(Direction.allCases) : [.ingress] }
        for direction in Direction.allCases where !directions.contains(direction) {
            if let defect = idle(direction, spec) { defects.append(defect) }
        }
        return directions
    }

    private static func direction(_ field: DocumentField, _ defects: inout [Defect]) -> Direction? {
        if field.isAbsent { defects.append(field.error("is null: write Ingress or Egress")) }
        guard let text = field.string(&defects) else { return nil }
        switch text {
        case "Ingress": return .ingress
        case "Egress": return .egress
        default:
            defects.append(field.error("\(quoted(text)) is no policy type: write Ingress or Egress"))
            return nil
        }
    }

    /// Whether it has egress rules; what is no array is none that could be read, and isolates.
    private static func hasEgress(_ spec: DocumentField) -> Bool {
        let egress = spec[.egress]
        return egress.kind == .array ? !egress.parts.isEmpty : !egress.isAbsent
    }

    /// What to say of rules that mean nothing, since `policyTypes` leaves their direction out.
    private static func idle(_ direction: Direction, _ spec: DocumentField) -> Defect? {
        let field = spec[direction == .ingress ? .ingress : .egress]
        guard field.kind == .array, !field.parts.isEmpty else { return nil }
        let name = direction == .ingress ? "Ingress" : "Egress"
        return field.warning("means nothing: add \(name) to spec.policyTypes, or remove these rules")
    }
}
