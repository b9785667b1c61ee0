package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;

/** The OIDC provider in IAM that vouches for the tokens of a cluster's service accounts. */
public final class OidcProvider extends ResourceKind {

    /** The issuer's URL without its scheme. */
    public static final String ISSUER = "issuer";

    public static final String CLIENT_IDS = "clientIds";
    public static final String TAGS = "tags";

    /** The name of the one provider of a cluster. */
    public static final String NAME = "cluster";

    private static final String OWNER = "owner";
    private static final String MARKED = "marked";
    private static final String IN_ARN = ":oidc-provider/";

    @Override
    public String name() {
        return "oidcProvider";
    }

    /** It goes before the cluster does, whose issuer nobody would know any more. */
    @Override
    public Set<String> after() {
        return Set.of("cluster");
    }

    @Override
    public Optional<String> listedIn() {
        return Optional.of("cluster");
    }

    /** IAM lists ARNs only: while there is a cluster its issuer tells which one is its own, and tags afterwards. */
    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> whole) {
        Optional<String> issuer = whole.flatMap(cluster -> cluster.output(ISSUER));
        String ofEks = IN_ARN + "oidc.eks." + owner.region() + ".";
        return aws.iam().listOpenIDConnectProviders().openIDConnectProviderList().stream()
                .map(OpenIDConnectProviderListEntry::arn)
                .filter(arn -> arn.contains(ofEks))
                .filter(arn -> issuer.isEmpty() || arn.endsWith(IN_ARN + issuer.get()))
                .flatMap(arn -> get(aws, owner, arn).stream())
                .filter(state -> !foreign(state))
                .toList();
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return list(aws, owner, Optional.empty());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return get(aws, owner, known.physicalId().isEmpty() ? arn(owner, known) : known.physicalId());
    }

    private static String arn(Owner owner, ResourceState wanted) {
        return "arn:" + owner.partition() + ":iam::" + owner.account() + IN_ARN
                + wanted.properties().get(ISSUER);
    }

    private Optional<ResourceState> get(Aws aws, Owner owner, String arn) {
        return AwsFault.found(
                        () -> aws.iam().getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn)))
                .map(provider -> state(owner, arn, provider));
    }

    private ResourceState state(Owner owner, String arn, GetOpenIdConnectProviderResponse provider) {
        Map<String, String> tags = IamTags.map(provider.tags());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ISSUER, provider.url());
        properties.put(CLIENT_IDS, provider.clientIDList());
        properties.put(TAGS, Owner.wantedTags(tags));
        return new ResourceState(
                name() + "/" + NAME,
                arn,
                "available",
                properties,
                Map.of(OWNER, owner.owns(tags) ? owner.cluster() : "", MARKED, tags.isEmpty() ? "" : "yes"),
                List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        String arn = aws.iam()
                .createOpenIDConnectProvider(request -> request.url("https://" + settings.string(ISSUER))
                        .clientIDList(settings.strings(CLIENT_IDS))
                        .tags(IamTags.of(wanted.tags())))
                .openIDConnectProviderArn();
        return made(wanted, arn);
    }

    private static ResourceState made(Wanted wanted, String arn) {
        return new ResourceState(
                wanted.id(),
                arn,
                "available",
                wanted.properties().asMap(),
                Map.of(OWNER, wanted.owner().cluster(), MARKED, "yes"),
                List.of());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String arn = now.physicalId();
        if (differences.contains(CLIENT_IDS)) {
            wanted.properties()
                    .strings(CLIENT_IDS)
                    .forEach(id -> aws.iam()
                            .addClientIDToOpenIDConnectProvider(request ->
                                    request.openIDConnectProviderArn(arn).clientID(id)));
        }
        if (differences.contains(TAGS)) {
            wanted.retag(
                    now,
                    wanted.tags(),
                    set -> aws.iam()
                            .tagOpenIDConnectProvider(request ->
                                    request.openIDConnectProviderArn(arn).tags(IamTags.of(set))),
                    keys -> aws.iam()
                            .untagOpenIDConnectProvider(request ->
                                    request.openIDConnectProviderArn(arn).tagKeys(keys)));
        }
        return made(wanted, arn);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() ->
                aws.iam().deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(now.physicalId())));
    }

    @Override
    public boolean foreign(ResourceState state) {
        return "".equals(state.outputs().get(OWNER));
    }

    /** Other tools make a provider for a cluster without marking it; there can be only one. */
    @Override
    public boolean takesOver(ResourceState state) {
        return "".equals(state.outputs().get(MARKED));
    }

    /** Somebody else may have added audiences of his own. */
    @Override
    public boolean same(String property, Object wanted, Object present) {
        return property.equals(CLIENT_IDS)
                ? wanted instanceof List<?> ids && present instanceof List<?> all && all.containsAll(ids)
                : super.same(property, wanted, present);
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(ISSUER) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider");
            case UPDATE ->
                Work.brief(
                        "iam:AddClientIDToOpenIDConnectProvider",
                        "iam:TagOpenIDConnectProvider",
                        "iam:UntagOpenIDConnectProvider");
            case DELETE -> Work.brief("iam:DeleteOpenIDConnectProvider");
        };
    }
}
