/// Source files without a test file of their own name, each with the test file that covers it and why it does.
let coveredElsewhere: [(source: String, test: String, reason: String)] = [coverage, serverCoverage].joined().flatMap {
    test, sources in
    sources.map { (source: "Sources/\($0.key).swift", test: "Tests/\(test).swift", reason: $0.value) }
}

/// By test file, what each covers beside the source of its own name.
private let coverage: KeyValuePairs<String, KeyValuePairs<String, String>> = [
    "AddressesTests/IPAddressTests": [
        "Addresses/IPv6Groups": "part of reading and printing an address"
    ],
    "AgentTests/AgentCoreTests": [
        "Agent/AgentFigures": "what is counted is compared there",
        "Agent/AgentOptions": "each choice takes effect there",
        "Agent/AgentReport": "what happens is told there",
        "Agent/AgentStatus": "how it stands is compared there",
        "Agent/ConnectionListing": "what is listed elsewhere is judged there",
    ],
    "AnalysisTests/Connectivity+SVGTests": [
        "Analysis/Connectivity/MatrixLegend": "a part of the picture",
        "Analysis/Connectivity/ReachMatrix": "its cells are compared there with the connections",
    ],
    "AnalysisTests/ConnectivityChange+SummaryTests": [
        "Analysis/Connectivity/ConnectionBundle": "how connections are put together stands in those texts",
        "Analysis/Connectivity/EndNames": "what it calls the ends stands in those texts",
    ],
    "AnalysisTests/ConnectivityChangeTests": [
        "Analysis/Connectivity/ConnectivityComparison": "what it finds is compared there, pod by pod"
    ],
    "AnalysisTests/ConnectivityTests": [
        "Analysis/Connectivity/ConnectionLister": "what it lists is compared there, pod by pod",
        "Analysis/Connectivity/Numbering": "a part of what is compared there, pod by pod",
        "Analysis/Connectivity/PodMembers": "who is listed, and what is left out, is said there",
        "Analysis/Connectivity/ReachSource": "the protocol of those who are asked there",
        "Analysis/Connectivity/ReachTable": "a part of what is compared there, pod by pod",
    ],
    "AnalysisTests/ExplanationTests": [
        "Analysis/Explanation/Answer": "answers are whole texts there",
        "Analysis/Explanation/AnswerText": "answers are whole texts there",
        "Analysis/Explanation/Hints": "hints are parts of whole texts there",
        "Analysis/Explanation/ReasonText": "each reason is a part of a whole text there",
    ],
    "AnalysisTests/ExposureTests": [
        "Analysis/Connectivity/Standing": "how pods stand to policies is listed there"
    ],
    "AnalysisTests/JudgedFlowTests": [
        "Analysis/Explanation/EndReport": "compared there with the Judge"
    ],
    "AnalysisTests/PairingsTests": [
        "Analysis/Explanation/Endpoint": "what pairs are made of"
    ],
    "AnalysisTests/PolicyReachTests": [
        "Analysis/Connectivity/IsolationTable": "a part of what is held against the Judge there",
        "Analysis/Connectivity/PolicyAlphabet": "kinds that it must not mix up are held against the Judge there",
    ],
    "AnalysisTests/QuestionTests": [
        "Analysis/Explanation/AskedEnd": "ends of every kind are asked for there",
        "Analysis/Explanation/EndLookup": "every name that is found, or is not, stands there",
        "Analysis/Explanation/QuestionError": "each of its texts stands there",
    ],
    "AnalysisTests/RemedyFinderTests": [
        "Analysis/Explanation/Remedy": "what is found there",
        "Analysis/Explanation/RemedyPeer": "what is found there opens what was asked",
    ],
    "AnalysisTests/TracedReachTests": [
        "Analysis/Connectivity/PortBounds": "ports that it must tell apart are walked there"
    ],
    "AnalysisTests/TracedSourceTests": [
        "Analysis/Connectivity/AddressQuestions":
            "which addresses it tells apart is compared there with what rules answer"
    ],
    "BenchmarksTests/ChartsTests": [
        "Benchmarks/GrowthChart": "its points and figures are found there",
        "Benchmarks/TargetChart": "its bars and words are found there",
    ],
    "BenchmarksTests/RunTests": [
        "Benchmarks/Double+Amount": "amounts of every kind stand in the table there",
        "Benchmarks/TextTable": "a table stands there whole",
    ],
    "CommandsTests/ArgumentsTests": [
        "Commands/Arguments/UsageError": "each of its texts stands there"
    ],
    "CommandsTests/HostCheckTests": [
        "Commands/Verbs/Session+Check": "its texts stand there"
    ],
    "CommandsTests/PageTests": [
        "Commands/Arguments/Option": "options are what pages list, and ArgumentsTests reads them",
        "Commands/ExitCode": "its meanings stand in the overview",
        "Commands/Pages/Verb": "every command is asked for there",
        "Commands/Verbs/Session+Page":
            "help is asked for there, completion in CompletionTests, the version in ProgramTests",
    ],
    "CommandsTests/ProgramTests": [
        "Commands/Host/Host": "the protocol that the program and the tests stand behind; its errors are said there",
        "Commands/Host/SystemHost": "the program runs on it there",
        "Commands/Martlet": "what the program calls",
        "Commands/Session": "each command runs through it",
        "Commands/Version": "the version is asked for there",
    ],
    "CommandsTests/Session+AgentTests": [
        "Commands/Session+Choices": "options over what an agent chose stand there"
    ],
    "CommandsTests/Session+ApplyTests": [
        "Commands/Failure": "each kind of failure ends a command there or in the tests of its command",
        "Commands/Verbs/Session+Kernel": "each way to program the kernel, and each that fails, stands there",
    ],
    "CommandsTests/Session+DiffTests": [
        "Commands/RulesetSummary": "its texts stand there"
    ],
    "CommandsTests/Session+DumpTests": [
        "Commands/Session+Rules": "options reach the rules there; the choice of a node is in Session+ApplyTests"
    ],
    "CommandsTests/Session+VerifyTests": [
        "Commands/Session+Paint": "colours are asked for there, and refused"
    ],
    "JSONTests/JSONReader+NumbersTests": [
        "JSON/Span+JSONNumbers": "the part of the reader that works on a span"
    ],
    "JSONTests/JSONReader+SkippingTests": [
        "JSON/Span+JSONValues": "the part of the reader that works on a span"
    ],
    "JSONTests/JSONReader+StringsTests": [
        "JSON/Span+JSONContents": "what strings and numbers say is compared there",
        "JSON/Span+JSONStrings": "the part of the reader that works on a span",
    ],
    "JSONTests/JSONTreeTests": [
        "JSON/JSONNames": "names are what a tree is made by there",
        "JSON/JSONTreeBuilder": "what it makes of messages is compared in JSONTree+ProtobufTests too",
        "JSON/JSONShape": "what each shape keeps is compared there",
        "JSON/Span+JSONTree": "the part of the tree that works on a span",
    ],
    "KubernetesModelTests/DefectTests": [
        "KubernetesModel/Decoding/DocumentField+Addresses":
            "addresses, protocols and ports that cannot be read stand there",
        "KubernetesModel/Decoding/DocumentField": "each way to read a field fails there, with path and reason",
    ],
    "KubernetesModelTests/KubernetesDecoderTests": [
        "KubernetesModel/Decoding/DocumentShape": "what a shape leaves out is not read there",
        "KubernetesModel/Decoding/DocumentShape+Kinds": "what a shape leaves out is not read there",
        "KubernetesModel/Decoding/FieldName": "a name that is written wrong here is not read there",
    ],
    "KubernetesModelTests/ListItemsTests": [
        "KubernetesModel/Decoding/ListType": "lists of every kind are read there"
    ],
    "KubernetesModelTests/NetworkPolicyTests": [
        "KubernetesModel/Decoding/PolicyRule+Decoding": "rules are read as parts of a policy"
    ],
    "KubernetesModelTests/SentReadersTests": [
        "JSON/JSONPieces": "every text there is cut at every place",
        "KubernetesModel/Sent/Envelope": "every message there has one",
        "KubernetesModel/Sent/JSONListReader": "lists in both encodings are compared there",
        "KubernetesModel/Sent/JSONWatchReader": "watches in both encodings are compared there",
        "KubernetesModel/Sent/ListHead": "part of every list there",
        "KubernetesModel/Sent/ListReading": "lists in both encodings are compared there",
        "KubernetesModel/Sent/ProtobufListReader": "lists in both encodings are compared there",
        "KubernetesModel/Sent/ProtobufWatchReader": "watches in both encodings are compared there",
        "KubernetesModel/Sent/Resource+Decoding": "what each event means is compared there",
        "KubernetesModel/Sent/Resource": "what is read of each is compared there",
        "KubernetesModel/Sent/SentEncoding": "its cases are the arguments there",
        "KubernetesModel/Sent/SentError": "what is refused stands there",
        "KubernetesModel/Sent/SentObject": "what is read there",
        "KubernetesModel/Sent/ServerStatus": "what a status says stands there",
        "KubernetesModel/Sent/WatchEvent": "what each event means is compared there",
        "KubernetesModel/Sent/WatchReading": "watches in both encodings are compared there",
    ],
    "NetlinkKernelTests/BatchTests": [
        "NetlinkKernel/Expression": "each expression goes through libnftnl and back"
    ],
    "NetlinkKernelTests/Connections/ConntrackTableTests": [
        "NetlinkKernel/Connections/ConnectionReader": "connections of every kind are read there",
        "Nftables/Connections/ConnectionTable": "the protocol that it stands behind",
    ],
    "NetlinkKernelTests/DriftWatchTests": [
        "NetlinkKernel/Socket/Listener": "what it hears, overruns and ends with is what the watch tells of",
        "NetlinkKernel/Socket/NoticeThread": "its streams are this watch's",
    ],
    "NetlinkKernelTests/ElementRowsTests": [
        "NetlinkKernel/Decoding/ElementCollector": "reading elements back stands beside writing them"
    ],
    "NetlinkKernelTests/FaultTests": [
        "NetlinkKernel/Socket/Conversation": "every call of a conversation fails there once in every way",
        "NetlinkKernel/Socket/NetlinkPort": "the protocol that those tests stand behind",
    ],
    "NetlinkKernelTests/ForeignTests": [
        "NetlinkKernel/Decoding/TableListing": "what a listing is made of, ours and foreign, comes from the kernel"
    ],
    "NetlinkKernelTests/LargeTransactionTests": [
        "NetlinkKernel/Socket/NetlinkSocket": "sizes of buffers; all else is used by every test of the kernel"
    ],
    "NetlinkKernelTests/LiftingTests": [
        "NetlinkKernel/Decoding/LoadedFields": "its only user's tables hold every way to load"
    ],
    "NetlinkKernelTests/LoweringTests": [
        "NetlinkKernel/Encoding/FieldSource": "each place is compared with the one that nft reads"
    ],
    "NetlinkKernelTests/RandomRulesetTests": [
        "NetlinkKernel/Decoding/AttributeTable+Expression":
            "every expression is written and read back in the kernel, and fuzzed"
    ],
    "NetlinkKernelTests/PacketLog/PacketLogTests": [
        "Nftables/PacketLog/PacketLogReader": "the protocol that it stands behind"
    ],
    "NetlinkKernelTests/Links/RoutedLinkTableTests": [
        "NetlinkKernel/Links/LinkAttribute": "each number is read there, of real links and routes",
        "NetlinkKernel/Links/NetworkLink+Message": "links of every kind are read there",
        "NetlinkKernel/Links/RouteQuestion": "every kind of route is asked for there",
        "Nftables/Links/LinkTable": "the protocol that it stands behind",
    ],
    "NetlinkKernelTests/WireTests": [
        "NetlinkKernel/Wire/AttributeReader": "reading and writing of one format",
        "NetlinkKernel/Wire/MessageKind": "reading and writing of one format",
        "NetlinkKernel/Wire/MessageReader": "reading and writing of one format",
    ],
    "NftablesTests/LinkFindingsTests": [
        "Nftables/Links/ForwardingFacts": "each fact there is a case",
        "Nftables/Links/LinkObstacle": "each obstacle is found and said there",
        "Nftables/Links/NetworkLink": "links of every kind are its cases",
        "Nftables/Links/RouteAnswer": "each answer there is a case",
    ],
    "NftablesTests/TrackedConnectionTests": [
        "Nftables/Connections/ConnectionTuple": "a connection is two of them"
    ],
    "NftablesTests/ChangesTests": [
        "Nftables/Detour": "each of its reasons is a pair of rulesets there",
        "Nftables/Movers": "members that move are one of the kinds proven there",
        "Nftables/OpeningTiming": "every order that it chooses is walked by torn packets there",
        "Nftables/Passage": "its values are the states that are walked there",
        "Nftables/PassageAnalysis": "what it overlooks opens or loses there",
        "Nftables/Passages": "its choices are the states that are walked there",
        "Nftables/PathGraph": "a way that it overlooks opens there",
        "Nftables/Round": "what it overlooks is not done there",
        "Nftables/Usage": "a usage taken for another opens there",
    ],
    "PolicyCompilerTests/DecisionsTests": [
        "PolicyCompiler/Stage": "the order of the stages is one of the decisions"
    ],
    "PolicyCompilerTests/GoldenTextTests": [
        "PolicyCompiler/AllowChain":
            "each form of its rules stands in that text, and JudgeAgreementTests sees a mistake in any of them",
        "PolicyCompiler/BaseChains": "its chains stand there whole; what they do is said in DecisionsTests",
    ],
    "PolicyEngineTests/ClusterTests": [
        "PolicyEngine/ClusterChanges": "what each event reports is compared there with what differs"
    ],
    "PolicyEngineTests/JudgeTests": [
        "PolicyEngine/Judgement": "values without a function of their own but for what the judge is asked",
        "PolicyEngine/Meeting": "both ends of every flow that is judged there",
    ],
    "ProtobufTests/JSONTree+ProtobufTests": [
        "Protobuf/MessageShape": "what each shape keeps is compared there",
        "Protobuf/ProtobufError": "each reason stands there",
        "Protobuf/ProtobufField": "fields of lists are found one by one in SentReadersTests",
        "Protobuf/Span+Protobuf": "every encoding is read there",
    ],
    "YAMLTests/TextPiecesTests": [
        "YAML/LineCounter": "compared there with the lines that the pieces count"
    ],
    "YAMLTests/TreeComposerTests": [
        "YAML/EventParser": "every kind of event is composed there, and its failures are in SyntaxProblemTests",
        "YAML/YAMLEvent": "values between the parser and the composer",
    ],
    "YAMLTests/YAMLDocumentTests": [
        "YAML/DocumentPath": "paths of every form are looked up there",
        "YAML/YAMLTree": "lines are looked up there, and its texts are compared in every test",
    ],
    "YAMLTests/YAMLDocumentsTests": [
        "YAML/JSONComposer": "JSON in every surrounding stands there, its lines in YAMLDocumentTests"
    ],
    "PolicyCompilerTests/PolicyCompilerTests": [
        "PolicyCompiler/DenialLogging": "its rules and chains are compared there"
    ],
]
