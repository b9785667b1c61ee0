package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;

/** A kind of change of which UpdateClusterConfig takes one at a time, in the order in which they are made. */
enum ControlPlaneChange {
    /** EKS goes from CONFIG_MAP to API by way of API_AND_CONFIG_MAP only. */
    AUTHENTICATION_MODE(ControlPlane.AUTHENTICATION_MODE) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            String target = wanted.string(ControlPlane.AUTHENTICATION_MODE);
            boolean twoSteps =
                    target.equals("API") && "CONFIG_MAP".equals(now.properties().get(ControlPlane.AUTHENTICATION_MODE));
            request.accessConfig(access -> access.authenticationMode(twoSteps ? "API_AND_CONFIG_MAP" : target));
        }
    },
    LOGGING(ControlPlane.LOGGING) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            List<String> target = wanted.strings(ControlPlane.LOGGING);
            List<String> present = present(now, ControlPlane.LOGGING);
            request.logging(ControlPlane.logging(missing(target, present), missing(present, target)));
        }
    },
    ENDPOINT_ACCESS(ControlPlane.PUBLIC_ENDPOINT, ControlPlane.PRIVATE_ENDPOINT, ControlPlane.PUBLIC_ACCESS_CIDRS) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            boolean open = wanted.bool(ControlPlane.PUBLIC_ENDPOINT);
            request.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(open)
                    .endpointPrivateAccess(wanted.bool(ControlPlane.PRIVATE_ENDPOINT))
                    .publicAccessCidrs(open ? wanted.strings(ControlPlane.PUBLIC_ACCESS_CIDRS) : null));
        }
    },
    NETWORK(ControlPlane.SUBNET_IDS, ControlPlane.SECURITY_GROUP_IDS) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.resourcesVpcConfig(vpc -> vpc.subnetIds(wanted.strings(ControlPlane.SUBNET_IDS))
                    .securityGroupIds(wanted.strings(ControlPlane.SECURITY_GROUP_IDS)));
        }
    },
    DELETION_PROTECTION(ControlPlane.DELETION_PROTECTION) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.deletionProtection(wanted.bool(ControlPlane.DELETION_PROTECTION));
        }
    };

    private final Set<String> properties;

    ControlPlaneChange(String... properties) {
        this.properties = Set.of(properties);
    }

    abstract void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now);

    /** Returns the properties that this kind of change brings to what is wanted. */
    Set<String> properties() {
        return properties;
    }

    /** Returns the first kind of change that the differences ask for. */
    static ControlPlaneChange first(Set<String> differences) {
        for (ControlPlaneChange change : values()) {
            if (change.properties.stream().anyMatch(differences::contains)) {
                return change;
            }
        }
        throw new IllegalArgumentException("Nothing can change " + differences + " of a cluster in place.");
    }

    /**
     * Returns the request for the change.
     *
     * @param history the {@linkplain Updates#history updates so far}
     */
    UpdateClusterConfigRequest request(Wanted wanted, ResourceState now, String history) {
        UpdateClusterConfigRequest.Builder request =
                UpdateClusterConfigRequest.builder().name(wanted.owner().cluster());
        fill(request, wanted.properties(), now);
        String token = wanted.token("UpdateClusterConfig after " + history, request.build());
        return request.clientRequestToken(token).build();
    }

    private static List<String> missing(List<String> all, List<String> present) {
        return all.stream().filter(item -> !present.contains(item)).toList();
    }

    private static List<String> present(ResourceState now, String property) {
        return Properties.of(now).strings(property);
    }
}
