public import KubernetesModel

extension Connectivity {
    /// Only what begins or ends at one namespace, workload or pod: `shop`, `shop/web`, `shop/web[Deployment]`; `nil`
    /// where nothing is called so. Of a pod it is what all pods that fare as it does have.
    public func focused(on name: String) -> Connectivity? {
        let chosen = Set(subjects.map(\.group).filter { $0.isCalled(name) })
        return chosen.isEmpty ? nil : focused(on: chosen)
    }

    /// Only what begins or ends at some of these pods, and at those that fare as they do.
    public func focused(on pods: Set<ObjectKey>) -> Connectivity {
        focused(on: Set(subjects.map(\.group).filter { !pods.isDisjoint(with: $0.pods) }))
    }

    private func focused(on chosen: Set<PodGroup>) -> Connectivity {
        var result = self
        result.focus = chosen
        result.connections = connections.filter { connection in
            [connection.source, connection.destination].contains { $0.group.map { chosen.contains($0) } ?? false }
        }
        let involved = Set(result.connections.flatMap { [$0.source, $0.destination] }.compactMap(\.group))
        result.subjects = subjects.filter { chosen.contains($0.group) || involved.contains($0.group) }
        return result
    }
}

extension PodGroup {
    /// Whether a name means these pods, or some of them.
    fileprivate func isCalled(_ name: String) -> Bool {
        [workload.key.namespace, workload.key.description, workload.description].contains(name)
            || pods.contains { $0.description == name || WorkloadName.pod($0).description == name }
    }
}
