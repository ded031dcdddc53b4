import JSON

extension Controller {
    /// The owner in `metadata` that says of itself that it is the controller; `nil` where none does. Nothing depends on
    /// it but how objects are grouped for people, so what cannot be read is none.
    init?(decoding metadata: DocumentField) {
        let owners = metadata[.ownerReferences]
        guard owners.kind == .array else { return nil }
        for owner in owners.parts {
            guard owner[.controller].flag == true, let kind = owner[.kind].text, let name = owner[.name].text else {
                continue
            }
            self.init(kind: kind, name: name)
            return
        }
        return nil
    }
}
