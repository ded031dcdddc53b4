import Addresses

extension DocumentField {
    /// The address in it; an empty string is none.
    func address(_ defects: inout [Defect]) -> IPAddress? {
        guard let text = string(&defects), !text.isEmpty else { return nil }
        do throws(AddressError) {
            return try IPAddress(parsing: text)
        } catch {
            defects.append(self.error(error.description))
            return nil
        }
    }

    /// The prefix in it, masked where it has host bits; an empty string is none.
    func cidr(_ defects: inout [Defect]) -> CIDR? {
        guard let text = string(&defects), !text.isEmpty else { return nil }
        do throws(AddressError) {
            let (cidr, problem) = try CIDR.parse(text)
            if let problem { defects.append(warning(problem.description)) }
            return cidr
        } catch {
            defects.append(self.error(error.description))
            return nil
        }
    }

    /// The protocol in it, TCP where it is absent or empty, as the API has it; `nil` where it is none with ports.
    func transport(_ defects: inout [Defect]) -> PortedProtocol? {
        if isAbsent { return .tcp }
        guard let text = string(&defects) else { return nil }
        switch text {
        case "", "TCP": return .tcp
        case "UDP": return .udp
        case "SCTP": return .sctp
        default:
            defects.append(error("\(quoted(text)) is no protocol with ports: write TCP, UDP or SCTP"))
            return nil
        }
    }

    /// The port number in it.
    func portNumber(_ defects: inout [Defect]) -> UInt16? {
        guard let number else { return wrongKind("a number from 1 to 65535", &defects) }
        if let port = UInt16(exactly: number), port > 0 { return port }
        defects.append(error("\(number) is no port: write a number from 1 to 65535"))
        return nil
    }
}
