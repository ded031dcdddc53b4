/// Something that is asked of kubectl.
struct KubectlStep: Sendable {
    let arguments: [String]
    let input: String

    /// A script for bash, where `kubectl` is the one that is asked, `"${kubectl[@]}"` as a program; `nil` for one call.
    let script: String?

    /// Words, the last of which may be one with spaces, and what is on standard input.
    init(_ words: String, _ last: String? = nil, input: String = "") {
        arguments = words.split(separator: " ").map(String.init) + (last.map { [$0] } ?? [])
        self.input = input
        script = nil
    }

    /// What one call cannot do.
    init(script: String, input: String = "") {
        (arguments, self.input, self.script) = ([], input, script)
    }
}

/// What users do with kubectl, one after the other.
enum KubectlSteps {
    static let all = first + changing + waiting + last

    private static let first = [
        KubectlStep("get namespaces"),
        KubectlStep("create namespace shop"),
        KubectlStep("create namespace shop"),
        KubectlStep("apply -f -", input: policy(port: 80)),
        KubectlStep("apply -f -", input: policy(port: 80)),
        KubectlStep("apply -f -", input: policy(port: 81)),
        KubectlStep("get netpol -n shop"),
        KubectlStep("get networkpolicies -A -o wide"),
        KubectlStep("get netpol web -n shop -o yaml"),
        KubectlStep("describe netpol web -n shop"),
        KubectlStep("get netpol -n shop -o", "jsonpath={.items[*].spec.ingress[0].ports[0].port}"),
        KubectlStep("apply -f -", input: pod("web", app: "web")),
        KubectlStep("apply -f -", input: pod("db", app: "db")),
        KubectlStep("get pods -n shop"),
        KubectlStep("get pods -n shop -o wide -l app=web"),
        KubectlStep("get pods -n shop -l", "app in (db,cache),!gone"),
        KubectlStep("get pods -A --field-selector spec.nodeName=n1,metadata.name=db"),
        KubectlStep("get pods -A --field-selector spec.color=red"),
        KubectlStep("label pod web -n shop tier=front"),
        KubectlStep("annotate pod web -n shop note=seen"),
        KubectlStep("get pod web -n shop --show-labels"),
        KubectlStep("patch netpol web -n shop --type=merge -p", #"{"spec":{"policyTypes":["Ingress","Egress"]}}"#),
        KubectlStep("patch netpol web -n shop --type=json -p", #"[{"op":"remove","path":"/spec/policyTypes/1"}]"#),
        KubectlStep("patch pod web -n shop -p", #"{"metadata":{"labels":{"tier":null}}}"#),
        KubectlStep("apply --server-side --field-manager=someone -f -", input: policy(port: 82)),
        KubectlStep("apply --server-side --force-conflicts --field-manager=someone -f -", input: policy(port: 82)),
    ]

    /// The ways to change an object that is there.
    private static let changing = [
        KubectlStep("diff -f -", input: policy(port: 85)),
        KubectlStep("apply --dry-run=server -f -", input: policy(port: 85)),
        KubectlStep("get netpol web -n shop -o", "jsonpath={.spec.ingress[0].ports[0].port}"),
        KubectlStep("replace -f -", input: policy(port: 86)),
        KubectlStep(script: #"KUBE_EDITOR='sed -i "s/port: 86/port: 87/"' kubectl edit netpol web -n shop"#),
        KubectlStep(script: #"KUBE_EDITOR='sed -i "s/port: 87/port: 0/"' kubectl edit netpol web -n shop </dev/null"#),
        KubectlStep(script: "KUBE_EDITOR=true kubectl edit netpol web -n shop"),
        KubectlStep("get netpol web -n shop -o", "jsonpath={.spec.ingress[0].ports[0].port}"),
        KubectlStep(
            script: """
                coproc { exec timeout 30 "${kubectl[@]}" get netpol -n shop -w; }
                lines() { for n in $(seq "$1"); do read -r -t 20 -u "${COPROC[0]}" line; echo "$line"; done; }
                lines 2; kubectl label netpol web -n shop seen=yes; lines 1; kill "$COPROC_PID"
                """),
        KubectlStep("patch netpol web -n shop --subresource=status --type=merge -p", condition),
        KubectlStep("create --dry-run=server -f -", input: policy(port: 83, name: "other")),
        KubectlStep("get netpol other -n shop"),
        KubectlStep("create -f -", input: policy(port: 53, name: "broken", endPort: 52)),
        KubectlStep("create -f -", input: policy(port: 53, name: "typo").replacing("podSelector", with: "podSelektor")),
        KubectlStep("create ingress site -n shop --rule=shop.example/cart*=web:80"),
        KubectlStep("get ingress -n shop"),
        KubectlStep("describe ingress site -n shop"),
        KubectlStep("explain networkpolicy.spec.ingress"),
        KubectlStep("api-resources"),
    ]

    /// What is waited for.
    private static let waiting = [
        KubectlStep("wait pod/web -n shop --for=delete --timeout=1s"),
        KubectlStep(
            script: "kubectl replace --raw /api/v1/namespaces/shop/pods/web/status -f - >/dev/null", input: ready),
        KubectlStep("wait pod/web -n shop --for=condition=Ready --timeout=20s"),
        KubectlStep("wait pod/web -n shop --timeout=20s", "--for=jsonpath={.status.phase}=Running"),
        KubectlStep("get pod web -n shop -o wide"),
        KubectlStep("delete pod web -n shop"),
        KubectlStep("wait pod/web -n shop --for=delete --timeout=20s"),
        KubectlStep("delete pods --all -n shop"),
    ]

    private static let last = [
        KubectlStep("delete netpol --all -n shop"),
        KubectlStep("delete namespace shop"),
        KubectlStep("get all -n shop"),
        KubectlStep("get namespaces"),
    ]

    private static let condition = """
        {"status":{"conditions":[{"type":"Accepted","status":"True","reason":"Fine","message":"","lastTransitionTime":\
        "2026-01-01T00:00:00Z"}]}}
        """

    private static let ready = """
        {"metadata":{"name":"web","namespace":"shop"},"status":{"phase":"Running","podIP":"192.0.2.7","conditions":\
        [{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
        """

    private static func policy(port: Int, name: String = "web", endPort: Int? = nil) -> String {
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: \(name)
          namespace: shop
        spec:
          podSelector:
            matchLabels:
              app: web
          ingress:
          - from:
            - podSelector: {}
            ports:
            - port: \(port)
        \(endPort.map { "      endPort: \($0)" } ?? "")
        """
    }

    private static func pod(_ name: String, app: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(name)
          namespace: shop
          labels:
            app: \(app)
        spec:
          nodeName: n1
          containers:
          - name: main
            image: registry.example/\(app):1
            ports:
            - containerPort: 80
        """
    }
}
