import Addresses
import KubernetesModel
import Testing

@Suite struct ServiceTests {
    private func service(_ spec: String) throws -> (service: Service?, defects: [String]) {
        let decoded = try decodeOne(
            "{'apiVersion':'v1','kind':'Service','metadata':{'name':'web','namespace':'shop'},'spec':\(spec)}")
        guard case .service(let service) = decoded.object else { return (nil, decoded.defects.map(\.description)) }
        return (service, decoded.defects.map(\.description))
    }

    @Test("a Service says which pods stand behind it, its addresses and where its ports lead")
    func whole() throws {
        let (service, defects) = try service(
            """
            {'selector':{'app':'web'},'clusterIP':'10.96.0.7','clusterIPs':['10.96.0.7','fd00:96::7'],
            'ports':[{'name':'http','port':80,'targetPort':8080},{'port':53,'protocol':'UDP','targetPort':'dns'},
            {'port':9000}]}
            """)
        #expect(defects.isEmpty)
        #expect(
            service
                == Service(
                    ObjectKey("shop", "web"), selector: ["app": "web"],
                    addresses: [try address("10.96.0.7"), try address("fd00:96::7")],
                    ports: [
                        .init(.tcp, 80, name: "http", target: .number(8080)), .init(.udp, 53, target: .named("dns")),
                        .init(.tcp, 9000),
                    ]))
    }

    @Test("an older API server says one address, and a headless Service has none")
    func addresses() throws {
        #expect(try service("{'clusterIP':'10.96.0.7'}").service?.addresses == [try address("10.96.0.7")])
        #expect(try service("{'clusterIP':'None','clusterIPs':['None']}").service?.addresses == [])
        #expect(try service("{}").service?.selector == nil)
    }

    @Test(
        "a port that cannot be read is left out, with a defect",
        arguments: [
            ("{}", "spec.ports[0].port: is missing: write a number from 1 to 65535"),
            ("{'port':70000}", "spec.ports[0].port: 70000 is no port: write a number from 1 to 65535"),
            (
                "{'port':80,'targetPort':true}",
                "spec.ports[0].targetPort: is true or false: write a number from 1 to 65535"
            ),
        ])
    func defects(_ port: String, _ reason: String) throws {
        let (service, defects) = try service("{'ports':[\(port)]}")
        #expect(service?.ports == [] && defects == [reason])
    }

    @Test("pods of its namespace with all its labels stand behind it, and nobody where it selects by nothing")
    func selects() {
        let web = Pod(ObjectKey("shop", "web"), labels: ["app": "web", "tier": "front"])
        let service = Service(ObjectKey("shop", "web"), selector: ["app": "web"])
        #expect(service.selects(web))
        #expect(!service.selects(Pod(ObjectKey("lab", "web"), labels: ["app": "web"])))
        #expect(!service.selects(Pod(ObjectKey("shop", "db"), labels: ["app": "db"])))
        #expect(!Service(ObjectKey("shop", "web"), selector: [:]).selects(web))
        #expect(!Service(ObjectKey("shop", "web")).selects(web))
    }

    @Test("a port leads to a number, or to the port to which each pod gave a name")
    func target() {
        let service = Service(ObjectKey("shop", "web"))
        let pod = Pod(ObjectKey("shop", "web"), ports: [.init("http", .tcp, 8080)])
        #expect(service.number(of: .init(.tcp, 80), at: pod) == 80)
        #expect(service.number(of: .init(.tcp, 80, target: .named("http")), at: pod) == 8080)
        #expect(service.number(of: .init(.udp, 80, target: .named("http")), at: pod) == nil)
    }
}
