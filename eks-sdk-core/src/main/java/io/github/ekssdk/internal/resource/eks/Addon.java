package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;

/** An EKS add-on. */
public final class Addon extends EksStatusKind {

    public static final String VERSION = "addonVersion";
    public static final String CONFIGURATION = "configurationValues";
    public static final String RESOLVE_CONFLICTS = "resolveConflicts";

    public static final String SERVICE_ACCOUNT_ROLE = "serviceAccountRoleArn";
    public static final String NAMESPACE = "namespace";
    public static final String PRESERVE = "preserveOnDelete";

    /** The service accounts that get a role by Pod Identity, with its ARN. */
    public static final String POD_IDENTITIES = "podIdentityAssociations";

    /** What EKS recommends for service accounts, each with the names of managed policies. */
    public static final String RECOMMENDED = "recommendedPodIdentities";

    /** The role of a service account that has none of its own. */
    public static final String NO_ROLE = "none";

    /** What EKS puts into clusters by itself, unless it is told not to. */
    public static final Set<String> SELF_MANAGED = Set.of("vpc-cni", "kube-proxy", "coredns");

    private static final String PRESERVE_TAG = "eks-sdk/preserve";
    private static final String RECOMMENDED_TAG = "eks-sdk/recommended";
    private static final Set<String> MARKS = Set.of(TAGS, PRESERVE, RECOMMENDED);
    private static final int LONGEST_TAG = 256;
    private static final String MARKED = "marked";
    private static final String ASKED = "updateAsked";
    private static final String UPDATE_FAILED = "UPDATE_FAILED";
    private static final String CREATE_FAILED = "CREATE_FAILED";
    private static final String NO_REPLICAS = "InsufficientNumberOfReplicas";
    private static final String NO_PERMISSION = "AddonPermissionFailure";

    @Override
    public String name() {
        return "addon";
    }

    /** Returns how a recommendation reads. */
    public static String recommendation(String serviceAccount, List<String> policyArns) {
        return serviceAccount + "="
                + String.join(
                        "+",
                        policyArns.stream()
                                .map(arn -> arn.replaceFirst("^arn:.*:policy/", ""))
                                .sorted()
                                .toList());
    }

    /** Returns the names of the policies that a recommendation gives a service account. */
    public static List<String> recommendedPolicies(String recommendation) {
        return List.of(recommendation.substring(recommendation.indexOf('=') + 1).split("[+]"));
    }

    /** Returns the service account that a recommendation is for. */
    public static String recommendedFor(String recommendation) {
        return recommendation.substring(0, recommendation.indexOf('='));
    }

    private static List<String> recommended(Map<String, String> tags) {
        String text = tags.getOrDefault(RECOMMENDED_TAG, "");
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws.eks().listAddonsPaginator(request -> request.clusterName(owner.cluster())).addons().stream();
    }

