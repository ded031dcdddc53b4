import Addresses
import Manifests
import Testing

@testable import Analysis

@Suite struct QuestionTests {
    @Test(
        "what cannot be asked about the shop is refused with what would be right",
        arguments: [
            ("", "shop/db-0:80", "source: is empty: write ns/pod, ns/deploy/name, an address, or host"),
            ("shop/web-1", "", "destination: is empty: write ns/pod, ns/deploy/name, an address, or host"),
            ("shop/web-1", "shop/db-0:0", #"destination "shop/db-0:0": has port "0": write one from 1 to 65535"#),
            (
                "shop/svx/db", "shop/db-0",
                #"source "shop/svx/db": has "svx" where a kind belongs: write \#(KindWord.examples)"#
            ),
            (
                "shop/wep", "shop/db-0",
                #"source "shop/wep": namespace shop has no pod or workload of the name wep: did you mean "#
                    + "shop/deploy/web?"
            ),
            (
                "shop/web-1", "shop/zzzzzz",
                #"destination "shop/zzzzzz": namespace shop has no pod, workload or Service of the name zzzzzz: "#
                    + "there are shop/db-0, shop/deploy/cart, shop/deploy/web, shop/migrate, shop/svc/db, shop/wbe "
                    + "and 2 more"
            ),
            ("shpo/web-9", "shop/db-0", #"source "shpo/web-9": there is no namespace shpo: did you mean shop?"#),
            ("web-1", "shop/db-0", #"source "web-1": there is no namespace default: did you mean shop/web-1?"#),
            (
                "deploy/web", "shop/db-0",
                #"source "deploy/web": there is no namespace default: did you mean shop/deploy/web?"#
            ),
            (
                "nobody", "shop/db-0",
                #"source "nobody": there is no namespace default: there are kube-system, ops and shop"#
            ),
            (
                "ops/web-1", "shop/db-0",
                #"source "ops/web-1": namespace ops has no pod or workload of the name web-1: did you mean shop/web-1?"#
            ),
            (
                "shop/sts/cart", "shop/db-0",
                #"source "shop/sts/cart": namespace shop has no StatefulSet of the name cart: did you mean "#
                    + "shop/deploy/cart?"
            ),
            (
                "shop/w\u{1B}[31m", "shop/db-0",
                #"source "shop/w\u{1B}[31m": namespace shop has no pod or workload of the name w?[31m: there are "#
                    + "shop/db-0, shop/deploy/cart, shop/deploy/web, shop/migrate, shop/wbe, shop/web-1 and shop/web-2"
            ),
            (
                "shop/migrate", "shop/db-0",
                #"source "shop/migrate": shop/migrate has finished, so it has no address: ask about a pod that runs"#
            ),
            (
                "shop/svc/db", "shop/db-0",
                #"source "shop/svc/db": a Service sends nothing: write the pod, or what makes its pods, such as "#
                    + "shop/deploy/db"
            ),
            (
                "10.96.0.7", "shop/db-0",
                #"source "10.96.0.7": a Service sends nothing: write the pod, or what makes its pods, such as "#
                    + "shop/deploy/db"
            ),
            (
                "shop/web-1:80", "shop/db-0",
                #"source "shop/web-1:80": has a port, and policies ask only for that of the destination: leave it out "#
                    + "here"
            ),
            (
                "shop/web-1", "shop/db:80",
                #"destination "shop/db:80": Service shop/db has no such port: write one of its ports: 5000 (sql)"#
            ),
            (
                "shop/web-1", "shop/db:5432",
                #"destination "shop/db:5432": Service shop/db has no such port: 5432 is that of its pods, to which "#
                    + "5000 leads"
            ),
            (
                "shop/web-1", "shop/db-0:http",
                #"destination "shop/db-0:http": shop/db-0 has no port http: it has postgres (TCP 5432) and metrics "#
                    + "(TCP 9187)"
            ),
            (
                "shop/web-1", "shop/wbe:http",
                #"destination "shop/wbe:http": shop/wbe has no port http: none of its ports has a name"#
            ),
            (
                "shop/web-1", "8.8.8.8:http",
                #"destination "8.8.8.8:http": only pods have ports with names, and 8.8.8.8 is none: write a number"#
            ),
            (
                "host", "host:80",
                "question: host stands for the node of the pod at the other end: name a pod at one end"
            ),
            (
                "host", "8.8.8.8:80",
                #"source "host": host is the node of the pod at the other end, and 8.8.8.8 is no pod"#
            ),
            (
                "host", "shop/cart:80",
                #"source "host": it is not known on which node the pod runs: write the address"#
            ),
            (
                "shop/wbe", "[fd00::2:2]:80",
                "question: no packet goes between them: shop/wbe has IPv4 and shop/db-0 has IPv6"
            ),
        ])
    func refuses(_ source: String, _ destination: String, _ error: String) {
        #expect(explain(source, destination) == "error: \(error)\n")
    }

    @Test(
        "what is unclear in other clusters is refused too",
        arguments: [
            (
                "shop/web", "shop/api:80",
                #"source "shop/web": shop/web may be shop/deploy/web or shop/sts/web: write one of them"#
            ),
            ("shop/old", "shop/api:80", #"source "shop/old": shop/old has no address: 10.0.0.1 is shop/new's now"#),
            (
                "shop/api", "shop/night:80",
                #"destination "shop/night:80": shop/cronjob/night uses the network of its node, and nothing says "#
                    + "which that is: write the address"
            ),
            (
                "host", "shop/new:80",
                #"source "host": nothing is known of node n7, on which the pod runs: read it too, or write its address"#
            ),
            (
                "shop/api", "shop/svc/nobody:80",
                #"destination "shop/svc/nobody:80": Service shop/nobody leads nowhere: no pod of namespace shop has "#
                    + "app=nobody"
            ),
            (
                "shop/api", "shop/svc/elsewhere:80",
                #"destination "shop/svc/elsewhere:80": Service shop/elsewhere does not say which pods are behind it: "#
                    + "ask about the address that it leads to"
            ),
            (
                "shop/api", "shop/svc/api:80",
                #"destination "shop/svc/api:80": Service shop/api leads to port http of shop/deploy/api, which has "#
                    + "none of this name"
            ),
            (
                "shop/api", "10.96.0.9:53",
                #"destination "10.96.0.9:53": Service shop/api has no such port: write one of its ports: 80 (web) and "#
                    + "53/UDP (dns)"
            ),
        ])
    func refusesElsewhere(_ source: String, _ destination: String, _ error: String) {
        #expect(explain(source, destination, in: Self.unclear) == "error: \(error)\n")
    }

    @Test("a node that nobody knows cannot be asked about") func unknownNode() {
        let text = explain("shop/web-1", "shop/db-0:80", node: "n9")
        #expect(text == "error: node \"n9\": there is no such node: there are n1 and n2\n")
    }

    @Test(
        "names lead to those who are meant, and what was taken for granted is said",
        arguments: [
            ("shop/web", "shop/deploy/web", ["shop/web is no pod: shop/deploy/web is taken"]),
            ("shop/deployment/web", "shop/deploy/web", []),
            ("shop/pod/web-1", "shop/web-1", []), ("10.0.1.2", "shop/wbe", ["10.0.1.2 is the address of pod shop/wbe"]),
            ("10.0.1.77", "10.0.1.77", []), ("192.168.0.1", "192.168.0.1", []), ("[fd00::9]", "fd00::9", []),
        ])
    func finds(_ text: String, _ title: String, _ notes: [String]) throws {
        let question = try Question(source: text, destination: "shop/db-0:80", in: ExplainedShop.inventory)
        #expect(question.source.title == title)
        #expect(question.notes == notes)
    }

    @Test("a Service is found by its name and its address, and a workload of its name goes first") func services()
        throws
    {
        let shop = ExplainedShop.inventory
        let texts = ["shop/svc/db:sql", "shop/service/db:5000", "10.96.0.7:5000", "shop/db"]
        let found = try texts.map { try Question(source: "host", destination: $0, in: shop).destination.title }
        #expect(found == ["shop/svc/db", "shop/svc/db", "shop/svc/db", "shop/svc/db"])
        let question = try Question(source: "shop/new", destination: "shop/api:80", in: Self.unclear)
        #expect(question.destination.title == "shop/deploy/api")
        #expect(
            question.notes == [
                "shop/api is no pod: shop/deploy/api is taken",
                "no pod of shop/deploy/api is known: it is judged by its template",
                "there is a Service of this name too: write shop/svc/api to ask about it",
            ])
    }

    @Test("what another workload made can be asked about too") func madeByOthers() throws {
        for text in ["shop/rs/lab-5d", "shop/job/night-1"] {
            #expect(try Question(source: text, destination: "shop/new", in: Self.unclear).source.title == text)
        }
        #expect(throws: QuestionError.self) {
            try Question(source: "shop/rs/lab-6e", destination: "shop/new", in: Self.unclear)
        }
    }

    private static let unclear = ExplainedShop.read(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec: {template: {metadata: {labels: {app: web}}}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web, namespace: shop}
        spec: {template: {metadata: {labels: {app: web}}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: shop}
        spec: {template: {metadata: {labels: {app: api}}}}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: night, namespace: shop}
        spec: {jobTemplate: {spec: {template: {spec: {hostNetwork: true}}}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: old, namespace: shop, creationTimestamp: "2024-01-01T00:00:00Z"}
        status: {phase: Running, podIP: 10.0.0.1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: new, namespace: shop, creationTimestamp: "2025-01-01T00:00:00Z"}
        spec: {nodeName: n7}
        status: {phase: Running, podIP: 10.0.0.1}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          {name: lab-5d-x, namespace: shop, labels: {pod-template-hash: 5d},
          ownerReferences: [{controller: true, kind: ReplicaSet, name: lab-5d}]}
        status: {phase: Running, podIP: 10.0.0.3}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: night-1-x, namespace: shop, labels: {job-name: night-1}}
        status: {phase: Running, podIP: 10.0.0.4}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop}
        spec:
          clusterIP: 10.96.0.9
          selector: {app: api}
          ports: [{name: web, port: 80, targetPort: http}, {name: dns, port: 53, protocol: UDP}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: nobody, namespace: shop}
        spec: {selector: {app: nobody}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: elsewhere, namespace: shop}
        spec: {ports: [{port: 80}]}
        """)
}
