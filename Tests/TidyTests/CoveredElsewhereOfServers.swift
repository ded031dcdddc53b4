/// The same for the targets that speak with others: servers, clients and the agent's surroundings.
let serverCoverage: KeyValuePairs<String, KeyValuePairs<String, String>> = [
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
