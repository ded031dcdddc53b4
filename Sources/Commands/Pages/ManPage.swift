/// The manual martlet(8), made of the same pages as the help.
enum ManPage {
    /// The page in the macros of man(7).
    static var text: String {
        var text = """
            .\\" Made by `martlet man`; change the pages in the source instead.
            .TH MARTLET 8 "" "martlet \(Version.number)" "System Administration"
            .SH NAME
            martlet \\- Kubernetes NetworkPolicy on nftables
            .SH SYNOPSIS
            .B martlet
            .I COMMAND
            .RI [ options ]
            .SH DESCRIPTION
            Martlet turns NetworkPolicies and pods into one nftables table, \\fBinet martlet\\fR,
            programs the kernel with it through netlink, and explains it.
            Objects are read from manifests of YAML or JSON, as
            .BR kubectl (1)
            prints them or as they are written by hand. Data goes to standard output and words to standard error.
            .SH COMMANDS

            """
        for verb in Verb.shown { text += Page(verb).manSection }
        text += ".SH EXIT STATUS\n"
        text += ExitCode.allCases.map { ".TP\n.B \($0.rawValue)\n\(roff($0.meaning))\n" }.joined()
        text += """
            .SH ENVIRONMENT
            .TP
            .B NODE_NAME
            The node this host is, where \\fB\\-\\-node\\fR is not given.
            .TP
            .B NO_COLOR
            Without colours, whatever it holds. There are none either where standard output is no terminal.
            .SH SEE ALSO
            .BR nft (8),
            .BR kubectl (1)

            """
        return text
    }
}

extension Page {
    /// What the manual says of a command.
    fileprivate var manSection: String {
        var text = ".SS martlet \(roff(verb.rawValue))\(synopsis.isEmpty ? "" : " \(roff(synopsis))")\n"
        text += roff(summary.prefix(1).uppercased() + summary.dropFirst()) + ".\n"
        for paragraph in description { text += ".PP\n\(roff(paragraph))\n" }
        for option in options where option != .help {
            text += ".TP\n.B \(roff(option.usage.drop { $0 == " " }))\n\(roff(option.words)).\n"
        }
        for example in examples {
            text += ".PP\n\(roff(example.words)):\n.RS 4\n.nf\n\(roff(example.line))\n.fi\n.RE\n"
        }
        return text
    }
}

/// A text for roff: what it would act on is escaped, and what stands between backticks is bold.
private func roff(_ text: some StringProtocol) -> String {
    var result = ""
    var isBold = false
    for character in text {
        switch character {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        case "`":
            result += isBold ? "\\fR" : "\\fB"
            isBold.toggle()
        default: result.append(character)
        }
    }
    // A dot or an apostrophe at the beginning of a line is a command.
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
}
