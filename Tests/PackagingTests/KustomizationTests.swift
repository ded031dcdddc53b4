import JSON
import ServerSupport
import TestSupport
import Testing

/// The manifests of deploy/kustomize.
@Suite struct KustomizationTests {
    @Test("an API server takes the pods that the manifests make, and knows every field of them")
    func isTaken() throws {
        let server = try APIServerProcess()
        for folder in Kustomization.all {
            let pod = try Kustomization(folder).pod
            let made = try create(pod, server, "--dry-run=server")
            #expect(made.succeeded, "\(folder): \(made.errors)")
        }
        let misspelt = try Kustomization("base").pod.replacing("readOnlyRootFilesystem", with: "readOnlyRootFileSystem")
        let refused = try create(misspelt, server, "--dry-run=server")
        #expect(!refused.succeeded && refused.errors.contains("readOnlyRootFileSystem"), "\(refused.errors)")
    }

    @Test(
        "no container has a right but that to change rules, nor can it write its own files",
        arguments: Kustomization.all)
    func isRestricted(_ folder: String) throws {
        let built = try Kustomization(folder)
        let wanted = JSONValue.members(["add": .array(["NET_ADMIN"]), "drop": .array(["ALL"])])
        let list = folder == "uninstall" ? "initContainers" : "containers"
        let security = built.container(list)["securityContext"]
        #expect(security?["capabilities"] == wanted)
        #expect(security?["privileged"] == .bool(false) && security?["allowPrivilegeEscalation"] == .bool(false))
        #expect(security?["readOnlyRootFilesystem"] == .bool(true))
        #expect(built.template[path: "spec", "securityContext", "seccompProfile", "type"] == "RuntimeDefault")
        #expect(built.template[path: "spec", "priorityClassName"] == "system-node-critical")
        #expect(built.template[path: "spec", "hostNetwork"] == .bool(true))
        #expect(built.template[path: "spec", "automountServiceAccountToken"] == .bool(false))
    }

    @Test("what our server does not know has the fields that the API has", arguments: Kustomization.all)
    func isKnown(_ folder: String) throws {
        let objects = try Kustomization(folder).objects
        #expect(objects.flatMap { KnownFields.faults($0) } == [])
        let odd = try #require(objects.first { $0["kind"] == "DaemonSet" })
        let text = odd.text.replacing("maxUnavailable", with: "unavailableMax").replacing("apps/v1", with: "v1")
        #expect(
            KnownFields.faults(try JSONValue(parsing: Array(text.utf8))) == [
                "DaemonSet.apiVersion", "DaemonSet.spec.updateStrategy.rollingUpdate.unavailableMax",
            ])
    }

    @Test("the agent may list and watch what it follows, and nothing else")
    func rights() throws {
        let roles = try Kustomization("base").objects("ClusterRole")
        let verbs = JSONValue.array(["list", "watch"])
        #expect(roles.count == 1)
        #expect(
            roles.first?["rules"]
                == .array([
                    .members([
                        "apiGroups": .array([""]), "resources": .array(["namespaces", "pods", "nodes"]), "verbs": verbs,
                    ]),
                    .members([
                        "apiGroups": .array(["networking.k8s.io"]), "resources": .array(["networkpolicies"]),
                        "verbs": verbs,
                    ]),
                ]))
    }

    @Test("probes ask where the agent answers unless told otherwise, and life asks for no API server")
    func probes() throws {
        let container = try Kustomization("base").container()
        let settings = try Repository.martlet("run", "--write-config-to", "-").output
        #expect(settings.contains("healthzBindAddress: \"127.0.0.1:9976\""))
        for (probe, path) in ["startupProbe": "/livez", "livenessProbe": "/livez", "readinessProbe": "/readyz"] {
            let asked = container[probe]?["httpGet"]
            #expect(
                asked?["host"] == "127.0.0.1" && asked?["port"] == 9976 && asked?["path"] == .string(path), "\(probe)")
        }
    }

    @Test("each overlay changes what it is there for")
    func overlays() throws {
        let base = try Kustomization("base")
        #expect(base.volume(at: "/var/lib/martlet")?["hostPath"] != nil)
        #expect(base.volume(at: "/run/martlet")?["emptyDir"] != nil)
        #expect(try Kustomization("overlays/without-host-path").volume(at: "/var/lib/martlet")?["emptyDir"] != nil)
        let kubeconfig = try Kustomization("overlays/kubeconfig")
        #expect(kubeconfig.volume(at: "/etc/martlet-node")?["hostPath"]?["path"] == "/etc/martlet")
        #expect(kubeconfig.container()["args"]?.items?.last == "--kubeconfig=/etc/martlet-node/kubeconfig")
        #expect(kubeconfig.volume(at: "/var/run/secrets/kubernetes.io/serviceaccount") == nil)
        #expect(try configuration("overlays/audit").contains("enforcement: audit"))
        #expect(try Kustomization("uninstall").container("initContainers")["args"] == .array(["cleanup"]))
    }

    @Test("the agent takes the configuration that the manifests bring", arguments: ["base", "overlays/audit"])
    func configurations(_ folder: String) throws {
        let files = try TemporaryFolder()
        let file = files.file("config.yaml")
        let text = try configuration(folder)
        _ = try Command.run(["tee", file], input: Array(text.utf8))
        let taken = try Repository.martlet("run", "--config", file, "--write-config-to", "-")
        #expect(taken.succeeded, "\(taken.errors)")
        _ = try Command.run(["tee", file], input: Array((text + "enforcment: off\n").utf8))
        #expect(try Repository.martlet("run", "--config", file, "--write-config-to", "-").succeeded == false)
    }

    private func configuration(_ folder: String) throws -> String {
        try Kustomization(folder).objects("ConfigMap").first?[path: "data", "config.yaml"]?.string ?? ""
    }

    private func create(_ object: String, _ server: APIServerProcess, _ words: String...) throws -> CommandResult {
        let program = Kustomization.kubectl + ["--server", server.url]
        let cache = ["--cache-dir", "\(Repository.root)/.build/kubectl/cache-packaging-\(server.port)"]
        return try Command.run(
            program + cache + ["create", "--validate=strict", "-f", "-"] + words, input: Array(object.utf8),
            timeoutSeconds: 60)
    }
}
