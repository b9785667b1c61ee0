package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigResponse;
import software.amazon.awssdk.services.eks.model.CapabilityDeletePropagationPolicy;
import software.amazon.awssdk.services.eks.model.CapabilitySummary;

/** Something that EKS runs for a cluster outside of its nodes, such as Argo CD. */
public final class Capability extends EksStatusKind {

    public static final String TYPE = "type";
    public static final String ROLE_ARN = "roleArn";
    public static final String NAMESPACE = "namespace";
    public static final String IDC_INSTANCE_ARN = "idcInstanceArn";
    public static final String IDC_REGION = "idcRegion";
    public static final String VPC_ENDPOINT_IDS = "vpcEndpointIds";
    public static final String ROLE_MAPPINGS = "roleMappings";

    @Override
    public String name() {
        return "capability";
    }

    /** Returns how a role mapping reads. */
    public static String mapping(String role, boolean group, String id) {
        return role + " " + (group ? "SSO_GROUP" : "SSO_USER") + " " + id;
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws
                .eks()
                .listCapabilitiesPaginator(request -> request.clusterName(owner.cluster()))
                .capabilities()
                .stream()
                .map(CapabilitySummary::capabilityName);
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String capability) {
        return AwsFault.found(() -> aws.eks()
                        .describeCapability(
                                request -> request.clusterName(owner.cluster()).capabilityName(capability))
                        .capability())
                .map(found -> state(owner, found));
    }

    private ResourceState state(Owner owner, software.amazon.awssdk.services.eks.model.Capability capability) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(TYPE, capability.typeAsString());
        properties.put(ROLE_ARN, capability.roleArn());
        if (capability.configuration() != null && capability.configuration().argoCd() != null) {
            argoCd(capability.configuration().argoCd(), properties);
        }
        properties.put(TAGS, Owner.wantedTags(capability.tags()));
        List<String> issues = capability.health() == null
                ? List.of()
                : capability.health().issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .toList();
        return new ResourceState(
                name() + "/" + capability.capabilityName(),
                capability.arn(),
                capability.statusAsString(),
                properties,
                Map.of(EksTags.OWNER, EksTags.owner(owner, capability.tags())),
                issues);
    }

    private static void argoCd(ArgoCdConfigResponse argoCd, Map<String, Object> properties) {
        properties.put(NAMESPACE, argoCd.namespace());
        properties.put(IDC_INSTANCE_ARN, argoCd.awsIdc().idcInstanceArn());
        properties.put(IDC_REGION, Objects.toString(argoCd.awsIdc().idcRegion(), ""));
        properties.put(
                VPC_ENDPOINT_IDS,
                argoCd.networkAccess() == null
                        ? List.of()
                        : argoCd.networkAccess().vpceIds());
        properties.put(ROLE_MAPPINGS, ArgoCdMappings.texts(argoCd.rbacRoleMappings()));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        return state(
                wanted.owner(),
                aws.eks()
                        .createCapability(request -> {
                            request.clusterName(wanted.owner().cluster())
                                    .capabilityName(wanted.name())
                                    .type(settings.string(TYPE))
                                    .roleArn(settings.string(ROLE_ARN))
                                    .deletePropagationPolicy(CapabilityDeletePropagationPolicy.RETAIN)
                                    .tags(wanted.tags())
                                    .clientRequestToken(wanted.token("CreateCapability"));
                            if (settings.has(IDC_INSTANCE_ARN)) {
                                request.configuration(configuration -> configuration.argoCd(argoCd -> argoCd.namespace(
                                                settings.optionalString(NAMESPACE)
                                                        .orElse(null))
                                        .awsIdc(idc -> idc.idcInstanceArn(settings.string(IDC_INSTANCE_ARN))
                                                .idcRegion(settings.optionalString(IDC_REGION)
                                                        .orElse(null)))
                                        .networkAccess(access -> access.vpceIds(settings.strings(VPC_ENDPOINT_IDS)))
                                        .rbacRoleMappings(ArgoCdMappings.of(settings.strings(ROLE_MAPPINGS)))));
                            }
                        })
                        .capability());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(TAGS)) {
            EksTags.retag(aws, wanted, now, wanted.tags());
        }
        Set<String> rest = new HashSet<>(differences);
        rest.remove(TAGS);
        if (rest.isEmpty()) {
            return with(now, wanted, differences);
        }
        Properties settings = wanted.properties();
        aws.eks().updateCapability(request -> {
            request.clusterName(wanted.owner().cluster())
                    .capabilityName(wanted.name())
                    .roleArn(rest.contains(ROLE_ARN) ? settings.string(ROLE_ARN) : null)
                    .clientRequestToken(wanted.token("UpdateCapability", now.toString() + settings));
            if (rest.contains(VPC_ENDPOINT_IDS) || rest.contains(ROLE_MAPPINGS)) {
                request.configuration(configuration -> configuration.argoCd(
                        argoCd -> argoCd.networkAccess(access -> access.vpceIds(settings.strings(VPC_ENDPOINT_IDS)))
                                .rbacRoleMappings(ArgoCdMappings.change(
                                        settings.strings(ROLE_MAPPINGS),
                                        Properties.of(now).strings(ROLE_MAPPINGS)))));
            }
        });
        return new ResourceState(
                now.id(), now.physicalId(), Updates.UPDATING, now.properties(), now.outputs(), List.of());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .deleteCapability(
                        request -> request.clusterName(owner.cluster()).capabilityName(key(now))));
    }

    /** EKS allows one of each type. */
    @Override
    public boolean excludes(Properties wanted, ResourceState other) {
        return wanted.string(TYPE).equals(other.properties().get(TYPE));
    }

    @Override
    public boolean unordered(String property) {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case TYPE, NAMESPACE, IDC_INSTANCE_ARN, IDC_REGION -> Mutability.REPLACE;
            default -> Mutability.IN_PLACE;
        };
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:CreateCapability", "eks:TagResource", "iam:PassRole")
                        .lasting(180, 60, 10, 30);
            case UPDATE ->
                Work.brief("eks:UpdateCapability", "eks:TagResource", "eks:UntagResource", "iam:PassRole")
                        .lasting(60, 20, 5, 30);
            case DELETE ->
                Work.brief("eks:DeleteCapability").lasting(120, 30, 10, 30).disrupting();
        };
    }
}
