package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.AccessPolicyAssociation;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an access entry that is there would lose if it became what is described. */
final class CallerEntry {

    /** What each access policy of EKS has that others have as well, by the names of the policies. */
    private static final Map<AccessPolicy, Set<AccessPolicy>> ALSO_IN = Map.of(
            AccessPolicy.ADMIN, Set.of(AccessPolicy.CLUSTER_ADMIN),
            AccessPolicy.ADMIN_VIEW, Set.of(AccessPolicy.CLUSTER_ADMIN),
            AccessPolicy.EDIT, Set.of(AccessPolicy.CLUSTER_ADMIN, AccessPolicy.ADMIN),
            AccessPolicy.VIEW,
                    Set.of(AccessPolicy.CLUSTER_ADMIN, AccessPolicy.ADMIN, AccessPolicy.ADMIN_VIEW, AccessPolicy.EDIT));

    private CallerEntry() {}

    static String principal(ResourceState entry) {
        return text(entry, AccessEntry.PRINCIPAL_ARN);
    }

    /** Tells whether all of it is known: of an entry that is not this SDK's own, the access policies are not. */
    static boolean isComplete(ResourceState entry) {
        return entry.properties().containsKey(AccessEntry.POLICIES);
    }

    /** Returns, in words, what the principal would lose; nothing where it keeps everything. */
    static Optional<String> losses(ResourceState entry, AccessEntrySpec wanted) {
        if (!wanted.type().name().equals(text(entry, AccessEntry.TYPE))) {
            return Optional.of("all that it has, as it becomes one of the type " + wanted.type());
        }
        if (wanted.type() != AccessEntryType.STANDARD || isAdministrator(wanted)) {
            return Optional.empty();
        }
        List<String> losses = new ArrayList<>();
        texts(entry, AccessEntry.POLICIES).stream()
                .filter(association -> wanted.policies().stream().noneMatch(policy -> covers(policy, association)))
                .map(association -> "the access policy " + association.substring(association.lastIndexOf('/') + 1))
                .forEach(losses::add);
        texts(entry, AccessEntry.KUBERNETES_GROUPS).stream()
                .filter(group -> !wanted.kubernetesGroups().contains(group))
                .map(group -> "the group " + group)
                .forEach(losses::add);
        wanted.username()
                .filter(name -> !name.equals(text(entry, AccessEntry.USERNAME)))
                .ifPresent(name -> losses.add("the user name " + text(entry, AccessEntry.USERNAME)));
        return losses.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", losses));
    }

    private static boolean isAdministrator(AccessEntrySpec wanted) {
        return wanted.policies().contains(new AccessPolicyAssociation(AccessPolicy.CLUSTER_ADMIN, List.of()));
    }

    private static boolean covers(AccessPolicyAssociation wanted, String present) {
        String[] parts = present.split(AccessEntry.IN, 2);
        AccessPolicy policy = AccessPolicy.named(parts[0].substring(parts[0].lastIndexOf('/') + 1));
        boolean enough = wanted.policy().equals(policy)
                || ALSO_IN.getOrDefault(policy, Set.of()).contains(wanted.policy());
        return enough
                && (wanted.namespaces().isEmpty()
                        || (parts.length == 2 && wanted.namespaces().containsAll(Arrays.asList(parts[1].split(",")))));
    }

    private static String text(ResourceState entry, String property) {
        return Objects.toString(entry.properties().get(property), "");
    }

    private static List<String> texts(ResourceState entry, String property) {
        return entry.properties().get(property) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
