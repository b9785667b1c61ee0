package io.github.ekssdk.testing;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who else is at work in an account: an autoscaler, the controllers and drivers in its clusters, somebody in the console,
 * another process of the SDK.
 *
 * <p>What they do stands under the rules of AWS, is not slowed by request rates, not hit by fault rules and not written
 * into the ledger. The same acts in the same order make the same things in every run of a seed. A refusal by AWS is thrown as
 * {@link IllegalStateException} with AWS's code and message.
 *
 * <pre>{@code
 * aws.actors().applicationLoadBalancer("prod", "shop/front", "internet-facing");
 * aws.actors().volume("prod", "shop/orders", 20);
 * aws.actors().uninstallLoadBalancerController("prod");     // and nobody cleans up
 * }</pre>
 *
 * @since 0.1
 */
public final class Actors {
    private final Supplier<EksManager> processes;
    private final World world;

    Actors(World world, Supplier<EksManager> processes) {
        this.world = world;
        this.processes = processes;
    }

    /**
     * Does what an autoscaler in the cluster does: sets the desired size of a managed node group past EKS's updates, and
     * nodes come or go.
     */
    public Actors autoscale(String cluster, String managedNodeGroup, int desiredSize) {
        act("autoscale", cluster, managedNodeGroup, String.valueOf(desiredSize));
        return this;
    }

    /**
     * Makes an Application Load Balancer for an ingress as the AWS Load Balancer Controller does: with a target group, a
     * listener on port 80, a security group of its own, the shared backend group, a rule in the cluster security group, and
     * the controller's tags. It goes into one subnet of each zone that has the tag {@code kubernetes.io/role/elb}
     * ({@code internal-elb} for internal ones).
     *
     * @param ingress namespace and name, such as {@code shop/front}
     * @param scheme {@code internet-facing} or {@code internal}
     * @return ARN of the load balancer
     * @throws IllegalStateException if no subnet has the tag, or AWS refuses
     */
    public String applicationLoadBalancer(String cluster, String ingress, String scheme) {
        return act("application-load-balancer", cluster, ingress, scheme);
    }

    /**
     * Makes a Network Load Balancer for a service as the AWS Load Balancer Controller does; see
     * {@link #applicationLoadBalancer}.
     *
     * @param service namespace and name, such as {@code shop/broker}
     * @param scheme {@code internet-facing} or {@code internal}
     * @return ARN of the load balancer
     */
    public String networkLoadBalancer(String cluster, String service, String scheme) {
        return act("network-load-balancer", cluster, service, scheme);
    }

    /**
     * Makes a Classic Load Balancer for a service as Kubernetes itself does where no controller is installed, with a
     * security group and a rule in the cluster security group, tagged {@code kubernetes.io/cluster/<name>}.
     *
     * @param service namespace and name, such as {@code shop/front}
     * @param scheme {@code internet-facing} or {@code internal}
     * @return name of the load balancer
     */
    public String classicLoadBalancer(String cluster, String service, String scheme) {
        return act("classic-load-balancer", cluster, service, scheme);
    }

    /**
     * Lets the controllers remove the load balancers of a cluster, as after its services and ingresses were deleted. The load
     * balancers go at once, their interfaces a little later, their security groups when those are gone.
     * Does nothing after {@link #uninstallLoadBalancerController}.
     */
    public Actors removeLoadBalancers(String cluster) {
        act("remove-load-balancers", cluster);
        return this;
    }

    /** Removes the controllers of a cluster; the load balancers that they made stay for good. */
    public Actors uninstallLoadBalancerController(String cluster) {
        act("uninstall-load-balancer-controller", cluster);
        return this;
    }

    /**
     * Gives each running node of a cluster one more network interface, as the VPC CNI plugin does for pods. They go with
     * their instances.
     *
     * @return ids of the interfaces
     */
    public List<String> attachPodInterfaces(String cluster) {
        return list(act("attach-pod-interfaces", cluster));
    }

    /**
     * Leaves network interfaces of the VPC CNI plugin behind whose nodes are gone: {@code available}, in the subnets and the
     * security group of the cluster, so that neither can be deleted.
     *
     * @param count how many
     * @return ids of the interfaces
     */
    public List<String> leavePodInterfacesBehind(String cluster, int count) {
        return list(act("leave-pod-interfaces", cluster, String.valueOf(count)));
    }

    /**
     * Makes the volume of a persistent volume claim as the EBS CSI driver does, attached to a running node in its zone if
     * there is one. It outlives node and cluster.
     *
     * @param claim namespace and name, such as {@code shop/orders}
     * @param gib size in GiB
     * @return id of the volume
     */
    public String volume(String cluster, String claim, int gib) {
        return act("make-volume", cluster, claim, String.valueOf(gib));
    }

    /**
     * Sets a tag in the console.
     *
     * @param resource id of something in EC2, or ARN of something in EKS
     */
    public Actors tag(String resource, String key, String value) {
        act("tag", resource, key, value);
        return this;
    }

    /**
     * Removes a tag in the console.
     *
     * @param resource id of something in EC2, or ARN of something in EKS
     */
    public Actors untag(String resource, String key) {
        act("untag", resource, key);
        return this;
    }

    /**
     * Deletes something in the console.
     *
     * @param resource id of something in EC2, or ARN of a load balancer
     * @throws IllegalArgumentException if it is neither
     */
    public Actors delete(String resource) {
        act("delete", resource);
        return this;
    }

    /** Deletes a managed node group in the console. */
    public Actors deleteNodeGroup(String cluster, String managedNodeGroup) {
        act("delete-node-group", cluster, managedNodeGroup);
        return this;
    }

    /** Lets a block of addresses in on a TCP port of a security group, in the console. */
    public Actors openPort(String securityGroupId, int port, String cidr) {
        act("open-port", securityGroupId, String.valueOf(port), cidr);
        return this;
    }

    /** Changes the desired size of a managed node group in the console, which is an update of EKS. */
    public Actors scaleNodeGroup(String cluster, String managedNodeGroup, int desiredSize) {
        act("scale-node-group", cluster, managedNodeGroup, String.valueOf(desiredSize));
        return this;
    }

    /**
     * Starts another process of the SDK on the account and its clock. Its calls are calls like any others; close it when
     * done.
     */
    public EksManager sdkProcess() {
        return processes.get();
    }

    private String act(String name, String... arguments) {
        try {
            return world.act(name, List.of(arguments));
        } catch (IllegalArgumentException failure) {
            if (failure.getCause() instanceof AwsRefusal refusal) {
                throw new IllegalStateException(
                        "AWS refused to " + name + ": " + refusal.code() + ": " + refusal.message(), failure);
            }
            throw failure;
        }
    }

    private static List<String> list(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(",", -1));
    }
}
