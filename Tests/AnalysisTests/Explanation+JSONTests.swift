import JSON
import Testing

@testable import Analysis

@Suite struct ExplanationJSONTests {
    private func json(_ source: String, _ destination: String) throws -> String {
        let question = try Question(source: source, destination: destination, in: ExplainedShop.inventory)
        return try Explanation(question, in: ExplainedShop.inventory).json.text
    }

    @Test("a program reads the same as people do, by names that do not change") func allowed() throws {
        #expect(
            try json("host", "shop/db:sql") == """
                {"verdict":"allowed","source":"host","destination":"shop/svc/db",\
                "notes":["shop/db is no pod: the Service shop/svc/db is taken",\
                "Service shop/db leads port 5000 to port postgres of its pods; \
                policies see the pods, not the Service"],\
                "answers":[{"allowed":true,"protocol":"TCP","port":5432,\
                "connections":[{"source":"node n2","sourceAddress":"192.168.0.2",\
                "destination":"shop/db-0","destinationAddress":"10.0.2.2"}],\
                "egress":{"allowed":true,"reason":"notAPod","isolatedBy":[],"details":[]},\
                "ingress":{"allowed":true,"reason":"ownNode","isolatedBy":[],"details":[]},\
                "rules":[{"hook":"output","outcome":"accepted","certain":true,"steps":[]}]}],\
                "remedies":[],"hints":[],"disagreements":[]}
                """)
    }

    @Test("without a port it says what is open at each end") func ports() throws {
        #expect(
            try json("shop/wbe", "shop/web-1") == """
                {"verdict":"denied","source":"shop/wbe","destination":"shop/web-1","notes":[],\
                "answers":[{"allowed":false,"open":"nothing",\
                "connections":[{"source":"shop/wbe","sourceAddress":"10.0.1.2",\
                "destination":"shop/web-1","destinationAddress":"10.0.1.1"}],\
                "egress":{"allowed":true,"reason":"notIsolated","isolatedBy":[],"open":"everything","details":[]},\
                "ingress":{"allowed":false,"reason":"isolated","isolatedBy":["shop/default-deny"],"open":"nothing",\
                "details":[]},"rules":[]}],"remedies":[],"hints":[],"disagreements":[]}
                """)
    }

    @Test("what would open it, and each step with its counter, are there") func denied() throws {
        let text = try json("shop/wbe", "shop/db-0:5432")
        let parts = [
            #""remedies":[{"direction":"ingress","policy":"shop/db","path":"spec.ingress[0].from","#
                + #""yaml":"- podSelector:\n    matchLabels:\n      app: wbe\n","remarks":[]}]"#,
            #""text":"pod/shop/db-0/ingress rule 4: counter name \"denied/shop/db-0/ingress\" -> next rule "#
                + #"[counter name \"denied/shop/db-0/ingress\"]","counter":"denied/shop/db-0/ingress""#,
            #""reason":"noRule","isolatedBy":["shop/db","shop/default-deny"]"#,
        ]
        #expect(parts.filter { !text.contains($0) } == [])
    }
}
