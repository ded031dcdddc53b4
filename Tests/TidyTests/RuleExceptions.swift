/// Where a rule is broken on purpose: one line each, with the reason.
let ruleExceptions: [RuleException] = [
    RuleException(rule: "tab", path: "docs/library.md", reason: "shows what nft prints, to the byte"),
    RuleException(rule: "long line", path: "Tests/NftablesTests/Rule+TextTests.swift", reason: "a rule is a line"),
    RuleException(rule: "main type", path: "Sources/Nftables/Changes.swift", reason: "its main thing is a function"),
]

/// Source files without a test file of their own name, each with the test file that covers it and why it does.
let coveredElsewhere: [(source: String, test: String, reason: String)] = [
    (
        "Sources/Analysis/Connectivity/AddressQuestions.swift", analysisTests + "TracedSourceTests.swift",
        "which addresses it tells apart is compared there with what rules answer"
    ),
    (
        "Sources/Analysis/Connectivity/ConnectionBundle.swift", analysisTests + "ConnectivityChange+SummaryTests.swift",
        "how connections are put together stands in those texts"
    ),
    (
        "Sources/Analysis/Connectivity/ConnectionLister.swift", analysisTests + "ConnectivityTests.swift",
        "what it lists is compared there, pod by pod"
    ),
    (
        "Sources/Analysis/Connectivity/ConnectivityComparison.swift", analysisTests + "ConnectivityChangeTests.swift",
        "what it finds is compared there, pod by pod"
    ),
    (
        "Sources/Analysis/Connectivity/EndNames.swift", analysisTests + "ConnectivityChange+SummaryTests.swift",
        "what it calls the ends stands in those texts"
    ),
    (
        "Sources/Analysis/Connectivity/IsolationTable.swift", analysisTests + "PolicyReachTests.swift",
        "a part of what is held against the Judge there"
    ),
    (
        "Sources/Analysis/Connectivity/MatrixLegend.swift", analysisTests + "Connectivity+SVGTests.swift",
        "a part of the picture"
    ),
    (
        "Sources/Analysis/Connectivity/Numbering.swift", analysisTests + "ConnectivityTests.swift",
        "a part of what is compared there, pod by pod"
    ),
    (
        "Sources/Analysis/Connectivity/PodMembers.swift", analysisTests + "ConnectivityTests.swift",
        "who is listed, and what is left out, is said there"
    ),
    (
        "Sources/Analysis/Connectivity/PolicyAlphabet.swift", analysisTests + "PolicyReachTests.swift",
        "kinds that it must not mix up are held against the Judge there"
    ),
    (
        "Sources/Analysis/Connectivity/PortBounds.swift", analysisTests + "TracedReachTests.swift",
        "ports that it must tell apart are walked there"
    ),
    (
        "Sources/Analysis/Connectivity/ReachMatrix.swift", analysisTests + "Connectivity+SVGTests.swift",
        "its cells are compared there with the connections"
    ),
    (
        "Sources/Analysis/Connectivity/ReachSource.swift", analysisTests + "ConnectivityTests.swift",
        "the protocol of those who are asked there"
    ),
    (
        "Sources/Analysis/Connectivity/ReachTable.swift", analysisTests + "ConnectivityTests.swift",
        "a part of what is compared there, pod by pod"
    ),
    (
        "Sources/Analysis/Connectivity/SVGCanvas.swift", analysisTests + "Connectivity+SVGTests.swift",
        "what it draws is the picture"
    ),
    (
        "Sources/Analysis/Connectivity/Standing.swift", analysisTests + "ExposureTests.swift",
        "how pods stand to policies is listed there"
    ),
    (
        "Sources/Analysis/Explanation/Answer.swift", analysisTests + "ExplanationTests.swift",
        "answers are whole texts there"
    ),
    (
        "Sources/Analysis/Explanation/AnswerText.swift", analysisTests + "ExplanationTests.swift",
        "answers are whole texts there"
    ),
    (
        "Sources/Analysis/Explanation/AskedEnd.swift", analysisTests + "QuestionTests.swift",
        "ends of every kind are asked for there"
    ),
    (
        "Sources/Analysis/Explanation/EndLookup.swift", analysisTests + "QuestionTests.swift",
        "every name that is found, or is not, stands there"
    ),
    (
        "Sources/Analysis/Explanation/EndReport.swift", analysisTests + "JudgedFlowTests.swift",
        "compared there with the Judge"
    ),
    (
        "Sources/Analysis/Explanation/Endpoint.swift", analysisTests + "PairingsTests.swift",
        "what pairs are made of"
    ),
    (
        "Sources/Analysis/Explanation/Hints.swift", analysisTests + "ExplanationTests.swift",
        "hints are parts of whole texts there"
    ),
    (
        "Sources/Analysis/Explanation/QuestionError.swift", analysisTests + "QuestionTests.swift",
        "each of its texts stands there"
    ),
    (
        "Sources/Analysis/Explanation/ReasonText.swift", analysisTests + "ExplanationTests.swift",
        "each reason is a part of a whole text there"
    ),
    (
        "Sources/Analysis/Explanation/Remedy.swift", analysisTests + "RemedyFinderTests.swift",
        "what is found there"
    ),
    (
        "Sources/Analysis/Explanation/RemedyPeer.swift", analysisTests + "RemedyFinderTests.swift",
        "what is found there opens what was asked"
    ),
    (
        "Sources/Commands/Arguments/Option.swift", commandsTests + "PageTests.swift",
        "options are what pages list, and ArgumentsTests reads them"
    ),
    (
        "Sources/Commands/Arguments/UsageError.swift", commandsTests + "ArgumentsTests.swift",
        "each of its texts stands there"
    ),
    (
        "Sources/Commands/ExitCode.swift", commandsTests + "PageTests.swift",
        "its meanings stand in the overview"
    ),
    (
        "Sources/Commands/Failure.swift", commandsTests + "Session+ApplyTests.swift",
        "each kind of failure ends a command there or in the tests of its command"
    ),
    (
        "Sources/Commands/Host/Host.swift", commandsTests + "ProgramTests.swift",
        "the protocol that the program and the tests stand behind; its errors are said there"
    ),
    (
        "Sources/Commands/Host/SystemHost.swift", commandsTests + "ProgramTests.swift",
        "the program runs on it there"
    ),
    (
        "Sources/Commands/Martlet.swift", commandsTests + "ProgramTests.swift",
        "what the program calls"
    ),
    (
        "Sources/Commands/Pages/Verb.swift", commandsTests + "PageTests.swift",
        "every command is asked for there"
    ),
    (
        "Sources/Commands/RulesetSummary.swift", commandsTests + "Session+DiffTests.swift",
        "its texts stand there"
    ),
    (
        "Sources/Commands/Session+Paint.swift", commandsTests + "Session+VerifyTests.swift",
        "colours are asked for there, and refused"
    ),
    (
        "Sources/Commands/Session+Rules.swift", commandsTests + "Session+DumpTests.swift",
        "options reach the rules there; the choice of a node is in Session+ApplyTests"
    ),
    (
        "Sources/Commands/Session.swift", commandsTests + "ProgramTests.swift",
        "each command runs through it"
    ),
    (
        "Sources/Commands/Verbs/Session+Check.swift", commandsTests + "HostCheckTests.swift",
        "its texts stand there"
    ),
    (
        "Sources/Commands/Verbs/Session+Kernel.swift", commandsTests + "Session+ApplyTests.swift",
        "each way to program the kernel, and each that fails, stands there"
    ),
    (
        "Sources/Commands/Verbs/Session+Page.swift", commandsTests + "PageTests.swift",
        "help is asked for there, completion in CompletionTests, the version in ProgramTests"
    ),
    (
        "Sources/Commands/Version.swift", commandsTests + "ProgramTests.swift",
        "the version is asked for there"
    ),
    (
        "Sources/JSON/JSONNames.swift", "Tests/JSONTests/JSONReader+NamesTests.swift",
        "names are what a reader is asked for there"
    ),
    (
        "Sources/KubernetesModel/Decoding/ListType.swift", modelTests + "ListItemsTests.swift",
        "lists of every kind are read there"
    ),
    (
        "Sources/Addresses/IPv6Groups.swift", "Tests/AddressesTests/IPAddressTests.swift",
        "part of reading and printing an address"
    ),
    (
        "Sources/JSON/Span+JSONNumbers.swift", "Tests/JSONTests/JSONReader+NumbersTests.swift",
        "the part of the reader that works on a span"
    ),
    (
        "Sources/JSON/Span+JSONStrings.swift", "Tests/JSONTests/JSONReader+StringsTests.swift",
        "the part of the reader that works on a span"
    ),
    (
        "Sources/JSON/Span+JSONValues.swift", "Tests/JSONTests/JSONReader+SkippingTests.swift",
        "the part of the reader that works on a span"
    ),
    (
        "Sources/KubernetesModel/Decoding/DocumentShape.swift", modelTests + "KubernetesDecoderTests.swift",
        "what a shape leaves out is not read there"
    ),
    (
        "Sources/KubernetesModel/Decoding/DocumentTree.swift", modelTests + "KubernetesDecoderTests.swift",
        "order, repeated and unknown members are its matter"
    ),
    (
        "Sources/KubernetesModel/Decoding/DocumentField.swift", modelTests + "DefectTests.swift",
        "each way to read a field fails there, with path and reason"
    ),
    (
        "Sources/KubernetesModel/Decoding/DocumentField+Addresses.swift", modelTests + "DefectTests.swift",
        "addresses, protocols and ports that cannot be read stand there"
    ),
    (
        "Sources/KubernetesModel/Decoding/NameRules.swift", modelTests + "LabelSelectorTests.swift",
        "labels to their bounds there, names in MetadataTests, ports in DefectTests"
    ),
    (
        "Sources/KubernetesModel/Decoding/PolicyRule+Decoding.swift", modelTests + "NetworkPolicyTests.swift",
        "rules are read as parts of a policy"
    ),
    (
        "Sources/NetlinkKernel/Decoding/AttributeTable+Expression.swift", netlinkTests + "RandomRulesetTests.swift",
        "every expression is written and read back in the kernel, and fuzzed"
    ),
    (
        "Sources/NetlinkKernel/Decoding/ElementCollector.swift", netlinkTests + "ElementRowsTests.swift",
        "reading elements back stands beside writing them"
    ),
    (
        "Sources/NetlinkKernel/Decoding/LoadedFields.swift", netlinkTests + "LiftingTests.swift",
        "its only user's tables hold every way to load"
    ),
    (
        "Sources/NetlinkKernel/Decoding/TableListing.swift", netlinkTests + "ForeignTests.swift",
        "what a listing is made of, ours and foreign, comes from the kernel"
    ),
    (
        "Sources/NetlinkKernel/Encoding/FieldSource.swift", netlinkTests + "LoweringTests.swift",
        "each place is compared with the one that nft reads"
    ),
    (
        "Sources/NetlinkKernel/Expression.swift", netlinkTests + "BatchTests.swift",
        "each expression goes through libnftnl and back"
    ),
    (
        "Sources/NetlinkKernel/Socket/Conversation.swift", netlinkTests + "FaultTests.swift",
        "every call of a conversation fails there once in every way"
    ),
    (
        "Sources/NetlinkKernel/Socket/NetlinkPort.swift", netlinkTests + "FaultTests.swift",
        "the protocol that those tests stand behind"
    ),
    (
        "Sources/NetlinkKernel/Socket/NetlinkSocket.swift", netlinkTests + "LargeTransactionTests.swift",
        "sizes of buffers; all else is used by every test of the kernel"
    ),
    (
        "Sources/NetlinkKernel/Wire/AttributeReader.swift", netlinkTests + "WireTests.swift",
        "reading and writing of one format"
    ),
    (
        "Sources/NetlinkKernel/Wire/MessageKind.swift", netlinkTests + "WireTests.swift",
        "reading and writing of one format"
    ),
    (
        "Sources/NetlinkKernel/Wire/MessageReader.swift", netlinkTests + "WireTests.swift",
        "reading and writing of one format"
    ),
    (
        "Sources/NetlinkKernel/Wire/MessageWriter.swift", netlinkTests + "WireTests.swift",
        "reading and writing of one format"
    ),
    (
        "Sources/NetlinkKernel/Encoding/MessageWriter+Expression.swift", netlinkTests + "BatchTests.swift",
        "compared with libnftnl byte for byte"
    ),
    (
        "Sources/NetlinkKernel/Encoding/MessageWriter+Objects.swift", netlinkTests + "BatchTests.swift",
        "compared with libnftnl byte for byte"
    ),
    (
        "Sources/PolicyCompiler/AllowChain.swift", compilerTests + "GoldenTextTests.swift",
        "each form of its rules stands in that text, and JudgeAgreementTests sees a mistake in any of them"
    ),
    (
        "Sources/PolicyCompiler/BaseChains.swift", compilerTests + "GoldenTextTests.swift",
        "its chains stand there whole; what they do is said in DecisionsTests"
    ),
    (
        "Sources/PolicyCompiler/PodRules.swift", compilerTests + "PolicyCompilerTests.swift",
        "its rules under every option stand there, the comment of its drop in NamesTests"
    ),
    (
        "Sources/PolicyCompiler/Stage.swift", compilerTests + "DecisionsTests.swift",
        "the order of the stages is one of the decisions"
    ),
    (
        "Sources/YAML/DocumentPath.swift", yamlTests + "YAMLDocumentTests.swift",
        "paths of every form are looked up there"
    ),
    (
        "Sources/YAML/EventParser.swift", yamlTests + "TreeComposerTests.swift",
        "every kind of event is composed there, and its failures are in SyntaxProblemTests"
    ),
    (
        "Sources/YAML/JSONComposer.swift", yamlTests + "YAMLDocumentsTests.swift",
        "JSON in every surrounding stands there, its lines in YAMLDocumentTests"
    ),
    (
        "Sources/YAML/LineCounter.swift", yamlTests + "TextPiecesTests.swift",
        "compared there with the lines that the pieces count"
    ),
    (
        "Sources/YAML/YAMLEvent.swift", yamlTests + "TreeComposerTests.swift",
        "values between the parser and the composer"
    ),
    (
        "Sources/YAML/YAMLTree.swift", yamlTests + "YAMLDocumentTests.swift",
        "lines are looked up there, and its texts are compared in every test"
    ),
    (
        "Sources/PolicyEngine/ClusterChanges.swift", "Tests/PolicyEngineTests/ClusterTests.swift",
        "what each event reports is compared there with what differs"
    ),
    (
        "Sources/PolicyEngine/Judgement.swift", "Tests/PolicyEngineTests/JudgeTests.swift",
        "values without a function of their own but for what the judge is asked"
    ),
    (
        "Sources/PolicyEngine/Meeting.swift", "Tests/PolicyEngineTests/JudgeTests.swift",
        "both ends of every flow that is judged there"
    ),
    (
        "Sources/Nftables/Detour.swift", changesTests,
        "each of its reasons is a pair of rulesets there"
    ),
    (
        "Sources/Nftables/Movers.swift", changesTests,
        "members that move are one of the kinds proven there"
    ),
    (
        "Sources/Nftables/OpeningTiming.swift", changesTests,
        "every order that it chooses is walked by torn packets there"
    ),
    (
        "Sources/Nftables/Passage.swift", changesTests,
        "its values are the states that are walked there"
    ),
    (
        "Sources/Nftables/PassageAnalysis.swift", changesTests,
        "what it overlooks opens or loses there"
    ),
    (
        "Sources/Nftables/Passages.swift", changesTests,
        "its choices are the states that are walked there"
    ),
    (
        "Sources/Nftables/PathGraph.swift", changesTests,
        "a way that it overlooks opens there"
    ),
    (
        "Sources/Nftables/Round.swift", changesTests,
        "what it overlooks is not done there"
    ),
    (
        "Sources/Nftables/Usage.swift", changesTests,
        "a usage taken for another opens there"
    ),
]

private let analysisTests = "Tests/AnalysisTests/"

private let commandsTests = "Tests/CommandsTests/"

private let modelTests = "Tests/KubernetesModelTests/"

private let compilerTests = "Tests/PolicyCompilerTests/"

private let yamlTests = "Tests/YAMLTests/"

private let netlinkTests = "Tests/NetlinkKernelTests/"

private let changesTests = "Tests/NftablesTests/ChangesTests.swift"
