package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.InstanceTypeFacts;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeGroupSpec;
import java.util.List;
import java.util.Optional;

/** How many Elastic Fabric Adapters the nodes of a group get. */
final class EfaInterfaces implements Question {

    /** Returns the path of the number for a group. */
    static String path(NodeGroupSpec group) {
        return (group instanceof ManagedNodeGroupSpec ? "managedNodeGroups" : "selfManagedNodeGroups") + "["
                + group.name() + "].efaInterfaces";
    }

    @Override
    public void ask(Inquiry inquiry) {
        AskedGroup.all(inquiry).stream()
                .filter(asked -> asked.group().efaEnabled())
                .forEach(asked -> ask(inquiry, asked));
    }

    private static void ask(Inquiry inquiry, AskedGroup asked) {
        Optional<Integer> known = asked.template().has(LaunchTemplate.EFA_INTERFACES)
                        && !asked.differs(ManagedNodeGroup.INSTANCE_TYPES, asked.instanceTypes())
                ? asked.template().optionalInteger(LaunchTemplate.EFA_INTERFACES)
                : Optional.empty();
        String type = asked.instanceTypes().get(0);
        int number = known.orElseGet(() -> Optional.ofNullable(
                        InstanceTypeFacts.of(inquiry.aws(), List.of(type)).get(type))
                .map(InstanceTypeFacts::efaInterfaces)
                .orElse(1));
        if (number == 0) {
            inquiry.problem(
                    asked.at("efaEnabled"),
                    type + " has no Elastic Fabric Adapters.",
                    "Choose an instance type with them: aws ec2 describe-instance-types --filters"
                            + " Name=network-info.efa-supported,Values=true.");
        } else {
            inquiry.resolve(path(asked.group()), List.of(Integer.toString(number)));
        }
    }
}
