import JSON
import KubernetesAPI
import Testing

@Suite struct TablesTests {
    /// A row's texts, an hour after 2024-01-01.
    static func row(_ kind: String, _ text: String) throws -> [String] {
        Tables.cells(of: try parsed(text), kind: kind, now: 1_704_070_800).compactMap(\.string)
    }

    @Test(
        "each kind has its columns, those of -o wide in brackets",
        arguments: [
            ("NetworkPolicy", "Name Pod-Selector Age"), ("Ingress", "Name Class Hosts Address Ports Age"),
            ("IngressClass", "Name Controller Parameters Age"), ("Namespace", "Name Status Age"),
            ("Pod", "Name Ready Status Restarts Age [IP] [Node] [Nominated Node] [Readiness Gates]"),
            (
                "Node",
                "Name Status Roles Age Version [Internal-IP] [External-IP] [OS-Image] [Kernel-Version]"
                    + " [Container-Runtime]"
            ),
            ("Service", "Name Type Cluster-IP External-IP Port(s) Age [Selector]"),
            ("EndpointSlice", "Name AddressType Ports Endpoints Age"), ("Other", "Name Age"),
        ]) func columns(kind: String, expected: String) throws
    {
        let columns = Tables.columns(kind: kind)
        let names = columns.map { column in
            let name = column["name"]?.string ?? ""
            return column["priority"] == 1 ? "[\(name)]" : name
        }
        #expect(names.joined(separator: " ") == expected)
        #expect(columns.allSatisfy { $0["type"] == "string" && $0["description"]?.string?.isEmpty == false })
        #expect(columns.map { $0["format"] } == columns.map { $0["name"] == "Name" ? "name" : "" })
        #expect(Tables.cells(of: .object([]), kind: kind, now: 0).count == columns.count)
    }

    @Test(
        "cells are as kubectl's users know them",
        arguments: [
            (
                "NetworkPolicy",
                #"{"metadata":{"name":"a","creationTimestamp":"2024-01-01T00:00:00Z"},"spec":{"podSelector":{}}}"#,
                ["a", "<none>", "60m"]
            ),
            (
                "NetworkPolicy",
                #"""
                {"spec":{"podSelector":{"matchLabels":{"z":"1","a":"2"},"matchExpressions":[{"key":"m",\#
                "operator":"In",\#
                "values":["y","x"]},{"key":"b","operator":"NotIn","values":["q"]},\#
                {"key":"c","operator":"Exists"},{"key":"d","operator":"DoesNotExist"}]}}}
                """#,
                ["", "a=2,b notin (q),c,!d,m in (x,y),z=1", "<unknown>"]
            ),
            ("Namespace", #"{"metadata":{"name":"a"},"status":{"phase":"Active"}}"#, ["a", "Active", "<unknown>"]),
            (
                "EndpointSlice",
                #"""
                {"addressType":"IPv4","ports":[{"port":80},{}],"endpoints":[{"addresses":["1.1.1.1","1.1.1.2"]},\#
                {"addresses":["1.1.1.3","1.1.1.4","1.1.1.5"]}]}
                """#,
                ["", "IPv4", "80,*", "1.1.1.1,1.1.1.2,1.1.1.3 + 2 more...", "<unknown>"]
            ),
            ("EndpointSlice", #"{"addressType":"IPv6"}"#, ["", "IPv6", "<unset>", "<unset>", "<unknown>"]),
        ]) func cells(kind: String, text: String, expected: [String]) throws
    {
        #expect(try Self.row(kind, text) == expected)
    }
}
