package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.error.MalformedAwsAuthException;
import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.k8s.awsauth.AwsAuth;
import io.github.ekssdk.k8s.awsauth.AwsAuthEdit;
import io.github.ekssdk.k8s.awsauth.IamMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The mappings of roles in the ConfigMap aws-auth of a cluster. Those that the SDK has made for nodes are named by annotations, one
 * for each, which it sets under a field manager of its own for each, so that several can be made at a time.
 */
final class NodeMappings {

    private static final String PATH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";
    private static final String ANNOTATION = "eks-sdk/node-role-";
    private static final String MANAGER = KubernetesApi.MANAGER + "-node-role-";

    private final KubernetesApi api;

    NodeMappings(KubernetesApi api) {
        this.api = api;
    }

    /** Returns the keys of the roles whose mappings are the SDK's. */
    Set<String> own() {
        Set<String> own = new TreeSet<>();
        api.get(PATH)
                .map(map -> Tree.mapAt(map, "metadata", "annotations"))
                .ifPresent(annotations -> annotations.forEach((key, arn) -> {
                    if (key.startsWith(ANNOTATION)) {
                        own.add(PrincipalArn.keyOf(String.valueOf(arn)));
                    }
                }));
        return own;
    }

    /** Returns all mappings of roles; none where EKS could not read them either. */
    List<IamMapping> readable() {
        try {
            return read();
        } catch (MalformedAwsAuthException malformed) {
            return List.of();
        }
    }

    private List<IamMapping> read() {
        return api.calls("get", PATH, client -> AwsAuth.of(client).read().roles());
    }

    /**
     * Returns the mapping that counts for a role.
     *
     * @throws MalformedAwsAuthException if EKS could not read the ConfigMap either
     */
    Optional<IamMapping> find(String arn) {
        return read().stream()
                .filter(mapping -> PrincipalArn.keyOf(mapping.arn()).equals(PrincipalArn.keyOf(arn)))
                .filter(mapping -> PrincipalArn.parse(mapping.arn())
                        .filter(role -> !role.hasPath())
                        .isPresent())
                .reduce((earlier, later) -> later);
    }

    /** Merges a mapping into what stands there; nobody may be locked out by it. */
    void map(IamMapping mapping) {
        apply(
                edit -> edit.mapRole(mapping.arn(), who -> {
                    who.username(mapping.username());
                    mapping.groups().forEach(who::group);
                }),
                false);
    }

    /** Takes a mapping out again, with which nodes that are left lose their access. */
    void unmap(String arn) {
        apply(edit -> edit.removeRole(arn), true);
    }

    private void apply(Consumer<AwsAuthEdit> edit, boolean lockingOut) {
        api.calls("update", PATH, client -> {
            AwsAuth awsAuth = AwsAuth.of(client);
            var plan = awsAuth.plan(edit);
            return awsAuth.apply(lockingOut ? plan.allowingLockOut() : plan);
        });
    }

    /** Notes that the mapping of a role is the SDK's. */
    void mark(String arn) {
        annotate(arn, Map.of(ANNOTATION + hash(arn), arn));
    }

    /** Notes that the mapping of a role is the SDK's no more. */
    void unmark(String arn) {
        annotate(arn, Map.of());
    }

    private void annotate(String arn, Map<String, String> annotations) {
        Map<String, Object> metadata =
                Map.of("name", "aws-auth", "namespace", "kube-system", "annotations", annotations);
        api.apply(
                PATH, Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata), MANAGER + hash(arn), true);
    }

    private static String hash(String arn) {
        return Owner.sha256(PrincipalArn.keyOf(arn)).substring(0, 8);
    }
}
