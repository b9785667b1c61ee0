package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which changes of a control plane EKS never makes, never takes back, or makes with consequences. */
final class ControlPlaneRules {

    static final Set<String> ONE_WAY = Set.of(
            ControlPlane.VERSION,
            ControlPlane.AUTHENTICATION_MODE,
            ControlPlane.EGRESS_MODE,
            ControlPlane.ENCRYPTION_KEY);

    private static final List<Object> MODES = List.of("CONFIG_MAP", "API_AND_CONFIG_MAP", "API");
    private static final String AWS_MANAGED = "AWS_MANAGED";

    private ControlPlaneRules() {}

    static Optional<String> refusal(String property, Properties all, Object present) {
        Object wanted = all.get(property);
        return switch (property) {
            case ControlPlane.VERSION ->
                all.has(ControlPlane.VERSION_ROLLBACK) ? Optional.empty() : downgrade(wanted, present);
            case ControlPlane.AUTHENTICATION_MODE ->
                MODES.indexOf(wanted) < MODES.indexOf(present)
                        ? Optional.of("the authentication mode is " + present + ", and EKS does not go back to "
                                + wanted + ", only from CONFIG_MAP to API_AND_CONFIG_MAP to API")
                        : Optional.empty();
            case ControlPlane.EGRESS_MODE ->
                wanted.equals(AWS_MANAGED)
                        ? Optional.of("the control plane egress mode is " + present
                                + ", and EKS does not take the routing over again")
                        : Optional.empty();
            case ControlPlane.ENCRYPTION_KEY -> otherKey(wanted, present);
            default -> Optional.empty();
        };
    }

    private static Optional<String> downgrade(Object wanted, Object present) {
        return MinorVersion.isBack(present.toString(), wanted.toString())
                ? Optional.of("the Kubernetes version is " + present + ", and it goes back to " + wanted
                        + " only if the spec says versionRollback(true); EKS takes back the last upgrade,"
                        + " within 7 days")
                : Optional.empty();
    }

    private static Optional<String> otherKey(Object wanted, Object present) {
        if (present.equals(ControlPlane.AWS_OWNED_KEY)) {
            return Optional.empty();
        }
        return Optional.of(
                wanted.equals(ControlPlane.AWS_OWNED_KEY)
                        ? "its secrets are encrypted with " + present + ", and EKS never takes that back"
                        : "its secrets are encrypted with " + present + ", and EKS never takes another key");
    }

    static Optional<String> warning(String property, Object wanted, ResourceState now) {
        String present = String.valueOf(now.properties().get(property));
        return switch (property) {
            case ControlPlane.VERSION -> Optional.of(upgrade(now, present, wanted.toString()));
            case ControlPlane.AUTHENTICATION_MODE ->
                Optional.of("The change of the authentication mode from " + present + " to " + wanted
                        + " cannot be undone."
                        + (wanted.equals("API") ? " The aws-auth ConfigMap then lets nobody in any more." : ""));
            case ControlPlane.EGRESS_MODE ->
                Optional.of("The change of the control plane egress mode from " + present + " to " + wanted
                        + " cannot be undone. The subnets of the control plane then need routes to its webhooks and"
                        + " OIDC providers.");
            case ControlPlane.ENCRYPTION_KEY ->
                Optional.of("Secrets encryption cannot be undone: EKS never takes another key nor none. Without the key"
                        + " the cluster could not be recovered. Secrets that are there are encrypted with it when they"
                        + " are next written.");
            case ControlPlane.AUTO_MODE -> autoMode(wanted);
            default -> Optional.empty();
        };
    }

    private static String upgrade(ResourceState now, String present, String wanted) {
        if (MinorVersion.isBack(present, wanted)) {
            return "The control plane of " + now.id() + " goes back from Kubernetes " + present + " to " + wanted
                    + ". Add-ons, nodes, and what is kept in the cluster stay as they are.";
        }
        List<String> hops = MinorVersion.hops(present, wanted);
        String way = hops.size() > 1 ? " by way of " + String.join(", ", hops.subList(0, hops.size() - 1)) : "";
        return "The upgrade of " + now.id() + " from Kubernetes " + present + " to " + wanted + way
                + " can be taken back by one minor version only, within 7 days, with versionRollback(true).";
    }

    private static Optional<String> autoMode(Object wanted) {
        return wanted.equals(false)
                ? Optional.of(
                        "EKS Auto Mode is switched off: EKS terminates the nodes that it runs and deletes the load"
                                + " balancers that it made; EBS volumes stay.")
                : Optional.empty();
    }

    /** Tells whether EKS Auto Mode is on. */
    static boolean autoMode(Properties settings) {
        return settings.has(ControlPlane.AUTO_MODE) && settings.bool(ControlPlane.AUTO_MODE);
    }
}
