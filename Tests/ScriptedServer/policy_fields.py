"""Field numbers of NetworkPolicy."""

import protobuf

protobuf.table("""
NetworkPolicy
  1 metadata ObjectMeta!
  2 spec NetworkPolicySpec!

NetworkPolicySpec
  1 podSelector LabelSelector!
  2 ingress [NetworkPolicyIngressRule]
  3 egress [NetworkPolicyEgressRule]
  4 policyTypes [string]

NetworkPolicyIngressRule
  1 ports [NetworkPolicyPort]
  2 from [NetworkPolicyPeer]

NetworkPolicyEgressRule
  1 ports [NetworkPolicyPort]
  2 to [NetworkPolicyPeer]

NetworkPolicyPort
  1 protocol string
  2 port intorstring
  3 endPort int

NetworkPolicyPeer
  1 podSelector LabelSelector
  2 namespaceSelector LabelSelector
  3 ipBlock IPBlock

IPBlock
  1 cidr string!
  2 except [string]
""")
