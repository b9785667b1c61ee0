package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.cloudformation.StackOutputs;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.Subnet;
import io.github.ekssdk.spec.ExistingVpcSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for a VPC of somebody else's by what a spec says of it. */
final class VpcSearch {

    /**
     * What was found.
     *
     * @param securityGroups the control plane's security groups that a spec or a stack names
     */
    record Found(ExistingVpc vpc, List<Subnet> subnets, List<String> securityGroups) {}

    private final Inquiry inquiry;
    private final ExistingVpcSpec wanted;

    VpcSearch(Inquiry inquiry, ExistingVpcSpec wanted) {
        this.inquiry = inquiry;
        this.wanted = wanted;
    }

    /** Returns what was found; nothing where that is no VPC, of which the inquiry is told. */
    Optional<Found> run() {
        List<String> groups = inquiry.spec().vpc().controlPlaneSecurityGroupIds();
        if (wanted.stack().isPresent()) {
            return byStack(wanted.stack().get(), groups);
        }
        Set<String> ids = new LinkedHashSet<>(wanted.subnetIds());
        ids.addAll(wanted.publicSubnetIds());
        ids.addAll(wanted.privateSubnetIds());
        boolean named = !ids.isEmpty();
        ids.addAll(wanted.controlPlaneSubnetIds());
        return named && wanted.vpcId().isEmpty() && wanted.tags().isEmpty()
                ? bySubnets(ids, groups)
                : vpc(wanted.vpcId().stream().toList(), wanted.tags())
                        .map(vpc -> new Found(vpc, subnets(vpc, named, ids), groups));
    }

    private Optional<Found> byStack(String name, List<String> groups) {
        Optional<StackOutputs> stack = StackOutputs.of(inquiry.aws(), name);
        if (stack.isEmpty()) {
            problem(
                    ".stack",
                    "There is no stack '" + name + "' in " + inquiry.owner().region() + ".",
                    "Write the name or ARN of a stack of this account and region.");
            return Optional.empty();
        }
        StackOutputs outputs = stack.get();
        List<String> vpcIds = required(outputs, name, wanted.vpcIdOutput());
        Set<String> subnetIds = new LinkedHashSet<>();
        wanted.subnetIdsOutputs().forEach(output -> subnetIds.addAll(required(outputs, name, output)));
        if (vpcIds.isEmpty() || subnetIds.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = groups.isEmpty() ? outputs.items(wanted.securityGroupsOutput()) : groups;
        subnetIds.addAll(wanted.controlPlaneSubnetIds());
        return vpc(vpcIds, Map.of()).map(vpc -> new Found(vpc, subnets(vpc, true, subnetIds), named));
    }

    private List<String> required(StackOutputs outputs, String stack, String output) {
        List<String> items = outputs.items(output);
        if (items.isEmpty()) {
            problem(
                    ".stack",
                    "The stack '" + stack + "' has no output " + output + ".",
                    "Its outputs are " + outputs.values().keySet()
                            + "; say with vpcIdOutput and subnetIdsOutputs which to use.");
        }
        return items;
    }

    private Optional<Found> bySubnets(Set<String> ids, List<String> groups) {
        List<Subnet> subnets = known(ids);
        Set<String> vpcs = subnets.stream().map(Subnet::vpcId).collect(Collectors.toCollection(TreeSet::new));
        if (vpcs.size() > 1) {
            problem(
                    "",
                    "The subnets are in different VPCs: " + String.join(", ", vpcs) + ".",
                    "Name subnets of one VPC.");
        }
        if (vpcs.size() != 1) {
            return Optional.empty();
        }
        return vpc(vpcs, Map.of()).map(vpc -> new Found(vpc, subnets, groups));
    }

    private Optional<ExistingVpc> vpc(Collection<String> ids, Map<String, String> tags) {
        List<ExistingVpc> found = ExistingVpc.find(inquiry.aws(), ids, tags);
        String what = tags.isEmpty() ? String.join(", ", ids) : "with the tags " + tags;
        if (found.isEmpty()) {
            problem(
                    "",
                    "There is no VPC " + what + " in " + inquiry.owner().region() + ".",
                    "Name a VPC of this account and region.");
        } else if (found.size() > 1) {
            problem(
                    ".tags",
                    found.size() + " VPCs have the tags " + tags + ": "
                            + found.stream().map(ExistingVpc::id).sorted().collect(Collectors.joining(", ")) + ".",
                    "Add a tag that only one of them has, or name it by its id.");
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<Subnet> subnets(ExistingVpc vpc, boolean named, Set<String> ids) {
        if (named) {
            List<Subnet> subnets = known(ids);
            subnets.stream()
                    .filter(subnet -> !subnet.vpcId().equals(vpc.id()))
                    .forEach(subnet -> problem(
                            "[" + subnet.id() + "]",
                            "The subnet is in " + subnet.vpcId() + ", not in " + vpc.id() + ".",
                            "Name subnets of one VPC."));
            return subnets;
        }
        List<Subnet> subnets = new ArrayList<>(
                wanted.subnetTags().isEmpty()
                        ? vpc.subnetsWithRoles(inquiry.aws())
                        : vpc.subnetsTagged(inquiry.aws(), wanted.subnetTags()));
        if (subnets.isEmpty()) {
            problem(
                    "",
                    wanted.subnetTags().isEmpty()
                            ? "No subnet of " + vpc.id() + " has a tag " + ExistingVpc.PUBLIC_ROLE + " or "
                                    + ExistingVpc.PRIVATE_ROLE + "."
                            : "No subnet of " + vpc.id() + " has the tags " + wanted.subnetTags() + ".",
                    "Name the subnets by id, or by tags that they have.");
        }
        Set<String> more = new LinkedHashSet<>(ids);
        more.removeAll(VpcInUse.ids(subnets));
        if (!more.isEmpty()) {
            subnets.addAll(known(more));
        }
        return subnets;
    }

    /** Returns the subnets of these ids; the inquiry is told of those that are not there. */
    private List<Subnet> known(Set<String> ids) {
        List<Subnet> found = ExistingVpc.subnets(inquiry.aws(), ids);
        Set<String> missing = new TreeSet<>(ids);
        missing.removeAll(VpcInUse.ids(found));
        missing.forEach(id -> problem(
                "[" + id + "]",
                "There is no such subnet in " + inquiry.owner().region() + ".",
                "Name subnets of this account and region."));
        return found;
    }

    private void problem(String part, String message, String hint) {
        inquiry.problem(ExistingNetwork.PATH + part, message, hint);
    }
}
