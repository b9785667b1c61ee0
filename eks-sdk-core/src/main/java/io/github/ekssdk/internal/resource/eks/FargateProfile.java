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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

/** A Fargate profile: which pods run on Fargate, as which role, in which subnets. EKS never changes one. */
public final class FargateProfile extends EksStatusKind {

    public static final String POD_EXECUTION_ROLE_ARN = "podExecutionRoleArn";
    public static final String SUBNET_IDS = "subnetIds";

    /** The selectors, each a namespace and, in braces, the labels. */
    public static final String SELECTORS = "selectors";

    @Override
    public String name() {
        return "fargateProfile";
    }

    /** Returns how a selector reads. */
    public static String selector(String namespace, Map<String, String> labels) {
        return labels.isEmpty()
                ? namespace
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(",", namespace + "{", "}"));
    }

    private static FargateProfileSelector selector(String text) {
        int brace = text.indexOf('{');
        if (brace < 0) {
            return FargateProfileSelector.builder().namespace(text).build();
        }
        Map<String, String> labels = new TreeMap<>();
        for (String label : text.substring(brace + 1, text.length() - 1).split(",", -1)) {
            String[] pair = label.split("=", 2);
            labels.put(pair[0], pair[1]);
        }
        return FargateProfileSelector.builder()
                .namespace(text.substring(0, brace))
                .labels(labels)
                .build();
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws
                .eks()
                .listFargateProfilesPaginator(request -> request.clusterName(owner.cluster()))
                .fargateProfileNames()
                .stream();
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String profile) {
        return AwsFault.found(() -> aws.eks()
                        .describeFargateProfile(
                                request -> request.clusterName(owner.cluster()).fargateProfileName(profile))
                        .fargateProfile())
                .map(found -> state(owner, found));
    }

    private ResourceState state(Owner owner, software.amazon.awssdk.services.eks.model.FargateProfile profile) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(POD_EXECUTION_ROLE_ARN, profile.podExecutionRoleArn());
        properties.put(SUBNET_IDS, profile.subnets());
        properties.put(
                SELECTORS,
                profile.selectors().stream()
                        .map(selector -> selector(selector.namespace(), selector.labels()))
                        .toList());
        properties.put(TAGS, Owner.wantedTags(profile.tags()));
        return new ResourceState(
                name() + "/" + profile.fargateProfileName(),
                profile.fargateProfileArn(),
                profile.statusAsString(),
                properties,
                Map.of(
                        EksTags.OWNER,
                        EksTags.owner(owner, profile.tags()),
                        "createdAt",
                        Objects.toString(profile.createdAt())),
                issues(profile));
    }

    private static List<String> issues(software.amazon.awssdk.services.eks.model.FargateProfile profile) {
        return profile.health() == null
                ? List.of()
                : profile.health().issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .toList();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        return state(
                wanted.owner(),
                aws.eks()
                        .createFargateProfile(
                                request -> request.clusterName(wanted.owner().cluster())
                                        .fargateProfileName(wanted.name())
                                        .podExecutionRoleArn(settings.string(POD_EXECUTION_ROLE_ARN))
                                        .subnets(settings.strings(SUBNET_IDS))
                                        .selectors(settings.strings(SELECTORS).stream()
                                                .map(FargateProfile::selector)
                                                .toList())
                                        .tags(wanted.tags())
                                        .clientRequestToken(wanted.token("CreateFargateProfile")))
                        .fargateProfile());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        EksTags.retag(aws, wanted, now, wanted.tags());
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .deleteFargateProfile(
                        request -> request.clusterName(owner.cluster()).fargateProfileName(key(now))));
    }

    /** Pods pull their images over routes that are there. */
    @Override
    public Set<String> after() {
        return Set.of("vpcEndpoint", CLUSTER, "routeTable");
    }

    /** EKS makes and removes one at a time, and none while the cluster is being updated. */
    @Override
    public Optional<String> queue() {
        return Optional.of(Updates.QUEUE);
    }

    @Override
    public boolean unordered(String property) {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(TAGS) ? Mutability.IN_PLACE : Mutability.REPLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:CreateFargateProfile", "eks:TagResource", "iam:PassRole")
                        .lasting(100, 50, 5, 40);
            case UPDATE -> Work.brief("eks:TagResource", "eks:UntagResource");
            case DELETE ->
                Work.brief("eks:DeleteFargateProfile").lasting(150, 60, 5, 60).disrupting();
        };
    }
}
