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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;

/** An OpenID Connect provider whose users the Kubernetes API lets in. EKS takes one in a cluster, and never changes it. */
public final class IdentityProviderConfig extends EksStatusKind {

    public static final String ISSUER_URL = "issuerUrl";
    public static final String CLIENT_ID = "clientId";
    public static final String USERNAME_CLAIM = "usernameClaim";
    public static final String USERNAME_PREFIX = "usernamePrefix";
    public static final String GROUPS_CLAIM = "groupsClaim";
    public static final String GROUPS_PREFIX = "groupsPrefix";
    public static final String REQUIRED_CLAIMS = "requiredClaims";

    /** The only type there is. */
    private static final String TYPE = "oidc";

    @Override
    public String name() {
        return "identityProviderConfig";
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws
                .eks()
                .listIdentityProviderConfigsPaginator(request -> request.clusterName(owner.cluster()))
                .identityProviderConfigs()
                .stream()
                .map(software.amazon.awssdk.services.eks.model.IdentityProviderConfig::name);
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String config) {
        return AwsFault.found(() -> aws.eks()
                        .describeIdentityProviderConfig(request -> request.clusterName(owner.cluster())
                                .identityProviderConfig(
                                        which -> which.type(TYPE).name(config)))
                        .identityProviderConfig()
                        .oidc())
                .map(found -> state(owner, found));
    }

    private ResourceState state(Owner owner, OidcIdentityProviderConfig config) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ISSUER_URL, config.issuerUrl());
        properties.put(CLIENT_ID, config.clientId());
        put(properties, USERNAME_CLAIM, config.usernameClaim());
        put(properties, USERNAME_PREFIX, config.usernamePrefix());
        put(properties, GROUPS_CLAIM, config.groupsClaim());
        put(properties, GROUPS_PREFIX, config.groupsPrefix());
        properties.put(REQUIRED_CLAIMS, new TreeMap<>(config.requiredClaims()));
        properties.put(TAGS, Owner.wantedTags(config.tags()));
        return new ResourceState(
                name() + "/" + config.identityProviderConfigName(),
                config.identityProviderConfigArn(),
                config.statusAsString(),
                properties,
                Map.of(EksTags.OWNER, EksTags.owner(owner, config.tags())),
                List.of());
    }

    /** What is not there is empty, so that what a spec leaves out is seen to be taken away. */
    private static void put(Map<String, Object> properties, String name, String value) {
        properties.put(name, value == null ? "" : value);
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        OidcIdentityProviderConfigRequest oidc = OidcIdentityProviderConfigRequest.builder()
                .identityProviderConfigName(wanted.name())
                .issuerUrl(settings.string(ISSUER_URL))
                .clientId(settings.string(CLIENT_ID))
                .usernameClaim(filled(settings, USERNAME_CLAIM))
                .usernamePrefix(filled(settings, USERNAME_PREFIX))
                .groupsClaim(filled(settings, GROUPS_CLAIM))
                .groupsPrefix(filled(settings, GROUPS_PREFIX))
                .requiredClaims(settings.map(REQUIRED_CLAIMS))
                .build();
        aws.eks()
                .associateIdentityProviderConfig(
                        request -> request.clusterName(wanted.owner().cluster())
                                .oidc(oidc)
                                .tags(wanted.tags())
                                .clientRequestToken(wanted.token("AssociateIdentityProviderConfig")));
        return new ResourceState(
                wanted.id(),
                wanted.name(),
                "CREATING",
                settings.asMap(),
                Map.of(EksTags.OWNER, wanted.owner().cluster()),
                List.of());
    }

    private static @org.jspecify.annotations.Nullable String filled(Properties settings, String name) {
        return settings.string(name).isEmpty() ? null : settings.string(name);
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        EksTags.retag(aws, wanted, now, wanted.tags());
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .disassociateIdentityProviderConfig(request -> request.clusterName(owner.cluster())
                        .identityProviderConfig(which -> which.type(TYPE).name(key(now)))
                        .clientRequestToken(Owner.sha256("DisassociateIdentityProviderConfig " + now))));
    }

    /** Taking it is an update of the cluster, and a long one: what Pods need goes first. */
    @Override
    public Set<String> after() {
        return Set.of(CLUSTER, "fargateProfile");
    }

    @Override
    public Optional<String> queue() {
        return Optional.of(Updates.QUEUE);
    }

    /** EKS takes one in a cluster. */
    @Override
    public boolean excludes(Properties wanted, ResourceState other) {
        return true;
    }

    /** EKS removes it with the cluster. */
    @Override
    public boolean goesAlong() {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(TAGS) ? Mutability.IN_PLACE : Mutability.REPLACE;
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        boolean usual = property.equals(USERNAME_CLAIM) && "".equals(wanted) && "sub".equals(present);
        return usual || super.same(property, wanted, present);
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:AssociateIdentityProviderConfig", "eks:TagResource")
                        .lasting(1080, 600, 15, 60);
            case UPDATE -> Work.brief("eks:TagResource", "eks:UntagResource");
            case DELETE ->
                Work.brief("eks:DisassociateIdentityProviderConfig")
                        .lasting(600, 180, 15, 60)
                        .disrupting();
        };
    }
}
