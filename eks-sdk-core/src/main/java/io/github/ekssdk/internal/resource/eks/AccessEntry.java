package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessScope;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;

/** An access entry: what an IAM principal may do in the cluster, with the access policies associated with it. */
public final class AccessEntry extends EksKind {

    public static final String PRINCIPAL_ARN = "principalArn";
    public static final String TYPE = "type";
    public static final String USERNAME = "username";
    public static final String KUBERNETES_GROUPS = "kubernetesGroups";

    /** The ARNs of the access policies, each followed by the namespaces it is for, if it is not for the whole cluster. */
    public static final String POLICIES = "accessPolicies";

    private static final String MARKED = "marked";
    /** What stands in a text of {@link #POLICIES} between the ARN and the namespaces, which have commas between them. */
    public static final String IN = " in ";

    private static final Set<String> WITH_POLICIES = Set.of("STANDARD", "EC2");

    @Override
    public String name() {
        return "accessEntry";
    }

    /** Returns how an association of an access policy reads. */
    public static String association(String policyArn, List<String> namespaces) {
        return namespaces.isEmpty()
                ? policyArn
                : policyArn + IN + String.join(",", namespaces.stream().sorted().toList());
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws
                .eks()
                .listAccessEntriesPaginator(request -> request.clusterName(owner.cluster()))
                .accessEntries()
                .stream();
    }

    /** Reads all entries with their access policies, those of others too. */
    public List<ResourceState> listWhole(Aws aws, Owner owner) {
        return list(aws, owner).stream()
                .flatMap(known -> describe(aws, owner, key(known), true).stream())
                .toList();
    }

