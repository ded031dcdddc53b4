public import JSON

/// What of an object a client may write, and what the server keeps: the rest is dropped without a word, as in the API.
///
/// Defaults are to be set before; uid, creationTimestamp and resourceVersion of a new object are the server's to set.
public enum Strategy {
    /// An object as it is made: the first generation, and no status but one that says it is new, and what
    /// `takesStatus` allows.
    public static func preparedForCreate(_ object: JSONValue, kind: String) -> JSONValue {
        guard object.isObject else { return object }
        var result = object
        result.changeObject("metadata") { metadata in
            for name in ["selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"] {
                metadata[name] = nil
            }
            if hasGeneration(kind) { metadata["generation"] = 1 }
        }
        if !takesStatus(kind) { result["status"] = nil }
        if let first = firstStatus(kind) {
            result.changeObject("status", makes: true) { status in
                for member in first.members { status.setIfEmpty(member.name, member.value) }
            }
        }
        if kind == "Namespace" { result.changeObject("spec", makes: true, addFinalizer) }
        return result
    }

    /// An object as it takes the place of another: what this write is not about is as it was, and the generation grows
    /// when what is wanted changed.
    public static func preparedForUpdate(
        _ new: JSONValue, from old: JSONValue, kind: String, isStatus: Bool
    ) -> JSONValue {
        guard new.isObject else { return new }
        return isStatus ? withStatus(of: new, in: old) : withWish(of: new, in: old, kind)
    }

    /// Whether who makes an object of a kind may tell its status at once: of nodes, as everywhere, and of pods, since
    /// there is no kubelet here that would tell a pod's addresses.
    public static func takesStatus(_ kind: String) -> Bool { ["Node", "Pod"].contains(kind) }

    private static func firstStatus(_ kind: String) -> JSONValue? {
        switch kind {
        case "Pod": .members(["phase": "Pending"])
        case "Namespace": .members(["phase": "Active"])
        case "Ingress", "Service": .members(["loadBalancer": .object([])])
        default: nil
        }
    }

    private static func addFinalizer(_ spec: inout JSONValue) {
        let finalizers = spec["finalizers"]?.items ?? []
        if !finalizers.contains("kubernetes") { spec["finalizers"] = .array(finalizers + ["kubernetes"]) }
    }

    private static func hasGeneration(_ kind: String) -> Bool {
        ["NetworkPolicy", "Ingress", "IngressClass", "EndpointSlice", "Pod"].contains(kind)
    }
}

extension Strategy {
    /// The old object with a new status; of its metadata, labels and annotations are written with it.
    private static func withStatus(of new: JSONValue, in old: JSONValue) -> JSONValue {
        var result = old
        result.take("status", from: new)
        guard var metadata = new["metadata"], metadata.isObject else { return result }
        keepSystemFields(&metadata, old["metadata"])
        for name in ["ownerReferences", "finalizers", "generateName", "generation"] {
            metadata.take(name, from: old["metadata"])
        }
        result["metadata"] = metadata
        return result
    }

    private static func withWish(of new: JSONValue, in old: JSONValue, _ kind: String) -> JSONValue {
        var result = new
        result.take("status", from: old)
        switch kind {
        case "Namespace": result.take("spec", from: old)
        case "Service": keepAddresses(&result, old)
        default: break
        }
        let isSame = isSameWish(result, old, kind)
        result.changeObject("metadata", makes: true) { metadata in
            keepSystemFields(&metadata, old["metadata"])
            metadata.take("generation", from: old["metadata"])
            if hasGeneration(kind), !isSame {
                metadata["generation"] = .number((old["metadata"]?["generation"]?.number ?? 0) + 1)
            }
        }
        return result
    }

    /// What the server alone writes; a uid that a client names stays, so that another object's is noticed.
    private static func keepSystemFields(_ metadata: inout JSONValue, _ old: JSONValue?) {
        metadata.take("creationTimestamp", from: old)
        metadata.take("selfLink", from: old)
        for name in ["deletionTimestamp", "deletionGracePeriodSeconds"] where old?.has(name) == true {
            metadata.take(name, from: old)
        }
        if let uid = old?["uid"] { metadata.setIfEmpty("uid", uid) }
    }

    private static func isSameWish(_ new: JSONValue, _ old: JSONValue, _ kind: String) -> Bool {
        if kind != "EndpointSlice" { return JSONEquality.same(new["spec"], old["spec"]) }
        let names = Set((new.members + old.members).map(\.name)).subtracting(["metadata", "apiVersion", "kind"])
        return names.allSatisfy { JSONEquality.same(new[$0], old[$0]) }
            && JSONEquality.same(new["metadata"]?["labels"], old["metadata"]?["labels"])
    }

    /// Addresses that a client leaves out are those there were, so that an old manifest can be written again.
    private static func keepAddresses(_ service: inout JSONValue, _ old: JSONValue) {
        let before = old["spec"]
        service.changeObject("spec") { spec in
            let isEmpty = (spec["clusterIP"]?.string ?? "").isEmpty && spec["clusterIPs"]?.items?.isEmpty ?? true
            guard isEmpty, spec["type"] != "ExternalName", before?["type"] != "ExternalName" else { return }
            guard before?.has("clusterIP") == true else { return }
            for name in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] { spec.take(name, from: before) }
        }
    }
}
