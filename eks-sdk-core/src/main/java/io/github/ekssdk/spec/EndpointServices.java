package io.github.ekssdk.spec;

import java.util.Collection;
import java.util.List;

/** The services that a cluster without a way to the internet calls, by the last parts of their names. */
final class EndpointServices {

    /** Without these a node does not join: it reads about itself in EC2 and pulls images from ECR, whose layers are in S3. */
    private static final List<String> OF_NODES = List.of("ec2", "ecr.api", "ecr.dkr", "s3", "sts");

    /** What the EKS user guide lists for private clusters, with what controllers in the cluster and Session Manager call. */
    static final List<String> WITHOUT_INTERNET = List.of(
            "ec2",
            "ecr.api",
            "ecr.dkr",
            "s3",
            "sts",
            "logs",
            "elasticloadbalancing",
            "autoscaling",
            "eks",
            "eks-auth",
            "ssm",
            "ssmmessages");

    private EndpointServices() {}

    /** Returns those of the services that nodes cannot do without that are not among the given ones. */
    static List<String> missingForNodes(Collection<String> services) {
        return OF_NODES.stream().filter(service -> !services.contains(service)).toList();
    }
}
