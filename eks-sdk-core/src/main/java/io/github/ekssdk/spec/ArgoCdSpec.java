package io.github.ekssdk.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The settings of the capability Argo CD. Its users come from AWS IAM Identity Center.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_ArgoCdConfigRequest.html">ArgoCdConfigRequest in the EKS
 *     API</a>
 * @since 0.1
 */
@Value.Immutable
public interface ArgoCdSpec {

    /** The Kubernetes namespace of its objects; EKS takes {@code argocd} when empty. Changing it replaces the capability. */
    Optional<String> namespace();

    /** The ARN of the instance of IAM Identity Center. Changing it replaces the capability. */
    String idcInstanceArn();

    /** The region of that instance; the cluster's when empty. Changing it replaces the capability. */
    Optional<String> idcRegion();

    /** The ids of the VPC endpoints through which alone Argo CD can be reached; over the internet too when empty. */
    List<String> vpcEndpointIds();

    /** Who may do what; nobody anything unless added. */
    List<ArgoCdRoleMapping> roleMappings();

    /** Starts the description of Argo CD. */
    static Builder builder() {
        return new Builder().idcInstanceArn("");
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of Argo CD. Bad values are reported when the capability is built.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableArgoCdSpec.Builder {

        Builder() {}

        /** Replaces the VPC endpoints through which alone Argo CD can be reached. */
        public Builder vpcEndpointIds(String... ids) {
            return vpcEndpointIds(Arrays.asList(ids));
        }

        /** Lets a group of IAM Identity Center, by its id, do what the role may. */
        public Builder group(ArgoCdRole role, String groupId) {
            return addRoleMappings(new ArgoCdRoleMapping(role, true, groupId));
        }

        /** Lets a user of IAM Identity Center, by its id, do what the role may. */
        public Builder user(ArgoCdRole role, String userId) {
            return addRoleMappings(new ArgoCdRoleMapping(role, false, userId));
        }
    }
}
