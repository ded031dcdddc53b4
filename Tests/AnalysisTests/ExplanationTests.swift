import Testing

@testable import Analysis

/// Whole answers about the shop, as people read them.
@Suite struct ExplanationTests {
    @Test("what passes is said in a few lines, for both families at once") func passesSaidFewLines() {
        #expect(
            explain("shop/web-1", "shop/db-0:5432") == """
                ALLOWED: shop/web-1 (10.0.1.1, fd00::1:1) -> shop/db-0 (10.0.2.2, fd00::2:2), TCP port 5432
                  egress of shop/web-1: allowed
                    isolated by shop/web-out
                    shop/web-out, egress[0] allows it: to[0] pods app=db in namespace shop; all ports
                  ingress of shop/db-0: allowed
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0] allows it: from[0] pods app=web in namespace shop; ports[0] TCP 5432

                  rules (IPv4, forwarded):
                    egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-1/egress
                      rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                        rule 1: ip daddr @peers/efe6b866ca9df58bb39610c66b994689/ipv4 accept
                    ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
                      rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                        rule 1: tcp dport 5432 ip saddr @peers/b11fab1c2fe7728160aa55813fa4b94b/ipv4 accept
                    => accepted

                hint: shop/web-1 cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

                """)
    }

    @Test("a label that is not the wanted one is shown beside it, and the peer that would do")
    func labelWantedOneShown() {
        #expect(
            explain("shop/wbe", "shop/db-0:5432") == """
                DENIED: shop/wbe (10.0.1.2) -> shop/db-0 (10.0.2.2), TCP port 5432
                  egress of shop/wbe: allowed, no policy isolates it in this direction
                  ingress of shop/db-0: denied, no rule allows it
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0]: the port would do, but not shop/wbe
                      from[0]: wants pods with app=web, and shop/wbe has app=wbe
                    shop/db, ingress[1]: neither shop/wbe nor the port
                      from[0]: wants a namespace with team=sre, and shop has no label team
                      from[1]: wants 10.0.0.0/8, but 10.0.1.2 is excepted by 10.0.1.0/24
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

                  - podSelector:
                      matchLabels:
                        app: wbe

                """)
    }

    @Test("a right number of the wrong protocol is told from a wrong number") func rightNumberWrongProtocol() {
        #expect(
            explain("shop/wbe", "shop/db-0:5432/UDP") == """
                DENIED: shop/wbe (10.0.1.2) -> shop/db-0 (10.0.2.2), UDP port 5432
                  egress of shop/wbe: allowed, no policy isolates it in this direction
                  ingress of shop/db-0: denied, no rule allows it
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0]: neither shop/wbe nor the port
                      from[0]: wants pods with app=web, and shop/wbe has app=wbe
                      ports: wants TCP 5432; UDP 5432 is asked for: the number is right, not the protocol
                    shop/db, ingress[1]: neither shop/wbe nor the port
                      from[0]: wants a namespace with team=sre, and shop has no label team
                      from[1]: wants 10.0.0.0/8, but 10.0.1.2 is excepted by 10.0.1.0/24
                      ports: wants TCP 9187 or TCP http; UDP 5432 is asked for
                    shop/default-deny allows nothing: it has no ingress rules

                  rules (forwarded):
                    egress: none of its 6 rules decides
                    ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
                      rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                        none of its 5 rules decides
                      rule 4: counter name "denied/shop/db-0/ingress"
                      rule 5: drop comment "isolated by shop/db, shop/default-deny"
                    => dropped

                To let it pass, add this rule to spec.ingress of NetworkPolicy shop/db:

                  - from:
                    - podSelector:
                        matchLabels:
                          app: wbe
                    ports:
                    - protocol: UDP
                      port: 5432

                """)
    }

    @Test("a Service leads to its pods, by its address too") func serviceLeadsPodsAddress() {
        #expect(
            explain("shop/wbe", "10.96.0.7:5000") == """
                note: 10.96.0.7 is the address of Service shop/db
                note: Service shop/db leads port 5000 to port postgres of its pods; policies see the pods, not the \
                Service

                DENIED: shop/wbe (10.0.1.2) -> shop/db-0 (10.0.2.2), TCP port 5432
                  egress of shop/wbe: allowed, no policy isolates it in this direction
                  ingress of shop/db-0: denied, no rule allows it
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0]: the port would do, but not shop/wbe
                      from[0]: wants pods with app=web, and shop/wbe has app=wbe
                    shop/db, ingress[1]: neither shop/wbe nor the port
                      from[0]: wants a namespace with team=sre, and shop has no label team
                      from[1]: wants 10.0.0.0/8, but 10.0.1.2 is excepted by 10.0.1.0/24
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

                  - podSelector:
                      matchLabels:
                        app: wbe

                """)
    }

    @Test("an address outside needs a block, and may be another behind a load balancer") func anAddressOutsideNeeds() {
        #expect(
            explain("8.8.8.8", "shop/db-0:metrics") == """
                DENIED: 8.8.8.8 -> shop/db-0 (10.0.2.2), TCP port 9187
                  egress of 8.8.8.8: allowed, policies isolate pods, and this is no pod's address
                  ingress of shop/db-0: denied, no rule allows it
                    isolated by shop/db and shop/default-deny
                    shop/db, ingress[0]: neither 8.8.8.8 nor the port
                      from[0]: wants pods, and 8.8.8.8 is no pod's address
                      ports: wants TCP 5432; TCP 9187 is asked for
                    shop/db, ingress[1]: the port would do, but not 8.8.8.8
                      from[0]: wants pods, and 8.8.8.8 is no pod's address
                      from[1]: wants 10.0.0.0/8, and 8.8.8.8 is not in it
                    shop/default-deny allows nothing: it has no ingress rules

                  rules (forwarded):
                    egress: none of its 6 rules decides
                    ingress rule 3: ip daddr vmap @ingress-pods-ipv4 -> jump pod/shop/db-0/ingress
                      rule 3: jump allow/ingress/6c9263d1368175e1dea0777434a5cdbe
                        none of its 5 rules decides
                      rule 4: counter name "denied/shop/db-0/ingress"
                      rule 5: drop comment "isolated by shop/db, shop/default-deny"
                    => dropped

                To let it pass, add this rule to spec.ingress of NetworkPolicy shop/db:

                  - from:
                    - ipBlock:
                        cidr: 8.8.8.8/32
                    ports:
                    - protocol: TCP
                      port: 9187

                hint: a NodePort or load balancer may put a node's address in the place of 8.8.8.8: ask about that \
                one too

                """)
    }

    private static let bothEndsDenyBothText = """
        DENIED: ops/cron-x (10.0.1.9) -> shop/web-1 (10.0.1.1), TCP port 80
          the same to shop/web-2
          egress of ops/cron-x: denied, no rule allows it
            isolated by ops/broken
            ops/broken cannot be read and allows nothing:
              spec.egress[0].to[0].ipBlock.cidr: "10.0.0.0/40" has prefix length "40": write 32 or less
          ingress of shop/web-1: denied, no rule allows it
            isolated by shop/default-deny
            shop/default-deny allows nothing: it has no ingress rules

          rules (forwarded):
            egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/ops/cron-x/egress
              rule 2: counter name "denied/ops/cron-x/egress"
              rule 3: drop comment "isolated by ops/broken"
            => dropped

        To let it pass, both of these are needed, since both ends deny it:

        1. Apply this NetworkPolicy:

          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata:
            name: allow-to-web
            namespace: ops
          spec:
            podSelector:
              matchLabels:
                job: backup
            policyTypes:
            - Egress
            egress:
            - to:
              - namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: shop
                podSelector:
                  matchLabels:
                    app: web
              ports:
              - protocol: TCP
                port: 80

          (first mend ops/broken, which may say this already)

        2. Apply this NetworkPolicy:

          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata:
            name: allow-from-cron-x
            namespace: shop
          spec:
            podSelector:
              matchLabels:
                app: web
            policyTypes:
            - Ingress
            ingress:
            - from:
              - namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: ops
                podSelector:
                  matchLabels:
                    job: backup
              ports:
              - protocol: TCP
                port: 80

        hint: ops/cron-x cannot look up names: UDP 53 to kube-system/dns-1 is denied as well

        """

    @Test("where both ends deny it, both are mended, and a policy that cannot be read is named") func bothEndsDenyBoth()
    {
        #expect(
            explain("ops/cron-x", "shop/deploy/web:80") == Self.bothEndsDenyBothText)
    }

    @Test("names that nobody can look up are the usual reason") func namesCanLookUp() {
        #expect(
            explain("shop/web-1", "8.8.8.8:53/UDP") == """
                DENIED: shop/web-1 (10.0.1.1) -> 8.8.8.8, UDP port 53
                  egress of shop/web-1: denied, no rule allows it
                    isolated by shop/web-out
                    shop/web-out, egress[0]: all ports would do, but not 8.8.8.8
                      to[0]: wants pods, and 8.8.8.8 is no pod's address
                  ingress of 8.8.8.8: allowed, policies isolate pods, and this is no pod's address

                  rules (forwarded):
                    egress rule 3: ip saddr vmap @egress-pods-ipv4 -> jump pod/shop/web-1/egress
                      rule 3: jump allow/egress/261394f824852b242f61a09ecaeee22e
                        none of its 2 rules decides
                      rule 4: counter name "denied/shop/web-1/egress"
                      rule 5: drop comment "isolated by shop/web-out"
                    => dropped

                To let it pass, add this rule to spec.egress of NetworkPolicy shop/web-out:

                  - to:
                    - ipBlock:
                        cidr: 8.8.8.8/32
                    ports:
                    - protocol: UDP
                      port: 53

                hint: names are looked up over UDP 53 and, where answers are long, TCP 53: allow TCP 53 as well

                """)
    }

    @Test("a node reaches its own pods") func nodeReachesOwnPods() {
        #expect(
            explain("host", "shop/db-0:80") == """
                ALLOWED: node n2 (192.168.0.2) -> shop/db-0 (10.0.2.2), TCP port 80
                  egress of node n2: allowed, policies isolate pods, not nodes
                  ingress of shop/db-0: allowed, a node always reaches its own pods, as for their probes

                  rules (sent by the node itself):
                    no rule is asked here
                    => accepted

                """)
    }
}
