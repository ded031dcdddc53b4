import JSON
import Testing

@testable import Commands

@Suite struct AgentStatusTextTests {
    @Test("what matters most comes first, a line each")
    func whole() throws {
        let status = try JSONValue(
            parsing: Array(
                #"""
                {"version":"1.2","node":"n1","source":"API server","sourceProblem":"pods: away","ready":false,
                 "problems":["listed: not yet","guarding: paused by hand"],"enforcement":"enforce","pausedSeconds":40,
                 "tableOwned":true,"pods":9,"localPods":4,"isolatedIngress":2,"isolatedEgress":1,"policies":3,
                 "brokenPolicies":["shop/db"],"lastSyncSecondsAgo":0.02,"lastDriftSecondsAgo":1.5,"connectionsCut":7,
                 "configurationProblem":"a.yaml:3: nodename is no setting"}
                """#.utf8))
        #expect(
            AgentStatusText(status).text == """
                NOT READY
                  listed: not yet
                  guarding: paused by hand
                node           n1
                source         API server
                               pods: away
                enforcement    enforce
                paused         for another 40 s
                table          ours: nobody else can change it
                pods here      4, isolated 2 for ingress and 1 for egress
                cluster        9 pods, 3 policies
                broken         shop/db cannot be read, so it allows nothing
                in sync        0.02 s ago
                repaired       1.5 s ago
                connections    7 cut
                configuration  a.yaml:3: nodename is no setting
                version        1.2

                """)
    }

    @Test("what there is nothing to say of is left out, and names do nothing to a terminal")
    func bare() {
        let status = JSONValue.members([
            "problems": .array([]), "node": .string("a\u{1B}[2J"), "connectionsCut": .number(0),
        ])
        #expect(AgentStatusText(status).text == "ready\nnode           a?[2J\ntable          watched and repaired\n")
    }
}
