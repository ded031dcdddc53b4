extension Controller {
    /// The owner in `metadata` that says of itself that it is the controller; `nil` where none does. Nothing depends on
    /// it but how objects are grouped for people, so what cannot be read is none.
    init?(decoding metadata: DocumentField) {
        guard case .array(let owners) = metadata["ownerReferences"].tree else { return nil }
        for owner in owners {
            guard case .bool(true) = owner["controller"], case .string(let kind) = owner["kind"],
                case .string(let name) = owner["name"]
            else { continue }
            self.init(kind: kind, name: name)
            return
        }
        return nil
    }
}
