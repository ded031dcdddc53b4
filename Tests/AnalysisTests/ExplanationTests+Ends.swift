import Testing

@testable import Analysis

extension ExplanationTests {
    @Test("a pod is policed on its way to its own node") func podPolicedWayOwn() {
        #expect(
            explain("shop/web", "host:10250") == """
                note: shop/web is no pod: shop/deploy/web is taken

                DENIED: shop/web-1 (10.0.1.1) -> node n1 (192.168.0.1), TCP port 10250
                  the same for shop/web-2 -> node n2
                  egress of shop/web-1: denied, no rule allows it
                    isolated by shop/web-out
                    shop/web-out, egress[0]: all ports would do, but not node n1
                      to[0]: wants pods, and 192.168.0.1 is the address of node n1
                  ingress of node n1: allowed, policies isolate pods, not nodes

                  rules (for the node itself):
                    own-node rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-1/egress
                      rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                        none of its 2 rules decides
                      rule 4: counter name "denied/shop/web-1/egress"
                      rule 5: drop comment "isolated by shop/web-out"
                    => dropped

                To let it pass, add this rule to spec.egress of NetworkPolicy shop/web-out:

                  - to:
                    - ipBlock:
                        cidr: 192.168.0.1/32
                    - ipBlock:
                        cidr: 192.168.0.2/32
                    ports:
                    - protocol: TCP
                      port: 10250

                  (the address is that of nodes n1 and n2: this is for all that uses its network)

                hint: 192.168.0.1 is the address of the node that shop/web-1 runs on: what pods send to their own \
                node is policed as egress, unless the agent runs with --own-node=allow
                hint: shop/web-1 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

                """)
    }

    @Test("a pod on the node's network is the node to policies") func podNodesNetworkNode() {
        #expect(
            explain("ops/agent", "shop/db-0:5432") == """
                DENIED: ops/agent (192.168.0.1, the address of its node) -> shop/db-0 (10.0.2.2), TCP port 5432
                  egress of ops/agent: allowed, it uses the network of its node, and policies do not isolate such pods
                  ingress of shop/db-0: denied, no rule allows it
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0]: the port would do, but not ops/agent
                      from[0]: wants pods, and ops/agent uses the network of its node: policies see 192.168.0.1
                    shop/db, ingress[1]: neither ops/agent nor the port
                      from[0]: wants pods, and ops/agent uses the network of its node: policies see 192.168.0.1
                      from[1]: wants 10.0.0.0/8, and 192.168.0.1 is not in it
                      ports: wants TCP 9187 or TCP http (no port of shop/db-0 has this name and protocol); TCP 5432 \
                is asked for
                    shop/default-deny allows nothing: it has no ingress rules

                  rules (forwarded):
                    egress: none of its 6 rules decides
                    ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
                      rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                        none of its 5 rules decides
                      rule 4: counter name "denied/shop/db-0/ingress"
                      rule 5: drop comment "isolated by shop/db, shop/default-deny"
                    => dropped

                To let it pass, add this peer to spec.ingress[0].from of NetworkPolicy shop/db:

                  - ipBlock:
                      cidr: 192.168.0.1/32

                  (the address is that of node n1: this is for all that uses its network)

                """)
    }

    @Test("what nobody has seen yet is judged by its template, and ping needs a rule without ports")
    func seenYetJudgedTemplate() {
        #expect(
            explain("shop/cart", "shop/web-1/ICMP") == """
                note: shop/cart is no pod: shop/deploy/cart is taken
                note: no pod of shop/deploy/cart is known: it is judged by its template

                DENIED: shop/deploy/cart -> shop/web-1 (10.0.1.1, fd00::1:1), ICMP echo
                  egress of shop/deploy/cart: allowed, no policy isolates it in this direction
                  ingress of shop/web-1: denied, no rule allows it
                    isolated by shop/default-deny
                    shop/default-deny allows nothing: it has no ingress rules

                  rules (IPv4, forwarded):
                    egress: none of its 6 rules decides
                    ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/web-1/ingress
                      rule 3: counter name "denied/shop/web-1/ingress"
                      rule 4: drop comment "isolated by shop/default-deny"
                    => dropped

                To let it pass, apply this NetworkPolicy:

                  apiVersion: networking.k8s.io/v1
                  kind: NetworkPolicy
                  metadata:
                    name: allow-from-cart
                    namespace: shop
                  spec:
                    podSelector:
                      matchLabels:
                        app: web
                    policyTypes:
                    - Ingress
                    ingress:
                    - from:
                      - podSelector:
                          matchLabels:
                            app: cart

                  (only a rule without ports lets ping through, and it opens every port too)

                """)
    }

    @Test("without a port the open ones are said") func withoutPortOpenOnes() {
        #expect(
            explain("shop/web-1", "shop/db-0") == """
                OPEN: shop/web-1 (10.0.1.1, fd00::1:1) -> shop/db-0 (10.0.2.2, fd00::2:2): TCP 5432
                  egress of shop/web-1: lets everything pass
                    isolated by shop/web-out
                  ingress of shop/db-0: lets TCP 5432 pass
                    isolated by shop/db and shop/default-deny
                  of the ports with a name:
                    postgres (TCP 5432): open
                    metrics (TCP 9187): closed

                hint: shop/web-1 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

                """)
    }

    @Test("without a port, of a Service its own are said") func withoutPortServiceOwn() {
        #expect(
            explain("shop/deploy/cart", "shop/svc/db") == """
                note: no pod of shop/deploy/cart is known: it is judged by its template
                note: Service shop/db leads to its pods; policies see the pods, not the Service

                CLOSED: shop/deploy/cart -> shop/db-0 (10.0.2.2): nothing
                  egress of shop/deploy/cart: allowed, no policy isolates it in this direction
                  ingress of shop/db-0: lets nothing pass
                    isolated by shop/db and shop/default-deny
                  of the ports with a name:
                    Service port 5000 (sql), at the pod 5432: closed

                """)
    }

    private static let podsFamiliesFareOtherwiseText = """
        PARTLY DENIED: shop/deploy/web -> shop/db-0: 1 of 4 connections between their pods passes

        note: shop/web is no pod: shop/deploy/web is taken

        DENIED: shop/web-1 (10.0.1.1) -> shop/db-0 (10.0.2.2), TCP port 9187
          egress of shop/web-1: allowed
            isolated by shop/web-out
            shop/web-out, egress[0] allows it: to[0] pods app=db in namespace shop; all ports
          ingress of shop/db-0: denied, no rule allows it
            isolated by shop/db and shop/default-deny
            shop/db, ingress[0]: shop/web-1 would do, but not the port
              ports: wants TCP 5432; TCP 9187 is asked for
            shop/db, ingress[1]: the port would do, but not shop/web-1
              from[0]: wants a namespace with team=sre, and shop has no label team
              from[1]: wants 10.0.0.0/8, but 10.0.1.1 is excepted by 10.0.1.0/24
            shop/default-deny allows nothing: it has no ingress rules

          rules (forwarded):
            egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-1/egress
              rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                rule 1: ip daddr @peers/efe6b866ca9df58bb39610c66b994689/ipv4 accept
            ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
              rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                none of its 5 rules decides
              rule 4: counter name "denied/shop/db-0/ingress"
              rule 5: drop comment "isolated by shop/db, shop/default-deny"
            => dropped

        DENIED: shop/web-1 (fd00::1:1) -> shop/db-0 (fd00::2:2), TCP port 9187
          the same from shop/web-2
          egress of shop/web-1: allowed
            isolated by shop/web-out
            shop/web-out, egress[0] allows it: to[0] pods app=db in namespace shop; all ports
          ingress of shop/db-0: denied, no rule allows it
            isolated by shop/db and shop/default-deny
            shop/db, ingress[0]: shop/web-1 would do, but not the port
              ports: wants TCP 5432; TCP 9187 is asked for
            shop/db, ingress[1]: the port would do, but not shop/web-1
              from[0]: wants a namespace with team=sre, and shop has no label team
              from[1]: wants 10.0.0.0/8, and the connection is IPv6
            shop/default-deny allows nothing: it has no ingress rules

          rules (forwarded):
            egress rule 4: ip6 saddr vmap @egress-pods-ipv6 -> jump pod/shop/web-1/egress
              rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                rule 2: ip6 daddr @peers/efe6b866ca9df58bb39610c66b994689/ipv6 accept
            ingress rule 4: ip6 daddr vmap @ingress-pods-ipv6 -> jump pod/shop/db-0/ingress
              rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                none of its 5 rules decides
              rule 4: counter name "denied/shop/db-0/ingress"
              rule 5: drop comment "isolated by shop/db, shop/default-deny"
            => dropped

        ALLOWED: shop/web-2 (10.0.2.1) -> shop/db-0 (10.0.2.2), TCP port 9187
          egress of shop/web-2: allowed
            isolated by shop/web-out
            shop/web-out, egress[0] allows it: to[0] pods app=db in namespace shop; all ports
          ingress of shop/db-0: allowed
            isolated by shop/db and shop/default-deny
            shop/db, ingress[1] allows it: from[1] 10.0.0.0/8 except 10.0.1.0/24; ports[0] TCP 9187

          rules (forwarded):
            egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-2/egress
              rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                rule 1: ip daddr @peers/efe6b866ca9df58bb39610c66b994689/ipv4 accept
            ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
              rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                rule 4: tcp dport 9187 ip saddr @cidrs/7300445627ec3720082ef3ed5cacc20e/ipv4 accept
            => accepted

        To let it pass, add this rule to spec.ingress of NetworkPolicy shop/db:

          - from:
            - podSelector:
                matchLabels:
                  app: web
            ports:
            - protocol: TCP
              port: 9187

        hint: shop/web-1 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well
        hint: shop/web-2 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

        """

    @Test("pods and families that fare otherwise are told apart") func podsFamiliesFareOtherwise() {
        #expect(
            explain("shop/web", "shop/db-0:9187") == Self.podsFamiliesFareOtherwiseText)
    }

    @Test("one node answers for its own pods only") func oneNodeAnswersOwn() {
        #expect(
            explain("shop/web", "shop/db-0:80", node: "n1") == """
                ALLOWED: shop/deploy/web -> shop/db-0, with answers that differ

                note: shop/web is no pod: shop/deploy/web is taken

                ALLOWED by node n1: shop/web-1 (10.0.1.1, fd00::1:1) -> shop/db-0 (10.0.2.2, fd00::2:2), TCP port 80
                  egress of shop/web-1: allowed
                    isolated by shop/web-out
                    shop/web-out, egress[0] allows it: to[0] pods app=db in namespace shop; all ports
                  ingress of shop/db-0: not enforced by node n1 but by node n2, which denies it

                  rules of node n1 (IPv4, forwarded):
                    egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-1/egress
                      rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                        rule 1: ip daddr @peers/efe6b866ca9df58bb39610c66b994689/ipv4 accept
                    ingress: none of its 6 rules decides
                    => accepted

                ALLOWED by node n1: shop/web-2 (10.0.2.1, fd00::2:1) -> shop/db-0 (10.0.2.2, fd00::2:2), TCP port 80
                  node n1 has none of the pods, so it lets everything between them pass
                  egress of shop/web-2: not enforced by node n1 but by node n2, which allows it
                  ingress of shop/db-0: not enforced by node n1 but by node n2, which denies it

                  rules of node n1 (IPv4, forwarded):
                    egress: none of its 6 rules decides
                    ingress: none of its 6 rules decides
                    => accepted

                hint: shop/web-1 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well
                hint: shop/web-2 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

                """)
    }

    private static let allStepsText = """
        DENIED: shop/wbe (10.0.1.2) -> shop/db-0 (10.0.2.2), TCP port 80
          egress of shop/wbe: allowed, no policy isolates it in this direction
          ingress of shop/db-0: denied, no rule allows it
            isolated by shop/db and shop/default-deny
            shop/db, ingress[0]: neither shop/wbe nor the port
              from[0]: wants pods with app=web, and shop/wbe has app=wbe
              ports: wants TCP 5432; TCP 80 is asked for
            shop/db, ingress[1]: neither shop/wbe nor the port
              from[0]: wants a namespace with team=sre, and shop has no label team
              from[1]: wants 10.0.0.0/8, but 10.0.1.2 is excepted by 10.0.1.0/24
              ports: wants TCP 9187 or TCP http (no port of shop/db-0 has this name and protocol); TCP 80 \
        is asked for
            shop/default-deny allows nothing: it has no ingress rules

          rules (forwarded):
            egress rule 1: icmpv6 type 133-137 accept comment "neighbour discovery" -> no match: icmpv6 type \
        133-137
            egress rule 2: ct state established,related accept -> no match: ct state established,related
            egress rule 3: ip saddr vmap @egress-pods-ipv4 -> no match: ip saddr vmap @egress-pods-ipv4
            egress rule 4: ip6 saddr vmap @egress-pods-ipv6 -> no match: ip6 saddr vmap @egress-pods-ipv6
            egress rule 5: ip saddr @egress-isolated-ipv4 drop -> no match: ip saddr @egress-isolated-ipv4
            egress rule 6: ip6 saddr @egress-isolated-ipv6 drop -> no match: ip6 saddr @egress-isolated-ipv6
            egress -> policy accept
            ingress rule 1: icmpv6 type 133-137 accept comment "neighbour discovery" -> no match: icmpv6 \
        type 133-137
            ingress rule 2: ct state established,related accept -> no match: ct state established,related
            ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
              pod/shop/db-0/ingress rule 1: ip saddr 10.0.2.2 accept -> no match: ip saddr 10.0.2.2
              pod/shop/db-0/ingress rule 2: ip6 saddr fd00::2:2 accept -> no match: ip6 saddr fd00::2:2
              pod/shop/db-0/ingress rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe -> jump \
        allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe rule 1: tcp dport 5432 ip saddr \
        @peers/b11fab1c2fe7728160aa55813fa4b94b/ipv4 accept -> no match: tcp dport 5432
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe rule 2: tcp dport 5432 ip6 saddr \
        @peers/b11fab1c2fe7728160aa55813fa4b94b/ipv6 accept -> no match: tcp dport 5432
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe rule 3: tcp dport 9187 ip saddr \
        @peers/b6aa3f1b8872e047e27e7a301e07fca9/ipv4 accept -> no match: tcp dport 9187
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe rule 4: tcp dport 9187 ip saddr \
        @cidrs/7300445627ec3720082ef3ed5cacc20e/ipv4 accept -> no match: tcp dport 9187
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe rule 5: tcp dport 9187 ip6 saddr \
        @peers/b6aa3f1b8872e047e27e7a301e07fca9/ipv6 accept -> no match: tcp dport 9187
                allow/ingress/6c9263d1368175e1dea0777434a5cdbe -> end of chain
              pod/shop/db-0/ingress rule 4: counter name "denied/shop/db-0/ingress" -> next rule [counter \
        name "denied/shop/db-0/ingress"]
              pod/shop/db-0/ingress rule 5: drop comment "isolated by shop/db, shop/default-deny" -> drop
            => dropped

        To let it pass, add this rule to spec.ingress of NetworkPolicy shop/db:

          - from:
            - podSelector:
                matchLabels:
                  app: wbe
            ports:
            - protocol: TCP
              port: 80

        """

    @Test("with all its steps") func allSteps() {
        #expect(
            explain("shop/wbe", "shop/db-0:80", verbose: true) == Self.allStepsText)
    }
}
