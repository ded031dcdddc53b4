import Addresses
import KubernetesModel

/// May this reach that? Both ends were found in the cluster, and the port is one that can be asked about.
public struct Question: Sendable {
    /// Who sends.
    let source: AskedEnd
    /// Who receives.
    let destination: AskedEnd
    /// What is sent; `nil` where all ports are asked about.
    let port: AskedPort?
    /// The addresses that were written, where an end has others too.
    let addresses: [IPAddress]
    /// What was taken for granted.
    let notes: [String]
    /// What was written, for errors.
    let texts: (source: String, destination: String)

    /// Finds out what is asked by these two texts; neither names nor ports need to be exact to get a helpful error.
    public init(
        source: String, destination: String, in inventory: Inventory
    ) throws(QuestionError) {
        let from = try Self.found(.source, source) { () throws(Malformed) in
            if let hint = Self.portInSource(source) { throw Malformed(hint) }
            return try EndLookup(inventory, for: .source).find(try EndText(parsing: source))
        }
        var port: AskedPort?
        let to = try Self.found(.destination, destination) { () throws(Malformed) in
            let text = try DestinationText(parsing: destination)
            port = text.port
            return try EndLookup(inventory, for: .destination).find(text.end)
        }
        if from.end == .host, to.end == .host {
            throw QuestionError(
                .question, "host stands for the node of the pod at the other end: name a pod at one end")
        }
        self.source = from.end
        self.destination = to.end
        self.port = port
        addresses = from.addresses + to.addresses
        notes = (from.notes + to.notes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        texts = (source, destination)
    }

    private static func found(
        _ part: QuestionError.Part, _ text: String, _ find: () throws(Malformed) -> EndLookup.Found
    ) throws(QuestionError) -> EndLookup.Found {
        do { return try find() } catch { throw QuestionError(part, of: text, error.reason) }
    }

    /// Policies ask where a connection goes, not where it comes from.
    private static func portInSource(_ text: String) -> String? {
        guard let destination = try? DestinationText(parsing: text), destination.port != nil else { return nil }
        return "has a port, and policies ask only for that of the destination: leave it out here"
    }
}
