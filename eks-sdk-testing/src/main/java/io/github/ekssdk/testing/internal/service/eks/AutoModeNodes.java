package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.ec2.InstanceLaunch;
import io.github.ekssdk.testing.internal.service.images.MachineImage;
import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The instances that EKS Auto Mode starts and ends for clusters. */
public final class AutoModeNodes {
    /** The tag that tells to which node pool an instance belongs. */
    public static final String POOL_TAG = "eks:kubernetes-node-pool-name";

    private final ClusterStore store;
    private final RoleChecks roles;
    private final Map<String, Set<String>> started = new HashMap<>();
    private Consumer<String> whenEnding = clusterName -> {};

    AutoModeNodes(ClusterStore store, RoleChecks roles) {
        this.store = store;
        this.roles = roles;
    }

    private Account account() {
        return store.account();
    }

    private Ec2Actors ec2() {
        return account().service(Ec2Service.class).actors();
    }

    /**
     * Starts an instance for a cluster.
     *
     * @return its id
     * @throws IllegalStateException if a role lacks the policies that Auto Mode needs
     */
    public String start(String clusterName, String pool, String instanceType, String zone) {
        ClusterState cluster = store.cluster(clusterName);
        String role = cluster.model().computeConfig().nodeRoleArn();
        requireRights(cluster, role);
        String profile = profile(clusterName);
        if (!roles.iam().hasInstanceProfile(profile)) {
            roles.iam()
                    .createInstanceProfile(
                            profile, role, account().transitions().now());
        }
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("eks:eks-cluster-name", clusterName);
        tags.put(POOL_TAG, pool);
        tags.put("eks:kubernetes-node-class-name", "default");
        tags.put("kubernetes.io/cluster/" + clusterName, "owned");
        Instance instance = ec2().launchInstance(new InstanceLaunch(
                subnet(cluster, zone),
                Stream.ofNullable(cluster.securityGroupId()).toList(),
                instanceType,
                image(cluster, instanceType),
                false,
                account().globalArn("iam", "instance-profile/" + profile),
                tags));
        started.computeIfAbsent(clusterName, name -> new LinkedHashSet<>()).add(instance.instanceId());
        return instance.instanceId();
    }

    private static String profile(String clusterName) {
        return "eks-auto-" + clusterName;
    }

    private void requireRights(ClusterState cluster, String nodeRole) {
        if (account().lenient()) {
            return;
        }
        Instant now = account().transitions().now();
        String clusterRole = cluster.model().roleArn();
        boolean computes = roles.iam()
                .sight(clusterRole, now)
                .filter(role -> role.hasPolicy("AmazonEKSComputePolicy"))
                .isPresent();
        if (!computes) {
            throw new IllegalStateException("UnauthorizedOperation: the role " + clusterRole
                    + " lacks the policy AmazonEKSComputePolicy, so Auto Mode cannot launch instances");
        }
        if (!roles.letsNodesJoin(nodeRole, true, now)) {
            throw new IllegalStateException("the role " + nodeRole
                    + " does not let nodes register and pull images; Auto Mode's instances would not join");
        }
    }

    private String subnet(ClusterState cluster, String zone) {
        Map<String, Long> load = new HashMap<>();
        started.getOrDefault(cluster.name(), Set.of())
                .forEach(id -> ec2().instance(id).ifPresent(one -> load.merge(one.subnetId(), 1L, Long::sum)));
        return cluster.model().resourcesVpcConfig().subnetIds().stream()
                .flatMap(id -> ec2().subnet(id).stream())
                .filter(subnet -> zone.isEmpty() || subnet.availabilityZone().equals(zone))
                .min(Comparator.comparing((Subnet subnet) -> Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                        .thenComparing(subnet -> load.getOrDefault(subnet.subnetId(), 0L)))
                .map(Subnet::subnetId)
                .orElseThrow(() -> new IllegalStateException("the cluster has no subnet in " + zone));
    }

    private String image(ClusterState cluster, String instanceType) {
        String architecture = ec2().architecture(instanceType).orElse("x86_64");
        String type = "BOTTLEROCKET_" + (architecture.equals("arm64") ? "ARM_64" : architecture);
        Optional<MachineImage> image = MachineImages.of(account().region())
                .latest(type, cluster.model().version());
        return image.map(MachineImage::id).orElse("ami-auto");
    }

    /** Ends an instance. */
    public void end(String clusterName, String instanceId) {
        Set<String> mine = started.getOrDefault(clusterName, Set.of());
        if (mine.remove(instanceId)) {
            ec2().terminate(instanceId);
        }
    }

    /** Says what else ends with the instances of a cluster. */
    public void onEnd(Consumer<String> more) {
        whenEnding = more;
    }

    /** Ends all instances of a cluster, as that is deleted or Auto Mode is switched off. */
    void endAll(String clusterName) {
        whenEnding.accept(clusterName);
        Set<String> mine = started.remove(clusterName);
        if (mine != null) {
            mine.forEach(ec2()::terminate);
            roles.iam().deleteInstanceProfile(profile(clusterName));
        }
    }
}
