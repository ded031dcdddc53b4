internal import JSON
internal import KubernetesAPI

// What of the options goes together, and with what is asked.
extension RequestOptions {
    /// Refuses options that a verb cannot have, in the words of its own kind of options.
    func check(for verb: Verb) throws(APIFailure) {
        let faults = faults + deletion.faults + faults(of: verb)
        guard faults.isEmpty else { throw .invalid(options: verb.optionsKind, faults) }
    }

    /// Refuses what goes with server-side apply alone, and what that has to have.
    func check(for type: RequestBody.PatchType) throws(APIFailure) {
        var faults: [FieldFault] = []
        if type == .apply, manager == nil {
            faults.append(FieldFault(.required, "fieldManager", nil, "is required for apply patch"))
        } else if type != .apply, isForced != nil {
            faults.append(FieldFault(.forbidden, "force", nil, "may not be specified for non-apply patch"))
        }
        guard faults.isEmpty else { throw .invalid(options: "PatchOptions", faults) }
    }

    private func faults(of verb: Verb) -> [FieldFault] {
        switch verb {
        case .watch: watchFaults
        case .list, .deletecollection: listFaults
        case .get, .create, .update, .patch, .delete: []
        }
    }

    private var watchFaults: [FieldFault] {
        guard sendsInitialEvents != nil else {
            guard versionMatch != nil else { return [] }
            return [Self.forbiddenMatch("is forbidden for watch unless sendInitialEvents is provided")]
        }
        guard versionMatch == .notOlderThan else {
            let words = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
            return [FieldFault(.forbidden, "resourceVersionMatch", nil, words)]
        }
        return []
    }

    private var listFaults: [FieldFault] {
        var faults: [FieldFault] = []
        if versionMatch != nil {
            if resourceVersion.isEmpty {
                faults.append(Self.forbiddenMatch("is forbidden unless resourceVersion is provided"))
            }
            if continuation != nil {
                faults.append(Self.forbiddenMatch("is forbidden when continue is provided"))
            }
            if versionMatch == .exact, resourceVersion == "0" {
                faults.append(Self.forbiddenMatch("\"exact\" is forbidden for resourceVersion \"0\""))
            }
        }
        if sendsInitialEvents != nil {
            let words = "sendInitialEvents is forbidden for list"
            faults.append(FieldFault(.forbidden, "sendInitialEvents", nil, words))
        }
        return faults
    }

    private static func forbiddenMatch(_ words: String) -> FieldFault {
        FieldFault(.forbidden, "resourceVersionMatch", nil, "resourceVersionMatch \(words)")
    }
}

extension Verb {
    /// What a failure calls the options of the verb.
    fileprivate var optionsKind: String {
        switch self {
        case .get: "GetOptions"
        case .list, .watch: "ListOptions"
        case .create: "CreateOptions"
        case .update: "UpdateOptions"
        case .patch: "PatchOptions"
        case .delete, .deletecollection: "DeleteOptions"
        }
    }
}
