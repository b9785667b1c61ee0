package io.github.ekssdk.testing.internal.actor;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who makes Application and Network Load Balancers for a cluster: each leaves tags of its own. */
enum BalancerOwner {
    LOAD_BALANCER_CONTROLLER("elbv2.k8s.aws/cluster", "k8s.aws"),
    AUTO_MODE("eks:eks-cluster-name", "eks.amazonaws.com");

    private final String clusterTag;
    private final String domain;

    BalancerOwner(String clusterTag, String domain) {
        this.clusterTag = clusterTag;
        this.domain = domain;
    }

    String clusterTag() {
        return clusterTag;
    }

    /** What the tags begin with of what is made for ingresses (applications) or services. */
    String prefix(boolean application) {
        return (application ? "ingress." : "service.") + domain;
    }

    /** Key of the tag that names the object, namespace before name. */
    static String stackTag(String prefix) {
        return prefix + "/stack";
    }

    /** The tags of something made for an object. */
    Map<String, String> tags(String cluster, String prefix, String object, String resource) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(clusterTag, cluster);
        tags.put(stackTag(prefix), object);
        tags.put(prefix + "/resource", resource);
        return tags;
    }

    /** The tags of the security group that all load balancers of a cluster share. */
    Map<String, String> backendTags(String cluster) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(clusterTag, cluster);
        if (this == AUTO_MODE) {
            tags.put(prefix(true) + "/resource", "ManagedBackendSecurityGroup");
            tags.put(prefix(false) + "/resource", "ManagedBackendSecurityGroup");
        } else {
            tags.put("elbv2.k8s.aws/resource", "backend-sg");
        }
        return tags;
    }
}
