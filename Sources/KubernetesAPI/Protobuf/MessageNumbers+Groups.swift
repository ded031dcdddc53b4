// The numbers of what all groups share, and of the groups that are not the core's.
extension MessageNumbers {
    static let meta = """
        Condition type=1! status=2! observedGeneration=3 lastTransitionTime=4! reason=5! message=6!
        DeleteOptions gracePeriodSeconds=1! preconditions=2! orphanDependents=3! propagationPolicy=4! dryRun=5
            ignoreStoreReadErrorWithClusterBreakingPotential=6!
        LabelSelector matchLabels=1 matchExpressions=2
        LabelSelectorRequirement key=1! operator=2! values=3
        ManagedFieldsEntry manager=1 operation=2 apiVersion=3 time=4! fieldsType=6 fieldsV1=7! subresource=8
        ObjectMeta name=1 generateName=2 namespace=3 selfLink=4 uid=5 resourceVersion=6 generation=7
            creationTimestamp=8 deletionTimestamp=9! deletionGracePeriodSeconds=10! labels=11 annotations=12
            ownerReferences=13 finalizers=14 managedFields=17
        OwnerReference apiVersion=5! kind=1! name=3! uid=4! controller=6! blockOwnerDeletion=7!
        Preconditions uid=1! resourceVersion=2!
        """

    static let networking = """
        HTTPIngressPath path=1 pathType=3! backend=2!
        HTTPIngressRuleValue paths=1
        IPBlock cidr=1! except=2
        Ingress metadata=1 spec=2 status=3
        IngressBackend service=4! resource=3!
        IngressClass metadata=1 spec=2
        IngressClassParametersReference apiGroup=1! kind=2! name=3! scope=4! namespace=5!
        IngressClassSpec controller=1 parameters=2!
        IngressLoadBalancerIngress ip=1 hostname=2 ports=4
        IngressLoadBalancerStatus ingress=1
        IngressPortStatus port=1! protocol=2! error=3!
        IngressRule host=1 @IngressRuleValue=2
        IngressRuleValue http=1!
        IngressServiceBackend name=1! port=2
        IngressSpec ingressClassName=4! defaultBackend=1! tls=2 rules=3
        IngressStatus loadBalancer=1
        IngressTLS hosts=1 secretName=2
        NetworkPolicy metadata=1 spec=2 status=3
        NetworkPolicyEgressRule ports=1 to=2
        NetworkPolicyIngressRule ports=1 from=2
        NetworkPolicyPeer podSelector=1! namespaceSelector=2! ipBlock=3!
        NetworkPolicyPort protocol=1! port=2! endPort=3!
        NetworkPolicySpec podSelector=1! ingress=2 egress=3 policyTypes=4
        NetworkPolicyStatus conditions=1
        ServiceBackendPort name=1 number=2
        """

    static let discovery = """
        Endpoint addresses=1 conditions=2 hostname=3! targetRef=4! deprecatedTopology=5 nodeName=6! zone=7! hints=8!
        EndpointConditions ready=1! serving=2! terminating=3!
        EndpointHints forZones=1 forNodes=2
        EndpointPort name=1! protocol=2! port=3! appProtocol=4!
        EndpointSlice metadata=1 addressType=4! endpoints=2 ports=3
        ForNode name=1!
        ForZone name=1!
        """
}
