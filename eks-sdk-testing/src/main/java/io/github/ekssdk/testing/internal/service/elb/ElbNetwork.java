package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What load balancers need of EC2: subnets, security groups, and an interface in each subnet. */
final class ElbNetwork {
    private static final int FREE_ADDRESSES = 8;

    private final Account account;
    private final Map<String, Map<String, String>> interfaces = new LinkedHashMap<>();

    ElbNetwork(Account account) {
        this.account = account;
    }

    private Ec2Actors ec2() {
        return account.service(Ec2Service.class).actors();
    }

    /** The subnets with those ids, or the refusal of the first that does not exist. A lenient account takes any. */
    List<Subnet> subnets(List<String> ids) {
        List<Subnet> subnets = new ArrayList<>();
        for (String id : ids) {
            Optional<Subnet> found = ec2().subnet(id);
            if (found.isEmpty() && !account.lenient()) {
                throw ElbRefusals.of("SubnetNotFound", "The subnet ID '" + id + "' does not exist");
            }
            subnets.add(found.orElseGet(() -> madeUp(id, subnets.size())));
        }
        return subnets;
    }

    private Subnet madeUp(String id, int index) {
        return Subnet.builder()
                .subnetId(id)
                .vpcId("vpc-" + "0".repeat(17))
                .availabilityZone(account.region() + (char) ('a' + index % 3))
                .build();
    }

    /** Refuses subnets that the load balancer cannot be put into. */
    void check(List<Subnet> subnets, boolean facesInternet) {
        List<String> zones = subnets.stream().map(Subnet::availabilityZone).toList();
        if (zones.stream().distinct().count() < zones.size()) {
            throw ElbRefusals.of(
                    "InvalidConfigurationRequest",
                    "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        }
        if (subnets.stream().map(Subnet::vpcId).distinct().count() > 1) {
            throw ElbRefusals.of("InvalidSubnet", "The subnets must all be in the same VPC");
        }
        if (account.lenient()) {
            return;
        }
        for (Subnet subnet : subnets) {
            if (subnet.availableIpAddressCount() < FREE_ADDRESSES) {
                throw ElbRefusals.of(
                        "InvalidSubnet",
                        "Not enough IP space available in " + subnet.subnetId() + ". ELB requires at least "
                                + FREE_ADDRESSES + " free IP addresses in each subnet.");
            }
            if (facesInternet && !ec2().hasInternetGateway(subnet.vpcId())) {
                throw ElbRefusals.of("InvalidSubnet", "VPC " + subnet.vpcId() + " has no internet gateway");
            }
        }
    }

    /** The groups that a caller named, or the default one of the VPC. */
    List<String> groups(List<String> named, String vpcId) {
        if (account.lenient() && ec2().vpc(vpcId).isEmpty()) {
            return named;
        }
        for (String id : named) {
            Optional<SecurityGroup> group = ec2().securityGroup(id);
            if (group.isEmpty() || !group.get().vpcId().equals(vpcId)) {
                throw ElbRefusals.of("InvalidSecurityGroup", "The security group '" + id + "' does not exist");
            }
        }
        return named.isEmpty() ? ec2().defaultGroup(vpcId).stream().toList() : named;
    }

    boolean hasVpc(String id) {
        return account.lenient() || ec2().vpc(id).isPresent();
    }

    boolean hasInstance(String id) {
        return account.lenient() || ec2().instance(id).isPresent();
    }

    String nameOf(String groupId) {
        return ec2().securityGroup(groupId).map(SecurityGroup::groupName).orElse("");
    }

    /** Puts an interface of a load balancer into a subnet, unless it has one there. */
    void join(String balancer, String description, String type, Subnet subnet, List<String> groups, boolean publicOne) {
        Map<String, String> own = interfaces.computeIfAbsent(balancer, key -> new LinkedHashMap<>());
        if (ec2().subnet(subnet.subnetId()).isPresent() && !own.containsKey(subnet.subnetId())) {
            String id = ec2().createLoadBalancerInterface(subnet.subnetId(), groups, description, type, publicOne);
            own.put(subnet.subnetId(), id);
        }
    }

    /** Takes the interface of a load balancer out of a subnet. */
    void leave(String balancer, String subnetId) {
        String id = interfaces.getOrDefault(balancer, new LinkedHashMap<>()).remove(subnetId);
        if (id != null) {
            ec2().deleteInterface(id);
        }
    }

    /** Takes a load balancer out of all its subnets, which takes a while after it is gone from the answers. */
    void leaveLater(String balancer) {
        account.transitions()
                .at(
                        account.transitions().now().plus(account.latencies().sample("elb.interfaces.delete", balancer)),
                        "interfaces of " + balancer + " are deleted",
                        () -> List.copyOf(interfaces
                                        .getOrDefault(balancer, Map.of())
                                        .keySet())
                                .forEach(subnet -> leave(balancer, subnet)));
    }

    void regroup(String balancer, List<String> groups) {
        interfaces.getOrDefault(balancer, Map.of()).values().forEach(id -> ec2().regroup(id, groups));
    }
}
