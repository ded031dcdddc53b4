import TestSupport

extension TestCluster {
    /// The policies, in each of these namespaces, that come and go by chance.
    private static let chance = (spaces: ["shop", "other"], names: (0..<3).map { "p\($0)" })

    /// Changes something by chance; what, in words.
    func changeByChance(_ generator: inout SeededGenerator) throws -> String {
        let pod = [web, db, guest, far][Int.random(in: 0..<4, using: &generator)]
        let space = Self.chance.spaces[Int.random(in: 0..<2, using: &generator)]
        let name = Self.chance.names[Int.random(in: 0..<3, using: &generator)]
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5:
            let spec = PolicyWords.spec(&generator)
            try node.setPolicy(space, name, spec)
            return "\(space)/\(name) \(spec)"
        case 5:
            try node.forgetPolicy(space, name)
            return "no \(space)/\(name)"
        case 6..<8:
            let app = ["web", "db", "guest"].randomElement(using: &generator)
            try node.label(pod, "app", app)
            return "\(pod.name) is \(app ?? "")"
        case 8:
            let team = ["a", "b"].randomElement(using: &generator) ?? ""
            try node.patch("/api/v1/namespaces/\(space)", #"{"metadata":{"labels":{"team":"\#(team)"}}}"#)
            return "\(space) is of \(team)"
        default:
            let path = "/api/v1/namespaces/\(pod.pod?.space ?? "")/pods/\(pod.pod?.name ?? "")"
            try node.ask("DELETE", path)
            try node.announce(pod)
            return "\(pod.name) anew"
        }
    }

    /// Brings it back to how it was made, whatever was changed by chance.
    func restore() throws {
        for space in Self.chance.spaces {
            for name in Self.chance.names { try node.forgetPolicy(space, name) }
        }
        for (pod, app) in [(web, "web"), (db, "db"), (guest, "guest"), (far, "far")] {
            try node.label(pod, "app", app)
        }
        for (space, team) in [("shop", "a"), ("other", "b")] {
            try node.patch("/api/v1/namespaces/\(space)", #"{"metadata":{"labels":{"team":"\#(team)"}}}"#)
        }
    }
}
