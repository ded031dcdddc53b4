// What is done in or to containers.
extension Schema {
    static let probe = core(
        "Probe", "A question that is asked of a container again and again.",
        handlers + [
            Field("grpc", grpcAction, "Asks by gRPC."),
            Field("initialDelaySeconds", .int32, "How long to wait before the first question."),
            Field("timeoutSeconds", .int32, "How long to wait for an answer."),
            Field("periodSeconds", .int32, "How often to ask."),
            Field("successThreshold", .int32, "How many good answers in a row make it good."),
            Field("failureThreshold", .int32, "How many bad answers in a row make it bad."),
            Field("terminationGracePeriodSeconds", .int64, "How long the container may take to end if it is bad."),
        ])

    static let lifecycle = core(
        "Lifecycle", "What is done after the start and before the end of a container.",
        [
            Field("postStart", lifecycleHandler, "What is done after its start."),
            Field("preStop", lifecycleHandler, "What is done before its end."),
            Field("stopSignal", .text, "The signal that ends it."),
        ])

    private static let lifecycleHandler = core(
        "LifecycleHandler", "Something that is done.", handlers + [Field("sleep", sleepAction, "Waits.")])

    private static let handlers = [
        Field("exec", execAction, "Runs a program in the container."),
        Field("httpGet", httpGetAction, "Asks by HTTP."),
        Field("tcpSocket", tcpSocketAction, "Connects by TCP."),
    ]

    private static let execAction = core(
        "ExecAction", "Runs a program in a container.", [Field("command", .texts, "The program and its arguments.")])

    private static let httpGetAction = core(
        "HTTPGetAction", "Asks by HTTP.",
        [
            Field("path", .text, "The path."),
            Field("port", .intOrString, "The port, by number or name.", isRequired: true),
            Field("host", .text, "The host; the pod if left out."),
            Field("scheme", .text, "HTTP or HTTPS."),
            Field("httpHeaders", list(httpHeader), "Headers."),
            Field("protocol", .text, "The version of HTTP."),
        ])

    private static let httpHeader = core(
        "HTTPHeader", "A header of a request.",
        [
            Field("name", .text, "Its name.", isRequired: true),
            Field("value", .text, "Its value.", isRequired: true),
        ])

    private static let tcpSocketAction = core(
        "TCPSocketAction", "Connects by TCP.",
        [
            Field("port", .intOrString, "The port, by number or name.", isRequired: true),
            Field("host", .text, "The host; the pod if left out."),
        ])

    private static let grpcAction = core(
        "GRPCAction", "Asks by gRPC.",
        [
            Field("port", .int32, "The port.", isRequired: true),
            Field("service", .text, "The service that is asked about."),
            Field("mode", .text, "How the connection is secured."),
        ])

    private static let sleepAction = core(
        "SleepAction", "Waits.", [Field("seconds", .int64, "How long.", isRequired: true)])
}
