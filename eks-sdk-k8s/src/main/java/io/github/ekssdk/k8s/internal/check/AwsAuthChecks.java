package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;

/** Whether a component would say who is let into the cluster. */
final class AwsAuthChecks {

    private final ObjectSet objects;
    private final ClusterSpec spec;
    private final Findings findings;

    AwsAuthChecks(ObjectSet objects, ClusterSpec spec, Findings findings) {
        this.objects = objects;
        this.spec = spec;
        this.findings = findings;
    }

    void run() {
        objects.of("", "ConfigMap")
                .filter(map -> map.namespace().equals("kube-system")
                        && map.object().name().equals("aws-auth"))
                .forEach(this::check);
    }

    private void check(Described map) {
        if (spec.authenticationMode() == AuthenticationMode.API) {
            findings.warning(
                    map,
                    "EKS does not look at it, for the authentication mode is API. Use accessEntry(...) of the spec.");
        } else {
            findings.problem(
                    map,
                    "It says who is let in, nodes among them, and the lists of a component would take the place of"
                            + " those that are there: everybody else could be locked out.",
                    "Use accessEntry(...) of the spec, or AwsAuth, which merges and looks who would be locked out.");
        }
    }
}