    /** Reads an entry with its access policies, whoever made it. */
    public Optional<ResourceState> readWhole(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, owner, key(known), true);
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String principal) {
        return describe(aws, owner, principal, false);
    }

    private Optional<ResourceState> describe(Aws aws, Owner owner, String principal, boolean whole) {
        return AwsFault.found(() -> {
            var entry = aws.eks()
                    .describeAccessEntry(
                            request -> request.clusterName(owner.cluster()).principalArn(principal))
                    .accessEntry();
            boolean associated = WITH_POLICIES.contains(entry.type());
            return whole || owner.owns(entry.tags())
                    ? state(owner, entry, associated ? associations(aws, owner, principal) : List.of())
                    : state(owner, entry, null);
        });
    }

    private static List<String> associations(Aws aws, Owner owner, String principal) {
        return aws
                .eks()
                .listAssociatedAccessPoliciesPaginator(
                        request -> request.clusterName(owner.cluster()).principalArn(principal))
                .associatedAccessPolicies()
                .stream()
                .map(AccessEntry::text)
                .sorted()
                .toList();
    }

    private static String text(AssociatedAccessPolicy policy) {
        return association(policy.policyArn(), policy.accessScope().namespaces());
    }

    /**
     * Makes the state of an entry.
     *
     * @param policies its access policies; null where they were not asked for, as the entry is not ours
     */
    private ResourceState state(
            Owner owner, software.amazon.awssdk.services.eks.model.AccessEntry entry, @Nullable List<String> policies) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(PRINCIPAL_ARN, entry.principalArn());
        properties.put(TYPE, entry.type());
        properties.put(USERNAME, entry.username());
        properties.put(KUBERNETES_GROUPS, entry.kubernetesGroups());
        if (policies != null) {
            properties.put(POLICIES, policies);
        }
        properties.put(TAGS, Owner.wantedTags(entry.tags()));
        return new ResourceState(
                name() + "/" + entry.principalArn(),
                entry.accessEntryArn(),
                "available",
                properties,
                Map.of(
                        EksTags.OWNER,
                        EksTags.owner(owner, entry.tags()),
                        MARKED,
                        entry.tags().isEmpty() ? "" : "yes"),
                List.of());
    }

    /** EKS makes those of the creator, of node roles and of Fargate. */
    @Override
    public boolean comesAlong() {
        return true;
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        String principal = settings.string(PRINCIPAL_ARN);
        var entry = aws.eks()
                .createAccessEntry(request -> request.clusterName(wanted.owner().cluster())
                        .principalArn(principal)
                        .type(settings.string(TYPE))
                        .username(settings.optionalString(USERNAME).orElse(null))
                        .kubernetesGroups(settings.has(KUBERNETES_GROUPS) ? settings.strings(KUBERNETES_GROUPS) : null)
                        .tags(wanted.tags())
                        .clientRequestToken(wanted.token("CreateAccessEntry")))
                .accessEntry();
        return state(wanted.owner(), entry, List.of());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String cluster = wanted.owner().cluster();
        Properties settings = wanted.properties();
        String principal = settings.string(PRINCIPAL_ARN);
        if (differences.contains(USERNAME) || differences.contains(KUBERNETES_GROUPS)) {
            aws.eks()
                    .updateAccessEntry(request -> request.clusterName(cluster)
                            .principalArn(principal)
                            .username(settings.optionalString(USERNAME).orElse(null))
                            .kubernetesGroups(
                                    settings.has(KUBERNETES_GROUPS) ? settings.strings(KUBERNETES_GROUPS) : null)
                            .clientRequestToken(
                                    wanted.token("UpdateAccessEntry", now.properties() + " to " + settings)));
        }
        if (differences.contains(POLICIES)) {
            List<String> present = now.properties().containsKey(POLICIES)
                    ? Properties.of(now).strings(POLICIES)
                    : associations(aws, wanted.owner(), principal);
            changePolicies(aws, cluster, principal, settings.strings(POLICIES), present);
        }
        if (differences.contains(TAGS)) {
            EksTags.retag(aws, wanted, now, wanted.tags());
        }
        return with(now, wanted, differences);
    }

    private static void changePolicies(
            Aws aws, String cluster, String principal, List<String> target, List<String> present) {
        Set<String> kept = new HashSet<>();
        target.forEach(association -> kept.add(arn(association)));
        target.stream()
                .filter(association -> !present.contains(association))
                .forEach(association -> aws.eks()
                        .associateAccessPolicy(request -> request.clusterName(cluster)
                                .principalArn(principal)
                                .policyArn(arn(association))
                                .accessScope(scope(association))));
        present.stream()
                .map(AccessEntry::arn)
                .filter(arn -> !kept.contains(arn))
                .forEach(arn -> AwsFault.unlessGone(() -> aws.eks()
                        .disassociateAccessPolicy(request -> request.clusterName(cluster)
                                .principalArn(principal)
                                .policyArn(arn))));
    }

    private static String arn(String association) {
        return association.split(IN, 2)[0];
    }

    private static AccessScope scope(String association) {
        String[] parts = association.split(IN, 2);
        AccessScope.Builder scope = AccessScope.builder();
        return parts.length == 1
                ? scope.type(AccessScopeType.CLUSTER).build()
                : scope.type(AccessScopeType.NAMESPACE)
                        .namespaces(Arrays.asList(parts[1].split(",")))
                        .build();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .deleteAccessEntry(
                        request -> request.clusterName(owner.cluster()).principalArn(key(now))));
    }

    /** There are no entries before the authentication mode knows them. */
    @Override
    public Set<String> after() {
        return Set.of(CLUSTER, ClusterAuthenticationMode.NAME);
    }

    /** EKS makes an entry for who creates the cluster; it has no tags, and becomes ours when a spec names it. */
    @Override
    public boolean takesOver(ResourceState state) {
        return "".equals(state.outputs().get(MARKED));
    }

    @Override
    public boolean goesAlong() {
        return true;
    }

    /** The policies are associated once the entry is there. */
    @Override
    public boolean createdWhole() {
        return false;
    }

    @Override
    public boolean unordered(String property) {
        return property.equals(POLICIES) || property.equals(KUBERNETES_GROUPS);
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(TYPE) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("eks:CreateAccessEntry", "eks:AssociateAccessPolicy", "eks:TagResource");
            case UPDATE ->
                Work.brief(
                        "eks:UpdateAccessEntry",
                        "eks:AssociateAccessPolicy",
                        "eks:DisassociateAccessPolicy",
                        "eks:TagResource",
                        "eks:UntagResource");
            case DELETE -> Work.brief("eks:DeleteAccessEntry");
        };
    }
}
