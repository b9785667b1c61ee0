package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Pod Identity association: which role the Pods of a service account take. Those that add-ons own are none of these. */
public final class PodIdentityAssociation extends EksKind {

    public static final String NAMESPACE = "namespace";
    public static final String SERVICE_ACCOUNT = "serviceAccount";
    public static final String ROLE_ARN = "roleArn";
    public static final String TARGET_ROLE_ARN = "targetRoleArn";
    public static final String DISABLE_SESSION_TAGS = "disableSessionTags";
    public static final String POLICY = "policy";

    /** What stands for no role and no policy. */
    public static final String NONE = "none";

    private static final String ID = "associationId";
    private static final String MARKED = "marked";

    @Override
    public String name() {
        return "podIdentityAssociation";
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws
                .eks()
                .listPodIdentityAssociationsPaginator(request -> request.clusterName(owner.cluster()))
                .associations()
                .stream()
                .filter(association -> association.ownerArn() == null)
                .map(association -> association.namespace() + "/" + association.serviceAccount() + "/"
                        + association.associationId());
    }

    @Override
    ResourceState named(String key) {
        int slash = key.lastIndexOf('/');
        return new ResourceState(
                name() + "/" + key.substring(0, slash),
                "",
                "",
                Map.of(),
                Map.of(ID, key.substring(slash + 1)),
                List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        String id = known.outputs().get(ID);
        return id != null ? get(aws, owner, id) : describe(aws, owner, key(known));
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String key) {
        String[] account = key.split("/", 2);
        return aws
                .eks()
                .listPodIdentityAssociationsPaginator(request -> request.clusterName(owner.cluster())
                        .namespace(account[0])
                        .serviceAccount(account[1]))
                .associations()
                .stream()
                .findFirst()
                .flatMap(found -> get(aws, owner, found.associationId()));
    }

    private Optional<ResourceState> get(Aws aws, Owner owner, String id) {
        return association(aws, owner, id).map(found -> state(owner, found));
    }

    private static Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> association(
            Aws aws, Owner owner, String id) {
        return AwsFault.found(() -> aws.eks()
                .describePodIdentityAssociation(
                        request -> request.clusterName(owner.cluster()).associationId(id))
                .association());
    }

    /** Returns the role of each service account of the associations that an add-on owns. */
    static Map<String, Object> roles(Aws aws, Owner owner, List<String> arns) {
        Map<String, Object> roles = new TreeMap<>();
        arns.forEach(arn -> association(aws, owner, arn.substring(arn.lastIndexOf('/') + 1))
                .ifPresent(found -> roles.put(found.serviceAccount(), found.roleArn())));
        return roles;
    }

    private ResourceState state(
            Owner owner, software.amazon.awssdk.services.eks.model.PodIdentityAssociation association) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(NAMESPACE, association.namespace());
        properties.put(SERVICE_ACCOUNT, association.serviceAccount());
        properties.put(ROLE_ARN, association.roleArn());
        properties.put(TARGET_ROLE_ARN, Objects.requireNonNullElse(association.targetRoleArn(), NONE));
        properties.put(DISABLE_SESSION_TAGS, Boolean.TRUE.equals(association.disableSessionTags()));
        properties.put(POLICY, association.policy() == null ? NONE : JsonMeaning.canonical(association.policy()));
        properties.put(TAGS, Owner.wantedTags(association.tags()));
        boolean ofAddon = association.ownerArn() != null;
        return new ResourceState(
                name() + "/" + association.namespace() + "/" + association.serviceAccount(),
                association.associationArn(),
                "available",
                properties,
                Map.of(
                        EksTags.OWNER,
                        ofAddon ? "" : EksTags.owner(owner, association.tags()),
                        ID,
                        association.associationId(),
                        MARKED,
                        association.tags().isEmpty() && !ofAddon ? "" : "yes"),
                List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        return state(
                wanted.owner(),
                aws.eks()
                        .createPodIdentityAssociation(
                                request -> request.clusterName(wanted.owner().cluster())
                                        .namespace(settings.string(NAMESPACE))
                                        .serviceAccount(settings.string(SERVICE_ACCOUNT))
                                        .roleArn(settings.string(ROLE_ARN))
                                        .targetRoleArn(given(settings, TARGET_ROLE_ARN, null))
                                        .disableSessionTags(settings.bool(DISABLE_SESSION_TAGS))
                                        .policy(given(settings, POLICY, null))
                                        .tags(wanted.tags())
                                        .clientRequestToken(wanted.token("CreatePodIdentityAssociation")))
                        .association());
    }

    private static @Nullable String given(Properties settings, String name, @Nullable String otherwise) {
        String value = settings.string(name);
        return value.equals(NONE) ? otherwise : value;
    }

    /** Nothing in place of a role or a policy takes it away. */
    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(TAGS)) {
            EksTags.retag(aws, wanted, now, wanted.tags());
        }
        if (!differences.equals(Set.of(TAGS))) {
            Properties settings = wanted.properties();
            aws.eks()
                    .updatePodIdentityAssociation(request -> request.clusterName(
                                    wanted.owner().cluster())
                            .associationId(now.outputs().get(ID))
                            .roleArn(settings.string(ROLE_ARN))
                            .targetRoleArn(
                                    differences.contains(TARGET_ROLE_ARN) ? given(settings, TARGET_ROLE_ARN, "") : null)
                            .disableSessionTags(settings.bool(DISABLE_SESSION_TAGS))
                            .policy(differences.contains(POLICY) ? given(settings, POLICY, "") : null)
                            .clientRequestToken(wanted.token(
                                    "UpdatePodIdentityAssociation", now.properties() + " to " + settings)));
        }
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .deletePodIdentityAssociation(request -> request.clusterName(owner.cluster())
                        .associationId(now.outputs().get(ID))));
    }

    @Override
    public boolean takesOver(ResourceState state) {
        return "".equals(state.outputs().get(MARKED));
    }

    @Override
    public boolean goesAlong() {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(NAMESPACE) || property.equals(SERVICE_ACCOUNT)
                ? Mutability.REPLACE
                : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("eks:CreatePodIdentityAssociation", "eks:TagResource", "iam:PassRole");
            case UPDATE ->
                Work.brief("eks:UpdatePodIdentityAssociation", "eks:TagResource", "eks:UntagResource", "iam:PassRole");
            case DELETE -> Work.brief("eks:DeletePodIdentityAssociation");
        };
    }
}
