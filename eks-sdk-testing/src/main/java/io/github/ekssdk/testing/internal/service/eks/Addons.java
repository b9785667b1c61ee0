package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonHealth;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.CreateAddonResponse;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;

/** Creates, shows and deletes add-ons. */
public final class Addons {
    private final ClusterStore store;
    private final Account account;
    private final AddonLife life;
    private final AddonIdentities identities;
    private final Ec2Side ec2;
    private final ClientTokens<AddonState> tokens = new ClientTokens<>();

    Addons(ClusterStore store, AddonLife life, AddonIdentities identities, Ec2Side ec2) {
        this.store = store;
        this.account = store.account();
        this.life = life;
        this.identities = identities;
        this.ec2 = ec2;
    }

    public CreateAddonResponse create(CreateAddonRequest request, Call call) {
        try {
            ClusterState cluster = store.working(request.clusterName());
            AddonState addon = made(cluster, request, call.now());
            return CreateAddonResponse.builder()
                    .addon(life.describe(cluster, addon, call.now()))
                    .build();
        } catch (AwsRefusal refusal) {
            throw named(refusal, request.clusterName(), request.addonName());
        }
    }

    public DescribeAddonResponse describe(DescribeAddonRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        AddonState addon = cluster.addon(request.addonName());
        return DescribeAddonResponse.builder()
                .addon(life.describe(cluster, addon, call.now()))
                .build();
    }

    public ListAddonsResponse list(ListAddonsRequest request) {
        List<String> names = store.cluster(request.clusterName()).addons().keySet().stream()
                .sorted()
                .toList();
        EksPages<String> page = EksPages.of(names, request.maxResults(), request.nextToken());
        return ListAddonsResponse.builder()
                .addons(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteAddonResponse delete(DeleteAddonRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        AddonState addon = cluster.addon(request.addonName());
        if (addon.status() != AddonStatus.DELETING) {
            boolean preserve = Boolean.TRUE.equals(request.preserve());
            life.end(cluster, addon, call.now(), () -> {
                tokens.forget(addon);
                if (!preserve) {
                    identities.release(cluster, addon);
                    uninstall(cluster, addon);
                }
            });
        }
        return DeleteAddonResponse.builder()
                .addon(life.describe(cluster, addon, call.now()))
                .build();
    }

    /** Once its plugin is gone from a node that runs, nobody takes the interfaces of the node's pods away. */
    private void uninstall(ClusterState cluster, AddonState addon) {
        if (addon.name().equals("vpc-cni")) {
            ec2.abandonPodInterfaces(cluster.name());
        }
    }

    private AddonState made(ClusterState cluster, CreateAddonRequest request, Instant now) {
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateAddonRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<AddonState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        AddonOffer offer = AddonChecks.offer(cluster, request.addonName());
        AddonVersion version = AddonChecks.version(cluster, offer, request.addonVersion());
        AddonConfiguration.check(offer, request.configurationValues());
        if (request.serviceAccountRoleArn() != null) {
            EksInput.roleArn("serviceAccountRoleArn", request.serviceAccountRoleArn());
        }
        identities.check(offer, request.podIdentityAssociations(), now);
        if (cluster.addons().containsKey(offer.name())) {
            throw EksRefusals.inUse("Addon already exists.");
        }
        AddonState addon = new AddonState(offer, tags, model(cluster, offer, version, request, now));
        identities.assign(cluster, addon, request.podIdentityAssociations(), now);
        cluster.addons().put(addon.name(), addon);
        tokens.remember(request.clientRequestToken(), parameters, addon);
        life.begin(cluster, addon, AddonChecks.mode(request.resolveConflicts()), now);
        return addon;
    }

    private Addon model(
            ClusterState cluster, AddonOffer offer, AddonVersion version, CreateAddonRequest request, Instant now) {
        String namespace = request.namespaceConfig() == null
                ? offer.namespace()
                : request.namespaceConfig().namespace();
        return Addon.builder()
                .addonName(offer.name())
                .clusterName(cluster.name())
                .addonArn(account.arn(
                        "eks",
                        "addon/" + cluster.name() + "/" + offer.name() + "/"
                                + account.ids().uuid()))
                .status(AddonStatus.CREATING)
                .addonVersion(version.version())
                .health(AddonHealth.builder().issues(List.of()).build())
                .createdAt(now)
                .modifiedAt(now)
                .serviceAccountRoleArn(request.serviceAccountRoleArn())
                .configurationValues(request.configurationValues())
                .owner(offer.owner().equals("aws-marketplace") ? offer.owner() : null)
                .publisher(offer.owner().equals("aws-marketplace") ? offer.publisher() : null)
                .marketplaceInformation(offer.marketplace().orElse(null))
                .namespaceConfig(config -> config.namespace(namespace))
                .build();
    }

    static AwsRefusal named(AwsRefusal refusal, String clusterName, String addonName) {
        return refusal.fields().containsKey("clusterName")
                ? refusal
                : refusal.with("clusterName", clusterName).with("addonName", addonName);
    }
}
