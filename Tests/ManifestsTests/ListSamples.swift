/// Lists and other JSON in all the forms in which they come, and in some in which they should not.
enum ListSamples {
    static let pod =
        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a','namespace':'shop','labels':{'app':'\\ud83d\\ude00'},\n"
        + "'ownerReferences':[{'controller':true,'kind':'Job','name':'j'}]},'spec':{'nodeName':'n',\n\n"
        + "'containers':[{'ports':[{'name':'http','containerPort':8080}]}]},'status':{'podIPs':[{'ip':'10.0.0.1'}]}}"
    static let bare =
        "{'metadata':{'name':'b','namespace':'shop'},\r\n'status':{'phase':'Running','podIP':'10.0.0.2'}}"
    static let policy =
        "{\n'apiVersion':'networking.k8s.io/v1',\n'kind':'NetworkPolicy',\n'metadata':{\n'name':'p'},\n'spec':{\n"
        + "'podSelector':{},\n'ingress':[\n{'from':[\n{'podSelector':{}},\n{'podSelector':{'x':1}}]}],\r'form':1}\n}"
    static let node =
        "{'kind':'Node','apiVersion':'v1','metadata':{'name':'n\\u00e9'},'spec':{'podCIDR':'10.0.0.1/24'}}"
    static let wrong = "{'kind':'Pod','apiVersion':'v1',\n'metadata':{'name':\n7}}"
    static let other = "{'kind':'Secret','apiVersion':'v1','metadata':{'name':'x'},'data':'{}[]\\\\\\''}"

    /// The texts, their quotes single.
    static let texts = lists + values + broken

    private static let lists = [
        "{'apiVersion':'v1','kind':'List','items':[\(pod),\n\(policy), \(node)],'metadata':{}}\n",
        "{\n 'apiVersion':'v1',\n 'items':[\n  \(pod),\n  \(wrong),\n  \(policy),\(other)\n ],\n 'kind':'List'\n}\n",
        "{'kind':'PodList','apiVersion':'v1','metadata':{},'items':[\(bare),\(pod) , \(bare)]}",
        "{'apiVersion':'v1','items':[\(pod),\n\(bare),\n\(bare)\n],'kind':'PodList'}",
        "{'items':[\(bare)\n,7,null,'x',[1],12],'kind':'PodList'}",
        "{'items':[\(bare)],'kind':'PodList','apiVersion':'v1'}",
        "{'kind':'List','apiVersion':'v1','items':[{'kind':'PodList','apiVersion':'v1',\n'items':[\(bare),\n\(policy)]}"
            + "]}",
        "{'kind':'List','apiVersion':'v1','items':[{'kind':'List',\n'apiVersion':'v1','items':[\n\(policy)]}]}",
        "{'kind':'List','apiVersion':'v1','items':[]}",
        "{'kind':'List','apiVersion':'v1','items':{}}",
        "{'kind':'List','apiVersion':'v1','items':null}",
        "{'kind':'List','apiVersion':'v1'}",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)],'items':[\(node),\n\(policy)]}",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)],'items':null}",
        "{'kind':'List','apiVersion':'v1','it\\u0065ms':[\n\(pod)]}",
        "{'kind':'Pod','apiVersion':'v1','items':[\n\(pod)\n],\n'metadata':{\n'name':7}}",
        "{'items':[\n\(pod)\n],\n'metadata':{\n'name':'x'}}",
        "{'kind':'PodList','apiVersion':'v1','items':[\(bare)],'kind':'PodList'}",
        "\u{feff}{'apiVersion':'v1','kind':'List','items':[\(policy)]}",
    ]

    private static let values = [
        pod, policy, wrong, "  \n" + policy + "\r\n" + pod + "7 8", "[1,\n2]\n7", "12 'x'",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)]}\n{'kind':'List','apiVersion':'v1','items':[\(policy)]}",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)]}\n---\n\(policy)\n---\na: [\n---\n{'kind':'x'}",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)]}\n--- \(policy)",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)]}\n---",
        "---\n{'kind':'List','apiVersion':'v1','items':[\(policy)]}", "", " \n",
    ]

    /// With half of a surrogate pair or a tab where YAML has none, so that it is no YAML either.
    private static let broken = [
        "{'kind':'List','apiVersion':'v1','items':[\(pod),\n\(policy),\n",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)\n\(policy)]}",
        "{'kind':'List','apiVersion':'v1','items':[\(pod),\n\(policy),\n{'\\ud83d'}]}\n---\n\(policy)",
        "{'kind':'List','apiVersion':'v1','items':[\(pod),\n\n---\n\(policy)]}\n---\n\(policy)",
        "{'kind':'List','apiVersion':'v1','items':[\(pod)]}\n}\n{'kind':'Secret'}\n----\n---x\n---\t\n\(policy)",
        "{'kind':'List','apiVersion':'v1','items':[\(pod),\ntru]}\n\n---\r\(policy)",
        "{'\\ud83d\\ude00':1,'kind':\n'List','apiVersion':'v1','metadata':{\n'x'\n:\n}",
    ]
}
