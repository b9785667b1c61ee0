package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Optional;

/** Whether a node group can run on the instance types that it is given. */
final class InstanceTypeCheck {
    private static final int MOST = 20;

    private final Ec2Side ec2;

    InstanceTypeCheck(Ec2Side ec2) {
        this.ec2 = ec2;
    }

    void check(List<String> types, AmiType ami) {
        if (types.size() > MOST) {
            throw EksRefusals.invalidParameter(
                    "At most " + MOST + " instance types can be specified, not " + types.size());
        }
        List<String> unknown =
                types.stream().filter(type -> ec2.architecture(type).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw EksRefusals.invalidParameter("The following supplied instance types do not exist: " + unknown);
        }
        ami.architecture().ifPresent(needed -> refuseOthers(types, needed, ami));
    }

    private void refuseOthers(List<String> types, String needed, AmiType ami) {
        List<String> others = types.stream()
                .filter(type -> !ec2.architecture(type).equals(Optional.of(needed)))
                .toList();
        if (!others.isEmpty()) {
            throw EksRefusals.invalidParameter(
                    others + " is not a valid instance type for requested amiType " + ami.type());
        }
    }
}
