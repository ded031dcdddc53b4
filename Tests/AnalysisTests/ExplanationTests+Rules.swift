import PolicyCompiler
import Testing

@testable import Analysis

extension ExplanationTests {
    private static let lab = ExplainedShop.read(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a, namespace: left}
        spec: {template: {metadata: {labels: {app: a, app.kubernetes.io/version: v1}}}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: b, namespace: right}
        spec:
          template:
            metadata: {labels: {app: b}}
            spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: b, namespace: right}
        spec:
          podSelector: {matchExpressions: [{key: app, operator: Exists}]}
          ingress:
          - from:
            - namespaceSelector: {matchExpressions: [{key: env, operator: DoesNotExist}]}
              podSelector: {matchExpressions: [{key: app, operator: In, values: [x, z]}]}
            - podSelector:
                matchExpressions: [{key: app, operator: NotIn, values: [a, c]}, {key: tier, operator: Exists}]
            - ipBlock: {cidr: 10.0.0.0/16}
            - ipBlock: {cidr: 10.1.0.0/16}
            - ipBlock: {cidr: 10.2.0.0/16}
            - ipBlock: {cidr: 10.3.0.0/16}
            ports: [{port: http}, {port: 9000, endPort: 9010}, {protocol: SCTP}]
          - ports: [{port: 53, protocol: UDP}]
        """)

    @Test("every kind of selector and port is said in words, and long lists of CIDRs are cut") func selectors() {
        #expect(
            explain("left/deploy/a", "right/sts/b:80", in: Self.lab) == """
                note: no pod of left/deploy/a is known: it is judged by its template
                note: no pod of right/sts/b is known: it is judged by its template

                DENIED: left/deploy/a -> right/sts/b, TCP port 80
                  egress of left/deploy/a: allowed, no policy isolates it in this direction
                  ingress of right/sts/b: denied, no rule allows it
                    isolated by right/b
                    right/b, ingress[0]: neither left/deploy/a nor the port
                      from[0]: wants pods with app in (x, z), and left/deploy/a has app=a
                      from[1]: wants pods of the policy's own namespace right, and left/deploy/a is in left
                               wants pods with app not in (a, c), and left/deploy/a has app=a
                               wants pods with a label tier, and left/deploy/a has no label tier
                      from[2]: wants 10.0.0.0/16, and the unknown address of left/deploy/a is not in it
                      from[3]: wants 10.1.0.0/16, and the unknown address of left/deploy/a is not in it
                      and 2 more CIDRs, none of which has the unknown address of left/deploy/a
                      ports: wants TCP http (8080 at right/sts/b), TCP 9000-9010 or all of SCTP; TCP 80 is asked for
                    right/b, ingress[1]: everyone would do, but not the port
                      ports: wants UDP 53; TCP 80 is asked for

                  rules (forwarded):
                    egress: none of its 3 rules decides
                    ingress rule 2: ip daddr vmap @ingress-pods-ipv4 -> jump \
                pod/right/b_StatefulSet_/ingress-4354fbcb0356588848a29135c2cfe071
                      rule 2: jump allow/ingress/64c9605ef4f969b0d9e7334934472e44
                        none of its 5 rules decides
                      rule 3: counter name "denied/right/b_StatefulSet_/ingress-a9421e403c02f3c5b0c96f5f4d136866"
                      rule 4: drop comment "isolated by right/b"
                    => dropped

                To let it pass, add this rule to spec.ingress of NetworkPolicy right/b:

                  - from:
                    - namespaceSelector:
                        matchLabels:
                          kubernetes.io/metadata.name: left
                      podSelector:
                        matchLabels:
                          app: a
                    ports:
                    - protocol: TCP
                      port: 80

                """)
    }

    @Test("a rule for everyone says so, and which of its ports it was") func everyone() {
        #expect(
            explain("left/deploy/a", "right/sts/b:53/udp", in: Self.lab) == """
                note: no pod of left/deploy/a is known: it is judged by its template
                note: no pod of right/sts/b is known: it is judged by its template

                ALLOWED: left/deploy/a -> right/sts/b, UDP port 53
                  egress of left/deploy/a: allowed, no policy isolates it in this direction
                  ingress of right/sts/b: allowed
                    isolated by right/b
                    right/b, ingress[1] allows it: everyone; ports[0] UDP 53

                  rules (forwarded):
                    egress: none of its 3 rules decides
                    ingress rule 2: ip daddr vmap @ingress-pods-ipv4 -> jump \
                pod/right/b_StatefulSet_/ingress-4354fbcb0356588848a29135c2cfe071
                      rule 2: jump allow/ingress/64c9605ef4f969b0d9e7334934472e44
                        rule 1: udp dport 53 accept
                    => accepted

                """)
    }

    @Test("where pods may send to their own node it is said") func openNode() {
        #expect(
            explain("shop/web-1", "host:80", practice: Practice(facts: NodeFacts(policesOwnNode: false))) == """
                ALLOWED: shop/web-1 (10.0.1.1) -> node n1 (192.168.0.1), TCP port 80
                  egress of shop/web-1: allowed, what pods send to their own node is not policed, by --own-node=allow
                  ingress of node n1: allowed, policies isolate pods, not nodes

                  rules (for the node itself):
                    no rule is asked here
                    => accepted

                """)
    }
}
