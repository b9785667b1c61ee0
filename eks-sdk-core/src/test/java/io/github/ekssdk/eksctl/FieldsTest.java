package io.github.ekssdk.eksctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.eksctl.Shape.Field;
import io.github.ekssdk.eksctl.Shape.Holds;
import io.github.ekssdk.error.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of each field of eksctl's format is what happens to it, and the table in the guide says it. */
class FieldsTest {

    private static final Path PAGE = Path.of("..", "docs", "guide", "eksctl-fields.md");

    private static final String POLICY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

    /** Values that say something that can be carried over, where any text or number does not. */
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("apiVersion", "eksctl.io/v1alpha5"),
            Map.entry("kind", "ClusterConfig"),
            Map.entry("metadata.version", "1.34"),
            Map.entry("accessConfig.accessEntries.type", "EC2_LINUX"),
            Map.entry("accessConfig.accessEntries.accessPolicies.accessScope.type", "cluster"),
            Map.entry("addonsConfig.autoApplyPodIdentityAssociations", true),
            Map.entry("capabilities.type", "ACK"),
            Map.entry("capabilities.deletePropagationPolicy", "RETAIN"),
            Map.entry("capabilities.configuration.argocd.rbacRoleMappings.role", "ADMIN"),
            Map.entry("capabilities.configuration.argocd.rbacRoleMappings.identities.type", "SSO_GROUP"),
            Map.entry("controlPlaneScalingConfig.tier", "tier-xl"),
            Map.entry("vpc.controlPlaneEgressMode", "CUSTOMER_ROUTED"),
            Map.entry("vpc.subnets.public.id", "subnet-0123456789abcdef0"),
            Map.entry("vpc.subnets.private.id", "subnet-0123456789abcdef0"),
            Map.entry("addons.podIdentityAssociations.permissionPolicyARNs", List.of(POLICY)),
            Map.entry("iam.podIdentityAssociations.permissionPolicyARNs", List.of(POLICY)),
            Map.entry("iamIdentityMappings.arn", "arn:aws:iam::111122223333:role/ci"),
            Map.entry("fargateProfiles.subnets", List.of("subnet-0123456789abcdef0")),
            Map.entry("fargateProfiles.podExecutionRoleARN", "arn:aws:iam::111122223333:role/pods"),
            Map.entry("remoteNetworkConfig.iam.provider", "SSM"),
            Map.entry("NG.ami", "ami-0123456789abcdef0"),
            Map.entry("NG.additionalVolumes.volumeName", "/dev/sdf"),
            Map.entry("NG.additionalVolumes.volumeType", "gp3"),
            Map.entry("NG.instanceSelector.memory", "16GiB"),
            Map.entry("NG.subnets", List.of("subnet-0123456789abcdef0")),
            Map.entry("NG.instanceMarketOptions.marketType", "capacity-block"),
            Map.entry("NG.instancesDistribution.spotAllocationStrategy", "capacity-optimized"),
            Map.entry("NG.nodeRepairConfig.nodeRepairConfigOverrides.repairAction", "Replace"),
            Map.entry("NG.privateNetworking", false));

    /** What else has to be said for a field to mean something. */
    private static final Map<String, List<String>> TOGETHER = Map.ofEntries(
            Map.entry("iamIdentityMappings", List.of("arn", "username")),
            Map.entry("vpc.subnets.public", List.of("id")),
            Map.entry("vpc.subnets.private", List.of("id")),
            Map.entry("fargateProfiles", List.of("selectors")),
            Map.entry("iam.serviceAccounts", List.of("metadata")),
            Map.entry("iam.serviceAccounts.metadata", List.of("name")),
            Map.entry(
                    "iam.podIdentityAssociations", List.of("namespace", "serviceAccountName", "permissionPolicyARNs")),
            Map.entry("addons.podIdentityAssociations", List.of("serviceAccountName", "permissionPolicyARNs")),
            Map.entry("NG.additionalVolumes", List.of("volumeName")),
            Map.entry("NG.nodeRepairConfig.nodeRepairConfigOverrides", List.of("repairAction")),
            Map.entry("capabilities.configuration.argocd.rbacRoleMappings.identities", List.of("id", "type")));

    static Stream<String> fields() {
        return leaves(Shape.CLUSTER_CONFIG, "").stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_field_is_carried_over_if_the_table_says_so(String field) {
        String said = Mapping.spokenOf(field).orElse("nothing");

        assertThat(carriedOver(field))
                .as("%s, of which is said: %s", field, said)
                .isEqualTo(!said.startsWith("- "));
    }

    @Test
    void the_guide_has_the_table() throws IOException {
        String page = page();
        if (Boolean.getBoolean("update.pages")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static boolean carriedOver(String field) {
        try {
            return EksctlConfig.parse(Plain.json(document(field))).notCarriedOver().stream()
                    .noneMatch(
                            loss -> (loss.path().replaceAll("\\[\\d+]|\\.key\\b", "") + ".").startsWith(field + "."));
        } catch (InvalidSpecException refused) {
            return true; // It was read: otherwise nothing would be wrong with it.
        }
    }

    private static Map<String, Object> document(String field) {
        Map<String, Object> document = object(Shape.CLUSTER_CONFIG, "", field);
        if (field.equals("vpc.controlPlaneSubnetIDs")) {
            document.put(
                    "vpc",
                    Map.of(
                            "controlPlaneSubnetIDs",
                            List.of("subnet-0123456789abcdef0"),
                            "subnets",
                            Map.of("private", Map.of("a", Map.of("id", "subnet-0123456789abcdef0")))));
        }
        if (field.contains(".bottlerocket.")) {
            document.computeIfPresent(
                    field.substring(0, field.indexOf('.')),
                    (key, groups) -> List.of(bottlerocket((Map<?, ?>) ((List<?>) groups).get(0))));
        }
        if (field.contains("podIdentityAssociations")) {
            List<Object> addons = new ArrayList<>((List<?>) document.getOrDefault("addons", List.of()));
            addons.add(Map.of("name", "eks-pod-identity-agent"));
            document.put("addons", addons);
        }
        return document;
    }

    private static Map<Object, Object> bottlerocket(Map<?, ?> group) {
        Map<Object, Object> copy = new LinkedHashMap<>(group);
        copy.put("amiFamily", "Bottlerocket");
        return copy;
    }

    private static Map<String, Object> object(Shape shape, String path, String target) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> together = TOGETHER.getOrDefault(general(path), List.of());
        shape.fields().forEach((name, field) -> {
            String at = path.isEmpty() ? name : path + "." + name;
            boolean onTheWay = target.equals(at) || target.startsWith(at + ".");
            if (onTheWay || field.required() || together.contains(name)) {
                values.put(name, value(field, at, target));
            }
        });
        return values;
    }

    private static Object value(Field field, String path, String target) {
        return switch (field.holds()) {
            case OBJECT -> object(field.shape(), path, target);
            case OBJECTS -> List.of(object(field.shape(), path, target));
            case NAMED_OBJECTS -> Map.of("key", object(field.shape(), path, target));
            default -> VALUES.getOrDefault(general(path), sample(field));
        };
    }

    private static String general(String path) {
        return path.replaceFirst("^(?:managedNodeGroups|nodeGroups)\\b", "NG");
    }

    private static Object sample(Field field) {
        return switch (field.holds()) {
            case INTEGER, NUMBER -> 5;
            case FLAG -> true;
            case TEXTS -> List.of("sample");
            case TEXT_MAP -> Map.of("a", "b");
            case TAINTS -> Map.of("a", "b:NoSchedule");
            case FREE -> Map.of("a", 1);
            default -> field.choices().isEmpty() ? "sample" : field.choices().get(0);
        };
    }

    private static List<String> leaves(Shape shape, String path) {
        List<String> leaves = new ArrayList<>();
        shape.fields().forEach((name, field) -> {
            String at = path.isEmpty() ? name : path + "." + name;
            if (List.of(Holds.OBJECT, Holds.OBJECTS, Holds.NAMED_OBJECTS).contains(field.holds())) {
                leaves.addAll(leaves(field.shape(), at));
            } else {
                leaves.add(at);
            }
        });
        return leaves;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
            # eksctl's fields, one by one

            What becomes of each field of eksctl's `ClusterConfig` when [`EksctlConfig`](eksctl.md) reads it. A field that is not
            carried over is told with line and column, and why. `FieldsTest` tries each one, and keeps this page.

            | field | becomes | or not, because |
            |---|---|---|
            """);
        fields().forEach(field -> {
            String said = Mapping.spokenOf(field).orElse("- ");
            boolean not = said.startsWith("- ");
            page.append("| `")
                    .append(field)
                    .append("` | ")
                    .append(not ? "" : said)
                    .append(" | ");
            page.append(not ? said.substring(2) : "").append(" |\n");
        });
        return page.toString();
    }
}
