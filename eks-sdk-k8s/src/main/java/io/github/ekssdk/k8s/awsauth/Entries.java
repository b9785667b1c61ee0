package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What EKS tells of who is let into a cluster: its authentication mode and its access entries. */
final class Entries {

    private static final String ADMINISTRATOR = "/AmazonEKSClusterAdminPolicy";

    private final Optional<AuthenticationMode> mode;
    private final List<ResourceState> entries;

    private Entries(Optional<AuthenticationMode> mode, List<ResourceState> entries) {
        this.mode = mode;
        this.entries = List.copyOf(entries);
    }

    /** What is known where nobody can be asked. */
    static Entries unknown() {
        return new Entries(Optional.empty(), List.of());
    }

    /** Asks EKS. */
    static Entries of(EksManager eks, String cluster) {
        AuthenticationMode mode = AuthenticationMode.valueOf(
                String.valueOf(eks.cluster(cluster).state().properties().get("authenticationMode")));
        return new Entries(
                Optional.of(mode), mode == AuthenticationMode.CONFIG_MAP ? List.of() : eks.accessEntries(cluster));
    }

    Optional<AuthenticationMode> mode() {
        return mode;
    }

    /** Tells whether EKS looks into aws-auth at all. */
    boolean awsAuthCounts() {
        return mode.filter(AuthenticationMode.API::equals).isEmpty();
    }

    /** The access entry of a principal, whatever the path of its role. */
    Optional<ResourceState> find(String key) {
        return entries.stream()
                .filter(entry -> IamMapping.key(principal(entry)).equals(key))
                .findFirst();
    }

    static String principal(ResourceState entry) {
        return text(entry, "principalArn");
    }

    static String type(ResourceState entry) {
        return text(entry, "type");
    }

    static String username(ResourceState entry) {
        return text(entry, "username");
    }

    static List<String> groups(ResourceState entry) {
        return texts(entry, "kubernetesGroups");
    }

    /** The ARNs of the access policies, each with the namespaces it is for. */
    static List<String> policies(ResourceState entry) {
        return texts(entry, "accessPolicies");
    }

    /** Tells whether the entry lets nodes join. */
    static boolean ofNodes(ResourceState entry) {
        return !type(entry).equals("STANDARD");
    }

    /** Tells whether somebody may do everything by an access entry. */
    boolean haveAdministrator() {
        return entries.stream().flatMap(entry -> policies(entry).stream()).anyMatch(arn -> arn.endsWith(ADMINISTRATOR));
    }

    private static String text(ResourceState entry, String property) {
        return Objects.toString(entry.properties().get(property), "");
    }

    private static List<String> texts(ResourceState entry, String property) {
        List<String> texts = new ArrayList<>();
        if (entry.properties().get(property) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    /** Tells whether this SDK made the entry for a spec. */
    static boolean isOurs(ResourceState entry) {
        return !entry.output("owner").orElse("").isEmpty();
    }
}
