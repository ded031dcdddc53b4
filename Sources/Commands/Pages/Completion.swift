/// What makes shells complete commands, options and values.
enum Completion: String, CaseIterable {
    case bash, zsh, fish

    /// The script for this shell.
    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    private static var verbs: [Verb] { Verb.shown }

    private static var bashScript: String {
        let cases = verbs.map { verb in
            let page = Page(verb)
            let words = page.options.flatMap(\.spellings) + page.operandChoices
            return "        \(verb.rawValue)) words=\"\(words.joined(separator: " "))\" ;;\n"
        }.joined()
        return """
            # bash completion for martlet
            _martlet() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" words=""
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(verbs.map(\.rawValue).joined(separator: " "))" -- "$current"))
                    return
                fi
                case "$previous" in
            \(bashValues)    esac
                case "${COMP_WORDS[1]}" in
            \(cases)    esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
            }
            complete -F _martlet martlet

            """
    }

    /// What may stand behind an option; the same option means the same everywhere but for `-o`, where all is offered.
    private static var bashValues: String {
        valuesBySpelling.map { spellings, value in
            let reply =
                switch value {
                case .path: "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\"))"
                case .choice(let words): "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$current\"))"
                case .word, .none: "true"
                }
            return "        \(spellings.joined(separator: "|"))) \(reply); return ;;\n"
        }.joined()
    }

    private static var valuesBySpelling: [([String], Option.Value)] {
        var widest: [String: Option] = [:]
        for option in verbs.flatMap({ Page($0).options }) where option.value != .none {
            if (widest[option.name]?.placeholder.count ?? -1) < option.placeholder.count {
                widest[option.name] = option
            }
        }
        return widest.values.sorted { $0.name < $1.name }.map { ($0.spellings, $0.value) }
    }

    private static var zshScript: String {
        let cases = verbs.map { verb in
            let page = Page(verb)
            let operands =
                page.operandChoices.isEmpty ? "" : " '*:value:(\(page.operandChoices.joined(separator: " ")))'"
            let specs = page.options.map { " \\\n            \(zshSpec($0))" }.joined()
            return "        \(verb.rawValue)) _arguments -s\(specs)\(operands) ;;\n"
        }.joined()
        let commands = verbs.map { "        '\($0.rawValue):\(zshQuoted(Page($0).summary))'\n" }.joined()
        return """
            #compdef martlet
            # zsh completion for martlet
            _martlet() {
                local -a commands
                commands=(
            \(commands)    )
                if (( CURRENT == 2 )); then
                    _describe -t commands 'martlet command' commands
                    return
                fi
                local command="${words[2]}"
                shift words
                (( CURRENT-- ))
                case "$command" in
            \(cases)    esac
            }
            if [ "$funcstack[1]" = _martlet ]; then _martlet "$@"; else compdef _martlet martlet; fi

            """
    }

    private static func zshSpec(_ option: Option) -> String {
        let names = option.spellings
        let once = option.isRepeatable ? "'*'" : "'(\(names.joined(separator: " ")))'"
        let value =
            switch option.value {
            case .none: ""
            case .path: ":file:_files"
            case .word(let word): ":\(word):"
            case .choice(let words): ":\(option.name):(\(words.joined(separator: " ")))"
            }
        let spelling = names.count == 1 ? names[0] : "{\(names.joined(separator: ","))}"
        return "\(once)\(spelling)'[\(zshQuoted(option.words))]\(value)'"
    }

    private static func zshQuoted(_ text: String) -> String {
        text.map { character in
            switch character {
            case "'": "'\\''"
            case "[", "]", ":": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }

    private static var fishScript: String {
        var lines = ["# fish completion for martlet", "complete -c martlet -f"]
        for verb in verbs {
            let page = Page(verb)
            lines.append(
                "complete -c martlet -n __fish_use_subcommand -a \(verb.rawValue) -d '\(fishQuoted(page.summary))'")
            let condition = "complete -c martlet -n '__fish_seen_subcommand_from \(verb.rawValue)'"
            for option in page.options { lines.append("\(condition) \(fishSpec(option))") }
            if !page.operandChoices.isEmpty {
                lines.append("\(condition) -a '\(page.operandChoices.joined(separator: " "))'")
            }
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private static func fishSpec(_ option: Option) -> String {
        let letter =
            option.name.count == 1
            ? "-s \(option.name)" : (option.letter.map { "-s \($0) " } ?? "") + "-l \(option.name)"
        let value =
            switch option.value {
            case .none: ""
            case .path: " -r -F"
            case .word: " -x"
            case .choice(let words): " -x -a '\(words.joined(separator: " "))'"
            }
        return "\(letter)\(value) -d '\(fishQuoted(option.words))'"
    }

    private static func fishQuoted(_ text: String) -> String {
        text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    }
}

extension Option {
    /// The ways to write it, the short one first.
    fileprivate var spellings: [String] {
        name.count == 1 ? ["-\(name)"] : (letter.map { ["-\($0)"] } ?? []) + ["--\(name)"]
    }
}
