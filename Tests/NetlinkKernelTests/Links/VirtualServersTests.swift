import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Whether IPVS is in use.
struct VirtualServersTests {
    private static let number: UInt16 = 0x21

    /// A listing of families, of which IPVS may be one.
    private func families(_ names: [String]) -> [UInt8] {
        datagram { writer in
            for (place, name) in names.enumerated() {
                writer.bareMessage(MessageKind(rawValue: 16), flags: 0, sequence: 1) { writer in
                    writer.append(header: [1, 2, 0, 0])
                    writer.put(FamilyAttribute.name, name)
                    writer.put(FamilyAttribute.number, native: name == "IPVS" ? Self.number : UInt16(0x100 + place))
                }
            }
        }
    }

    private func services(_ count: Int) -> [UInt8] {
        datagram { writer in
            for _ in 0..<count {
                writer.bareMessage(MessageKind(rawValue: Self.number), flags: 0, sequence: 2) {
                    $0.append(header: [1, 1, 0, 0])
                }
            }
        }
    }

    /// Each listing comes in datagrams of their own, of which the port numbers the first message only.
    private func datagram(_ body: (inout MessageWriter) -> Void) -> [UInt8] {
        var writer = MessageWriter()
        body(&writer)
        return writer.bytes
    }

    private var done: [UInt8] {
        datagram { writer in
            writer.bareMessage(.done, flags: 0, sequence: 0) { $0.append(header: [0, 0, 0, 0]) }
        }
    }

    private func exist(_ script: [[UInt8]]) -> Bool? { VirtualServers(Conversation(ScriptedPort(script))).exist() }

    @Test func `a kernel that knows no IPVS has none`() {
        #expect(exist([families(["nlctrl"]), families(["devlink"]), done]) == false)
        #expect(exist([done]) == false)
    }

    @Test func `a kernel that has IPVS uses it where there is a service`() {
        #expect(exist([families(["IPVS"]), done, done]) == false)
        #expect(exist([families(["IPVS"]), done, services(1), done]) == true)
    }

    @Test func `a kernel that does not answer leaves it open`() {
        #expect(exist([]) == nil)
        #expect(exist([families(["IPVS"]), done]) == nil)
    }

    @Test(.requiresKernel) func `this kernel answers`() throws {
        try Lab.run { lab in
            let socket = try lab.namespace.run { try NetlinkSocket(NETLINK_GENERIC) }
            let answer = VirtualServers(Conversation(socket)).exist()
            #expect(answer == false)
        }
    }
}
