package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.FargateProfileSpec;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a document in eksctl's format into a spec, with eksctl's defaults. */
final class ClusterReader {

    /** The policy by which Session Manager reaches nodes. */
    static final String SESSION_MANAGER = "AmazonSSMManagedInstanceCore";

    private static final String KARPENTER = "karpenter";

    private final Section document;
    private final ClusterSpec.Builder spec;

    private ClusterReader(Section document) {
        this.document = document;
        this.spec =
                ClusterSpec.builder(document.section("metadata").text("name").orElse(""));
    }

    static ClusterSpec read(Section document) {
        return new ClusterReader(document).read();
    }

    private ClusterSpec read() {
        Section metadata = document.section("metadata");
        metadata.textMap("tags").forEach(spec::tag);
        access(document.section("accessConfig"));
        new ControlPlaneReader(document, spec).read();
        NetworkReader.read(document, spec);
        document.sections("managedNodeGroups")
                .forEach(group -> spec.managedNodeGroup(
                        group.text("name").orElse(""), settings -> ManagedNodeGroupReader.read(group, settings)));
        document.sections("nodeGroups")
                .forEach(group -> spec.selfManagedNodeGroup(
                        group.text("name").orElse(""), settings -> SelfManagedNodeGroupReader.read(group, settings)));
        document.sections("fargateProfiles")
                .forEach(profile -> spec.fargateProfile(
                        profile.text("name").orElse(""), settings -> fargateProfile(profile, settings)));
        IamReader.read(document, spec);
        sessions();
        karpenter();
        new AddonReader(document, spec).read();
        document.section("secretsEncryption").text("keyARN").ifPresent(spec::secretsEncryption);
        ExtensionReader.read(document, spec);
        return spec.build();
    }

    /** The SDK has one role for the nodes of all groups. */
    private void sessions() {
        boolean wanted = Stream.of("managedNodeGroups", "nodeGroups")
                        .flatMap(groups -> document.sections(groups).stream())
                        .filter(group -> group.section("ssh").on("enableSsm"))
                        .count()
                > 0;
        if (wanted) {
            spec.iam(iam -> iam.nodeManagedPolicies(SESSION_MANAGER));
        }
    }

    /** eksctl lets the service account karpenter of the namespace karpenter take the role by its token. */
    private void karpenter() {
        boolean described = document.section("iam").glance().sections("serviceAccounts").stream()
                .anyMatch(account -> account.section("metadata").says("name", KARPENTER));
        if (!document.section(KARPENTER).present()) {
            return;
        }
        spec.karpenter(true).vpc(vpc -> vpc.karpenterDiscovery(true));
        if (!described) {
            spec.iamServiceAccount(
                    KARPENTER, KARPENTER, account -> account.role(role -> role.wellKnown(WellKnownPolicy.KARPENTER)));
        }
    }

    private void access(Section access) {
        spec.authenticationMode(access.text("authenticationMode")
                .map(mode -> AuthenticationMode.valueOf(mode.toUpperCase(Locale.ROOT)))
                .orElse(AuthenticationMode.API_AND_CONFIG_MAP));
        access.flag("bootstrapClusterCreatorAdminPermissions").ifPresent(spec::creatorAdmin);
        access.sections("accessEntries")
                .forEach(entry -> spec.accessEntry(
                        entry.text("principalARN").orElse(""), settings -> accessEntry(entry, settings)));
        IdentityMappingReader.read(document, spec);
    }

    private static void accessEntry(Section entry, AccessEntrySpec.Builder settings) {
        accessEntryType(entry).ifPresent(settings::type);
        entry.text("kubernetesUsername").ifPresent(settings::username);
        entry.texts("kubernetesGroups").forEach(settings::kubernetesGroup);
        entry.sections("accessPolicies").forEach(policy -> {
            String arn = policy.text("policyARN").orElse("");
            AccessPolicy named = AccessPolicy.named(arn.substring(arn.lastIndexOf('/') + 1));
            Section scope = policy.section("accessScope");
            List<String> namespaces = scope.texts("namespaces");
            scope.expect("type", namespaces.isEmpty() ? "cluster" : "namespace");
            if (namespaces.isEmpty()) {
                settings.policy(named);
            } else {
                settings.policy(named, namespaces.toArray(String[]::new));
            }
        });
    }

    private static Optional<AccessEntryType> accessEntryType(Section entry) {
        return Arrays.stream(AccessEntryType.values())
                .filter(type -> entry.says("type", type.name()))
                .findFirst();
    }

    private static void fargateProfile(Section profile, FargateProfileSpec.Builder settings) {
        profile.sections("selectors")
                .forEach(selector ->
                        settings.selector(selector.text("namespace").orElse(""), selector.textMap("labels")));
        profile.text("podExecutionRoleARN").ifPresent(settings::podExecutionRoleArn);
        List<String> subnets = profile.textsIf("subnets", id -> id.startsWith("subnet-"));
        settings.subnetIds(subnets);
        profile.textMap("tags").forEach(settings::tag);
    }
}
