package io.github.ekssdk.k8s.nodes;

import java.time.Instant;
import java.util.Optional;

/**
 * A node as it was when it was read.
 *
 * @param name its name in Kubernetes
 * @param computeType what it is part of
 * @param nodeGroup the name of the managed or self-managed node group, or of the node pool; nothing for nodes of no group
 * @param ready whether its kubelet reports it to be ready
 * @param cordoned whether new pods are kept off it
 * @param kubeletVersion the version of its kubelet, such as {@code v1.35.2-eks-1a2b3c4}; empty until it is known
 * @param instanceType the EC2 instance type; nothing where there is none
 * @param instanceId the EC2 instance; nothing on Fargate and outside of AWS
 * @param zone the Availability Zone; nothing where there is none
 * @param createdAt when it joined
 * @since 0.1
 */
public record ClusterNode(
        String name,
        ComputeType computeType,
        Optional<String> nodeGroup,
        boolean ready,
        boolean cordoned,
        String kubeletVersion,
        Optional<String> instanceType,
        Optional<String> instanceId,
        Optional<String> zone,
        Instant createdAt) {}
