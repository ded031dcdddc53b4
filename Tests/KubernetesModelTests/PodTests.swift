import Addresses
import KubernetesModel
import Testing

@Suite struct PodTests {
    private let key = ObjectKey("shop", "web")

    @Test("every part of a pod that policies ask about is read")
    func whole() throws {
        let found = try pod(
            """
            ,'spec':{'nodeName':'n1','hostNetwork':true,'volumes':[{'name':'x'}],
              'containers':[{'name':'c','ports':[{'name':'http','containerPort':80},{'containerPort':81},
                  {'name':'dns','containerPort':53,'protocol':'UDP'}]},
                {'ports':[{'name':'http','containerPort':8080},{'name':'http','containerPort':82,'protocol':'SCTP'}]}],
              'initContainers':[{'ports':[{'name':'once','containerPort':1}]},
                {'restartPolicy':'Always','ports':[{'name':'side','containerPort':2,'protocol':''},
                  {'name':'dns','containerPort':54,'protocol':'UDP'}]},
                {'restartPolicy':'Never','ports':[{'name':'twice','containerPort':3}]}]},
             'status':{'phase':'Running','podIP':'10.0.0.9','podIPs':[{'ip':'10.0.0.1'},{'ip':'fd00::1'}]}
            """,
            metadata: ",'labels':{'app':'web'},'creationTimestamp':'2026-01-31T08:00:00Z',"
                + "'deletionTimestamp':'2026-02-01T00:00:00Z'")
        let ports = [
            Pod.NamedPort("http", .tcp, 80), Pod.NamedPort("dns", .udp, 53), Pod.NamedPort("http", .sctp, 82),
            Pod.NamedPort("side", .tcp, 2),
        ]
        #expect(found.defects == [])
        #expect(
            found.pod
                == Pod(
                    key, labels: ["app": "web"], node: "n1",
                    addresses: [try address("10.0.0.1"), try address("fd00::1")], ports: ports, phase: .running,
                    isHostNetwork: true, isTerminating: true, creation: 1_769_846_400))
        #expect(found.pod.number(of: "http", .sctp) == 82 && found.pod.number(of: "http", .udp) == nil)
    }

    @Test(
        "what is absent, null or empty is no defect",
        arguments: [
            "", ",'spec':null,'status':null", ",'spec':{},'status':{}",
            ",'spec':{'nodeName':null,'hostNetwork':null,'containers':null,'initContainers':[null]},"
                + "'status':{'phase':null,'podIP':null,'podIPs':null}",
            ",'spec':{'containers':[{'ports':[null]},null,{}]},'status':{'phase':'','podIP':'','podIPs':[]}",
            ",'status':{'podIPs':[{},null,{'ip':null},{'ip':''}]}",
        ])
    func empty(rest: String) throws {
        let found = try pod(rest, metadata: ",'labels':null,'creationTimestamp':null,'deletionTimestamp':null")
        #expect(found.defects == [] && found.pod == Pod(key, phase: .pending))
    }

    @Test(
        "the phase says whether it runs; what is not known keeps its rules",
        arguments: [
            ("Running", .running), ("Unknown", .running), ("Pending", .pending), ("Succeeded", .finished),
            ("Failed", .finished), ("", .pending),
        ] as [(String, Pod.Phase)])
    func phases(text: String, phase: Pod.Phase) throws {
        let found = try pod(",'status':{'phase':'\(text)'}")
        #expect(found.pod.phase == phase && found.defects == [])
        #expect(found.pod.isOnPodNetwork == (phase != .finished))
        #expect(!Pod(key, phase: phase, isHostNetwork: true).isOnPodNetwork)
    }

    @Test("an address may stand alone, as older API servers write it")
    func singleAddress() throws {
        #expect(try pod(",'status':{'podIP':'10.0.0.1'}").pod.addresses == [try address("10.0.0.1")])
        #expect(try pod(",'status':{'podIP':'10.0.0.1','podIPs':[]}").pod.addresses == [try address("10.0.0.1")])
    }

    @Test(
        "what cannot be read is left out and said, and the rest is kept",
        arguments: [
            (",'spec':7", "spec", "is a number: write an object"),
            (",'status':[]", "status", "is an array: write an object"),
            (",'spec':{'nodeName':7}", "spec.nodeName", "is a number: write a string"),
            (",'spec':{'hostNetwork':'true'}", "spec.hostNetwork", "is a string: write true or false"),
            (",'spec':{'containers':{}}", "spec.containers", "is an object: write an array"),
            (",'spec':{'containers':[7]}", "spec.containers[0]", "is a number: write an object"),
            (",'spec':{'initContainers':['x']}", "spec.initContainers[0]", "is a string: write an object"),
            (
                ",'spec':{'initContainers':[{'restartPolicy':1}]}", "spec.initContainers[0].restartPolicy",
                "is a number: write a string"
            ),
            (",'spec':{'containers':[{'ports':7}]}", "spec.containers[0].ports", "is a number: write an array"),
            (",'spec':{'containers':[{'ports':['x']}]}", "spec.containers[0].ports[0]", "is a string: write an object"),
            (
                ",'spec':{'containers':[{'ports':[{'name':'a'}]}]}", "spec.containers[0].ports[0].containerPort",
                "is missing: write a number from 1 to 65535"
            ),
            (
                ",'spec':{'containers':[{'ports':[{'name':'a','containerPort':'80'}]}]}",
                "spec.containers[0].ports[0].containerPort", "is a string: write a number from 1 to 65535"
            ),
            (
                ",'spec':{'containers':[{'ports':[{'name':'a','containerPort':70000}]}]}",
                "spec.containers[0].ports[0].containerPort", "70000 is no port: write a number from 1 to 65535"
            ),
            (
                ",'spec':{'containers':[{'ports':[{'name':'a','containerPort':1,'protocol':'tcp'}]}]}",
                "spec.containers[0].ports[0].protocol", "\"tcp\" is no protocol with ports: write TCP, UDP or SCTP"
            ),
            (",'status':{'phase':7}", "status.phase", "is a number: write a string"),
            (",'status':{'podIPs':7}", "status.podIPs", "is a number: write an array"),
            (",'status':{'podIPs':[7]}", "status.podIPs[0]", "is a number: write an object"),
            (
                ",'status':{'podIP':'10.0.0.01'}", "status.podIP",
                "\"10.0.0.01\" has a leading zero in octet \"01\": write 1"
            ),
        ])
    func defects(rest: String, path: String, reason: String) throws {
        let found = try pod(rest)
        #expect(found.defects == [Defect(.error, at: path, reason)])
        #expect(found.pod == Pod(key, phase: .pending))
    }

    @Test("of addresses only those are left out that cannot be read")
    func someAddresses() throws {
        let found = try pod(
            ",'status':{'podIPs':[{'ip':'10.0.0.1'},{'ip':'x'},{'ip':'::ffff:10.0.0.2'},{'ip':'fd00::1'}]}")
        #expect(found.pod.addresses == [try address("10.0.0.1"), try address("fd00::1")])
        #expect(found.defects.map(\.path) == ["status.podIPs[1].ip", "status.podIPs[2].ip"])
    }

    @Test("a phase that nobody knows is a warning")
    func unknownPhase() throws {
        let reason = "\"Evicted\" is no phase that is known here: it counts as Pending"
        let found = try pod(",'status':{'phase':'Evicted'}")
        #expect(found.defects == [Defect(.warning, at: "status.phase", reason)] && found.pod.phase == .pending)
    }
}
