/// Source files without a test file of their own name, each with the test file that covers it and why it does.
let coveredElsewhere: [(source: String, test: String, reason: String)] = coverage.flatMap { test, sources in
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
        "Agent/Work": "latencies and arrivals are compared there",
    ],
    "AnalysisTests/Connectivity+SVGTests": [
        "Analysis/Connectivity/MatrixLegend": "a part of the picture",
        "Analysis/Connectivity/ReachMatrix": "its cells are compared there with the connections",
        "Analysis/Connectivity/SVGCanvas": "what it draws is the picture",
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
    "DaemonTests/ControlClientTests": [
        "Daemon/Control/ControlAnswer": "answers of both kinds come there",
        "Daemon/Control/ControlConnection": "each way in which nobody answers stands there",
        "Daemon/System/DaemonError": "its texts are compared where each is thrown",
        "Daemon/System/DaemonError+Words": "its texts are compared where each is thrown",
    ],
    "DaemonTests/DirectoryWatchTests": [
        "Daemon/Watch/WatchedTree": "every way to come, go and be replaced stands there"
    ],
    "DaemonTests/HostileRequestTests": [
        "Daemon/Responder/ResponderConnection": "what is late, too much or cut stands there",
        "Daemon/Responder/ResponderLimits": "each limit is reached there or in RequestReaderTests",
        "Daemon/Responder/ResponderLoop": "it serves every request there",
    ],
    "DaemonTests/LogLineTests": [
        "Daemon/Log/LogLevel": "its letters, words and priorities stand there"
    ],
    "DaemonTests/PrometheusTextTests": [
        "Daemon/Metrics/MetricFamily": "families of each kind are written there"
    ],
    "DaemonTests/RequestHeadTests": [
        "Daemon/Responder/HeaderFacts": "each header that matters, and each that is broken, stands there",
        "Daemon/Responder/RequestRefusal": "each sentence stands there",
    ],
    "DaemonTests/ResponderTests": [
        "Daemon/Responder/ResponderAnswer": "answers of each kind are sent there",
        "Daemon/Responder/ResponderConnection+Answers": "answers of each kind are sent there",
        "Daemon/Responder/ResponderListener": "addresses of each kind are listened at there",
        "Daemon/Responder/ResponderRequest": "requests of each kind are answered there",
        "Daemon/Responder/SocketFile": "files that are stale, held or none of ours stand there",
        "Daemon/System/Bell": "it wakes the thread of every responder there",
        "Daemon/System/MonotonicClock": "what is late there is late by it",
        "Daemon/System/OwnedDescriptor": "every socket there has one",
        "Daemon/System/PeerCredentials": "who asks is compared there",
        "Daemon/System/SocketName": "addresses of each kind are listened at there",
        "Daemon/System/StopFlag": "every responder there is stopped by it",
    ],
    "DaemonTests/ServiceManagerTests": [
        "Daemon/Service/Datagram": "every message there is one"
    ],
    "DaemonTests/SignalsTests": [
        "Daemon/System/DaemonThread": "a thread is started, told and waited for there",
        "Daemon/System/SignalSet": "what is blocked is looked at there",
    ],
    "DaemonTests/StateDirectoryTests": [
        "Daemon/System/SmallFile": "every file there is read by it"
    ],
    "HTTPClientTests/HTTPEventTests": [
        "HTTPClient/Curl/Exchange": "the order of its events stands there, its limits in HTTPRequestTests"
    ],
    "HTTPClientTests/HTTPLoopTests": [
        "HTTPClient/Loop/Locked": "what it guards is used by many threads there"
    ],
    "HTTPClientTests/HTTPRequestTests": [
        "HTTPClient/Curl/EasyHandle+Request": "what it says to a server is compared there, line by line",
        "HTTPClient/Curl/EasyHandle": "each option that it sets is seen by the server there",
        "HTTPClient/Curl/TextList": "the headers of a request are one",
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
    "KubernetesClientTests/APIServerSourceTests": [
        "KubernetesClient/ClusterFeed": "it does what the source wants done, on a loop, against a server",
        "KubernetesModel/ClusterSource": "the protocol of the source there",
    ],
    "KubernetesClientTests/AnswerReadingTests": [
        "KubernetesClient/Answer": "its test would be taken for the one of the Answer that explains"
    ],
    "KubernetesClientTests/ReflectorTests": [
        "KubernetesClient/Reflecting/ReflectorAction": "every row of the tables there is made of them",
        "KubernetesClient/Reflecting/ReflectorInput": "every one is told there in every state",
        "KubernetesClient/Reflecting/ReflectorPacing":
            "how long it waits for what stands there, the usual in BackoffTests",
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
    "NetlinkKernelTests/WireTests": [
        "NetlinkKernel/Wire/AttributeReader": "reading and writing of one format",
        "NetlinkKernel/Wire/MessageKind": "reading and writing of one format",
        "NetlinkKernel/Wire/MessageReader": "reading and writing of one format",
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
    "EmbeddedAPITests/KubectlTests": [
        "EmbeddedAPI/Requests/SelfDescription": "kubectl asks for all of it there"
    ],
    "EmbeddedAPITests/ReferenceAccessTests": [
        "EmbeddedAPI/Access/AccessRules": "who may do what is asked there"
    ],
    "EmbeddedAPITests/ReferenceTests": [
        "EmbeddedAPI/Objects/ContinueToken": "lists go on by it there",
        "EmbeddedAPI/Objects/FirstObjects": "every server there has them",
        "EmbeddedAPI/Objects/ObjectReader": "a part of every row that reads",
        "EmbeddedAPI/Objects/ObjectWriter": "a part of every row that writes",
        "EmbeddedAPI/Objects/ObjectWriter+Changing": "its operations are rows there",
        "EmbeddedAPI/Objects/ObjectWriter+Creating": "its operations are rows there",
        "EmbeddedAPI/Objects/ObjectWriter+Deleting": "its operations are rows there",
        "EmbeddedAPI/Objects/Rendering": "what it writes is read there",
        "EmbeddedAPI/Requests/APIHandler": "every row goes through it",
        "EmbeddedAPI/Requests/AnswerForm": "a part of every row that reads",
        "EmbeddedAPI/Requests/DeletionOptions": "its options are rows there",
        "EmbeddedAPI/Requests/RequestBody": "its media types are rows there",
        "EmbeddedAPI/Requests/RequestOptions": "its parameters are rows there",
        "EmbeddedAPI/Requests/RequestOptions+Checks": "what goes together is a row there, and what does not",
        "EmbeddedAPI/Requests/SelectableFields": "its fields are rows there",
        "KubernetesAPI/APIFailure": "its statuses are what rows that fail get",
    ],
    "EmbeddedAPITests/ServerArgumentsTests": [
        "EmbeddedAPI/Command/ListenAddress": "a part of the arguments"
    ],
    "EmbeddedAPITests/ServerCommandTests": [
        "EmbeddedAPI/Command/DataDirectory": "the program makes one there",
        "EmbeddedAPI/Command/ServerPage": "the program prints it there",
        "EmbeddedAPI/Command/ServerSettings": "the program is started by them there",
    ],
    "EmbeddedAPITests/ObjectStoreTests": [
        "EmbeddedAPI/Store/ObjectID": "every object there has one",
        "EmbeddedAPI/Store/ObjectShelf": "its lists are compared there",
        "EmbeddedAPI/Store/StoredObject": "every object there is one",
        "EmbeddedAPI/Store/StoreState": "what there is at any moment is compared there",
        "EmbeddedAPI/Store/StoreWatch": "what watches are told is compared there",
        "EmbeddedAPI/Store/StoreWriter": "every write there goes through it",
        "EmbeddedAPI/Store/StoreWriting": "every write there is one",
        "EmbeddedAPI/Store/StoreError": "stores that cannot be opened say one",
    ],
    "HTTPServerTests/HTTPServerTests": [
        "HTTPServer/HTTPServerError": "servers that cannot start say one there",
        "HTTPServer/HTTPServerError+Words": "servers that cannot start say one there",
        "HTTPServer/ListenSocket": "every server there has one",
        "HTTPServer/Reception": "every request there is received by it",
        "HTTPServer/Response": "every answer there is made by it",
        "HTTPServer/ServerAnswer": "every answer there is one",
        "HTTPServer/ServerCore": "every request there goes through it",
        "HTTPServer/ServerCore+Calls": "every request there goes through it",
    ],
    "HTTPServerTests/StreamLoadTests": [
        "HTTPServer/Poll": "waits for all the streams there",
        "HTTPServer/Sentinel": "notices the clients that are gone there",
    ],
    "HTTPServerTests/SelfSignedTests": [
        "HTTPServer/Certificate": "each made there is read by it",
        "HTTPServer/CertificateDetails": "compared there with openssl's",
        "HTTPServer/RandomBytes": "serial numbers there are made by it",
    ],
    "HTTPServerTests/TLSTests": [
        "HTTPServer/ClientCertificate": "who the client is, is told there"
    ],
    "HTTPServerTests/RequestTargetTests": [
        "HTTPServer/ServerRequest": "its path and query are read there"
    ],
    "KubernetesAPITests/LabelRequirementsTests": [
        "KubernetesAPI/Selectors/LabelSyntax": "keys and values of selectors are checked there",
        "KubernetesAPI/Selectors/LabelTokens": "what selectors are read from there",
    ],
    "KubernetesAPITests/ServerSideApplyTests": [
        "KubernetesAPI/Apply/AppliedMerge": "what is merged is compared there",
        "KubernetesAPI/Apply/FieldComparison": "what is compared changes hands there",
        "KubernetesAPI/Apply/OwnedParts": "what is taken out there",
        "KubernetesAPI/Apply/PathElement": "paths of fields stand in texts there",
    ],
    "KubernetesAPITests/ProtobufBodyTests": [
        "KubernetesAPI/Protobuf/ProtobufBytes": "values of every kind are read there",
        "KubernetesAPI/Protobuf/ProtobufEnvelope": "each body there has one",
        "KubernetesAPI/Protobuf/ProtobufReader": "each body there is read by it",
    ],
    "KubernetesAPITests/ValidationTests": [
        "KubernetesAPI/FieldFault": "each fault there is compared as its text"
    ],
    "ServiceTests/BookkeeperTests": [
        "Service/BootKeeper": "what is kept, when, and what cannot be, is compared there"
    ],
    "ServiceTests/RunConfigurationTests": [
        "Service/ConfigurationError": "its words stand there for every place in which a setting is said"
    ],
    "ServiceTests/ServiceRunTests": [
        "Service/RunSource": "what the service there reads",
        "Service/ServiceError": "its words are compared there",
    ],
]
