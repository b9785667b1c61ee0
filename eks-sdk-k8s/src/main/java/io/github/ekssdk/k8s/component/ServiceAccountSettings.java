package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IamServiceAccountSpec;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects the settings of a ServiceAccount. With a role, that is made in the same plan.
 *
 * @since 0.1
 */
public final class ServiceAccountSettings extends ObjectSettings<ServiceAccountSettings> {

    private Optional<Consumer<? super PodIdentityAssociationSpec.Builder>> podIdentity = Optional.empty();
    private Optional<Consumer<? super IamServiceAccountSpec.Builder>> irsa = Optional.empty();

    ServiceAccountSettings(String name) {
        super(name);
    }

    /**
     * Lets the Pods take an IAM role by Pod Identity, as {@link ClusterSpec.Builder#podIdentity} does. Not on Fargate and Windows.
     */
    public ServiceAccountSettings podIdentity(Consumer<? super PodIdentityAssociationSpec.Builder> role) {
        podIdentity = Optional.of(role);
        return this;
    }

    /**
     * Lets the Pods take an IAM role by IRSA, as {@link ClusterSpec.Builder#iamServiceAccount} does, and annotates the account with
     * it.
     */
    public ServiceAccountSettings irsa(Consumer<? super IamServiceAccountSpec.Builder> role) {
        irsa = Optional.of(role);
        return this;
    }

    @Override
    void addTo(ClusterSpec.Builder cluster, String namespace) {
        podIdentity.ifPresent(role -> cluster.podIdentity(namespace, name(), role));
        irsa.ifPresent(role -> cluster.iamServiceAccount(namespace, name(), role));
    }

    @Override
    Map<String, Object> manifest(Place place) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", "v1");
        manifest.put("kind", "ServiceAccount");
        if (irsa.isPresent()) {
            String role =
                    place.context().serviceAccountRoleArn(place.namespace().orElse("default"), name());
            manifest.put("metadata", Map.of("annotations", Map.of("eks.amazonaws.com/role-arn", role)));
        }
        return manifest;
    }
}
