"""Field numbers of Service."""

import protobuf

protobuf.table("""
Service
  1 metadata ObjectMeta!
  2 spec ServiceSpec!
  3 status ServiceStatus!
ServiceSpec
  1 ports [ServicePort]
  2 selector {string}
  3 clusterIP string!
  4 type string!
  5 externalIPs [string]
  7 sessionAffinity string!
  8 loadBalancerIP string!
  9 loadBalancerSourceRanges [string]
  10 externalName string!
  11 externalTrafficPolicy string!
  12 healthCheckNodePort int!
  13 publishNotReadyAddresses bool!
  17 ipFamilyPolicy string
  18 clusterIPs [string]
  19 ipFamilies [string]
  20 allocateLoadBalancerNodePorts bool
  21 loadBalancerClass string
  22 internalTrafficPolicy string
  23 trafficDistribution string
ServicePort
  1 name string!
  2 protocol string!
  3 port int!
  4 targetPort intorstring!
  5 nodePort int!
  6 appProtocol string
ServiceStatus
  1 loadBalancer LoadBalancerStatus!
LoadBalancerStatus
  1 ingress [LoadBalancerIngress]
LoadBalancerIngress
  1 ip string!
  2 hostname string!
""")
