package io.github.ekssdk.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The IAM role that Pods of a service account take: one that is there, or one that the SDK makes with the policies given here.
 *
 * @since 0.1
 */
@Value.Immutable
public interface WorkloadRoleSpec {

    /** The ARN of a role that is there; empty has one made. A role that is given gets no policies. */
    Optional<String> roleArn();

    /** Policies of usual controllers; none unless added. Changed in place. */
    Set<WellKnownPolicy> wellKnownPolicies();

    /**
     * Managed policies, each the name of one of AWS's such as {@code AmazonS3ReadOnlyAccess} or {@code
     * service-role/AmazonEBSCSIDriverPolicy}, or an ARN; none unless added, and at most 10 with those of well-known ones. Changed
     * in place.
     */
    List<String> managedPolicies();

    /** A policy of the role's own, a JSON document; none unless set. Changed in place. */
    Optional<String> permissionPolicy();

    /** Starts an empty description. */
    static Builder builder() {
        return new Builder();
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects what a role may do. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableWorkloadRoleSpec.Builder {

        Builder() {}

        /** Adds policies of usual controllers. */
        public Builder wellKnown(WellKnownPolicy... policies) {
            return addAllWellKnownPolicies(Arrays.asList(policies));
        }

        /** Adds a managed policy: the name of one of AWS's, or an ARN. */
        public Builder managedPolicy(String nameOrArn) {
            return addManagedPolicy(nameOrArn);
        }

        WorkloadRoleSpec unchecked() {
            return super.build();
        }
    }
}