    /** A failed update is told from one that failed long ago: only the former is the end of a step. */
    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, owner, key(known))
                .map(state -> known.outputs().containsKey(ASKED) ? asked(state, state.status()) : state);
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String addon) {
        return AwsFault.found(() -> aws.eks()
                        .describeAddon(
                                request -> request.clusterName(owner.cluster()).addonName(addon))
                        .addon())
                .map(found ->
                        state(owner, found, PodIdentityAssociation.roles(aws, owner, found.podIdentityAssociations())));
    }

    private ResourceState state(
            Owner owner, software.amazon.awssdk.services.eks.model.Addon addon, Map<String, Object> podIdentities) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(VERSION, addon.addonVersion());
        properties.put(CONFIGURATION, JsonMeaning.canonical(addon.configurationValues()));
        properties.put(SERVICE_ACCOUNT_ROLE, role(addon.serviceAccountRoleArn()));
        properties.put(POD_IDENTITIES, podIdentities);
        if (addon.namespaceConfig() != null) {
            properties.put(NAMESPACE, addon.namespaceConfig().namespace());
        }
        properties.put(PRESERVE, addon.tags().containsKey(PRESERVE_TAG));
        properties.put(RECOMMENDED, recommended(addon.tags()));
        properties.put(TAGS, Owner.wantedTags(addon.tags()));
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(EksTags.OWNER, EksTags.owner(owner, addon.tags()));
        outputs.put(MARKED, addon.tags().isEmpty() ? "" : "yes");
        outputs.put("createdAt", String.valueOf(addon.createdAt()));
        return new ResourceState(
                name() + "/" + addon.addonName(),
                addon.addonArn(),
                addon.statusAsString(),
                properties,
                outputs,
                issues(addon));
    }

    private static String role(@Nullable String arn) {
        return arn == null || arn.isEmpty() ? NO_ROLE : arn;
    }

    private static List<String> issues(software.amazon.awssdk.services.eks.model.Addon addon) {
        return addon.health() == null
                ? List.of()
                : addon.health().issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .toList();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        var addon = aws.eks()
                .createAddon(request -> request.clusterName(wanted.owner().cluster())
                        .addonName(wanted.name())
                        .addonVersion(settings.optionalString(VERSION).orElse(null))
                        .configurationValues(configuration(settings))
                        .serviceAccountRoleArn(roleArn(settings))
                        .podIdentityAssociations(podIdentities(settings))
                        .resolveConflicts(settings.optionalString(RESOLVE_CONFLICTS)
                                .orElse(SELF_MANAGED.contains(wanted.name()) ? "OVERWRITE" : null))
                        .namespaceConfig(settings.optionalString(NAMESPACE)
                                .map(Addon::namespace)
                                .orElse(null))
                        .tags(tags(wanted))
                        .clientRequestToken(wanted.token("CreateAddon")))
                .addon();
        return state(wanted.owner(), addon, settings.objects(POD_IDENTITIES));
    }

    private static software.amazon.awssdk.services.eks.model.AddonNamespaceConfigRequest namespace(String name) {
        return software.amazon.awssdk.services.eks.model.AddonNamespaceConfigRequest.builder()
                .namespace(name)
                .build();
    }

    private static @Nullable String configuration(Properties settings) {
        String json = settings.string(CONFIGURATION);
        return json.equals(JsonMeaning.NOTHING) ? null : json;
    }

    private static @Nullable String roleArn(Properties settings) {
        String arn = settings.string(SERVICE_ACCOUNT_ROLE);
        return arn.equals(NO_ROLE) ? null : arn;
    }

    private static List<AddonPodIdentityAssociations> podIdentities(Properties settings) {
        return settings.map(POD_IDENTITIES).entrySet().stream()
                .map(entry -> AddonPodIdentityAssociations.builder()
                        .serviceAccount(entry.getKey())
                        .roleArn(entry.getValue())
                        .build())
                .toList();
    }

    private static Map<String, String> tags(Wanted wanted) {
        Map<String, String> tags = new LinkedHashMap<>(wanted.tags());
        if (wanted.properties().bool(PRESERVE)) {
            tags.put(PRESERVE_TAG, "true");
        }
        String recommended = String.join(" ", wanted.properties().strings(RECOMMENDED));
        if (!recommended.isEmpty() && recommended.length() <= LONGEST_TAG) {
            tags.put(RECOMMENDED_TAG, recommended);
        }
        return tags;
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.stream().anyMatch(MARKS::contains)) {
            EksTags.retag(aws, wanted, now, tags(wanted));
            unmark(aws, wanted, now, differences);
        }
        ResourceState tagged = with(now, wanted, differences);
        boolean settingsDiffer = differences.stream()
                .anyMatch(property -> !Set.of(TAGS, PRESERVE).contains(property));
        if (!settingsDiffer) {
            return tagged;
        }
        change(aws, wanted, now, differences);
        return asked(now, "UPDATING");
    }

    private static void unmark(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        List<String> stale = new ArrayList<>();
        if (differences.contains(PRESERVE) && !wanted.properties().bool(PRESERVE)) {
            stale.add(PRESERVE_TAG);
        }
        if (differences.contains(RECOMMENDED)
                && wanted.properties().strings(RECOMMENDED).isEmpty()) {
            stale.add(RECOMMENDED_TAG);
        }
        if (!stale.isEmpty()) {
            aws.eks()
                    .untagResource(
                            request -> request.resourceArn(now.physicalId()).tagKeys(stale));
        }
    }

    /** The role is what the request says, also when it says nothing; everything else stays unless it is named. */
    private static void change(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        Properties settings = wanted.properties();
        aws.eks()
                .updateAddon(request -> request.clusterName(wanted.owner().cluster())
                        .addonName(wanted.name())
                        .addonVersion(differences.contains(VERSION) ? settings.string(VERSION) : null)
                        .configurationValues(
                                differences.contains(CONFIGURATION) ? settings.string(CONFIGURATION) : null)
                        .serviceAccountRoleArn(roleArn(settings))
                        .podIdentityAssociations(differences.contains(POD_IDENTITIES) ? podIdentities(settings) : null)
                        .resolveConflicts(
                                settings.optionalString(RESOLVE_CONFLICTS).orElse(null))
                        .clientRequestToken(wanted.token("UpdateAddon", now.properties() + " to " + settings)));
    }

    private static ResourceState asked(ResourceState now, String status) {
        Map<String, String> outputs = new LinkedHashMap<>(now.outputs());
        outputs.put(ASKED, "yes");
        return new ResourceState(now.id(), now.physicalId(), status, now.properties(), outputs, now.issues());
    }

    /** What could not be installed may stand in for what somebody has installed before, so that is left alone. */
    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        boolean preserve = now.status().equals(CREATE_FAILED)
                || Boolean.TRUE.equals(now.properties().get(PRESERVE));
        AwsFault.unlessGone(() -> aws.eks()
                .deleteAddon(request ->
                        request.clusterName(owner.cluster()).addonName(key(now)).preserve(preserve)));
    }

    /** Add-ons that were made in the console have no tags, and become ours when a spec names them. */
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
        return switch (property) {
            case NAMESPACE -> Mutability.REPLACE;
            case RESOLVE_CONFLICTS -> Mutability.INITIAL;
            default -> Mutability.IN_PLACE;
        };
    }

    /** What is too long for a tag is not kept. */
    @Override
    public boolean same(String property, Object wanted, Object present) {
        return (property.equals(RECOMMENDED) && String.valueOf(wanted).length() > LONGEST_TAG)
                || super.same(property, wanted, present);
    }

    @Override
    public Phase phase(ResourceState state) {
        boolean failedBefore =
                state.status().equals(UPDATE_FAILED) && !state.outputs().containsKey(ASKED);
        return failedBefore ? Phase.READY : phaseOf(state.status());
    }

    /** EKS may not know a role yet that was made a moment ago. */
    @Override
    public boolean failedTooEarly(ResourceState state) {
        return state.status().equals(CREATE_FAILED)
                && !state.issues().isEmpty()
                && state.issues().stream().allMatch(issue -> issue.startsWith(NO_PERMISSION));
    }

    /** Pods of an add-on wait for somewhere to run. */
    @Override
    public boolean awaitsHealing(ResourceState state) {
        return state.issues().stream().allMatch(issue -> issue.startsWith(NO_REPLICAS));
    }

    @Override
    public boolean healedBy(ResourceNode other) {
        return Compute.runsPods(other);
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:CreateAddon", "eks:DeleteAddon", "eks:TagResource", "iam:PassRole")
                        .lasting(28, 24, 5, 40);
            case UPDATE ->
                Work.brief("eks:UpdateAddon", "eks:TagResource", "eks:UntagResource", "iam:PassRole")
                        .lasting(28, 15, 5, 20);
            case DELETE -> Work.brief("eks:DeleteAddon").lasting(9, 5, 3, 20).disrupting();
        };
    }
}
