package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.Map;
import java.util.Optional;

/**
 * A controller from a Helm chart that calls AWS. Its service account gets a role by Pod Identity, made with the cluster, unless it is
 * said otherwise.
 *
 * @param <T> the controller
 * @since 0.1
 */
public abstract class RoledController<T extends RoledController<T>> extends ChartController<T> {

    private static final String NAMESPACE = "kube-system";

    private final WellKnownPolicy policy;

    RoledController(String name, Official official, WellKnownPolicy policy, ChartSettings settings) {
        super(name, NAMESPACE, official, settings);
        this.policy = policy;
    }

    /**
     * Returns the controller with a role by IRSA: the role is made, the service account annotated, and the Pods are started again when
     * the role becomes another. For Pods on Fargate, where Pod Identity cannot be used.
     */
    public T irsa() {
        return with(settings().identity(new PodIdentity(true, Optional.empty())));
    }

    /** Returns the controller with a role of yours by Pod Identity. */
    public T podIdentityRole(String roleArn) {
        return with(settings().identity(new PodIdentity(false, Optional.of(requireNonNull(roleArn, "roleArn")))));
    }

    /** Returns the controller with a role of yours by IRSA; it must trust the cluster's OIDC provider. */
    public T serviceAccountRole(String roleArn) {
        return with(settings().identity(new PodIdentity(true, Optional.of(requireNonNull(roleArn, "roleArn")))));
    }

    @Override
    public void addTo(ClusterSpec.Builder cluster) {
        settings().identity().addTo(cluster, NAMESPACE, name(), policy);
    }

    /** Returns the annotations of the service account, which is called like the controller. */
    final Map<String, Object> roleAnnotations(ComponentContext context) {
        return settings().identity().annotations(context, NAMESPACE, name());
    }
}
