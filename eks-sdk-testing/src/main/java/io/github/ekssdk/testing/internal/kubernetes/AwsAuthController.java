package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.FargateProfile;

/**
 * What EKS itself writes into the ConfigMap aws-auth of a cluster without access entries: the roles of managed node groups, which it
 * takes out again with the last group of a role, whoever else has it, and the Pod execution roles of Fargate profiles.
 */
final class AwsAuthController implements Controller {
    private static final String MAPS = "configmaps";
    private static final List<String> NODES = List.of("system:bootstrappers", "system:nodes");
    private static final List<String> PODS = List.of("system:bootstrappers", "system:nodes", "system:node-proxier");

    private final ClusterObjects objects;
    private final AwsSide aws;
    private final Set<String> nodeRoles = new HashSet<>();
    private final Set<String> podRoles = new HashSet<>();

    AwsAuthController(ClusterObjects objects, AwsSide aws) {
        this.objects = objects;
        this.aws = aws;
    }

    /** None: EKS writes when a node group or a profile comes or goes, and does not look again. */
    @Override
    public List<String> types() {
        return List.of();
    }

    @Override
    public void reconcile() {
        aws.sight()
                .filter(sight -> sight.authenticationMode() == AuthenticationMode.CONFIG_MAP)
                .ifPresent(sight -> {
                    nodes(sight);
                    sight.fargateProfiles().stream()
                            .map(FargateProfile::podExecutionRoleArn)
                            .filter(podRoles::add)
                            .forEach(role -> map(role, "system:node:{{SessionName}}", PODS));
                });
    }

    private void nodes(ClusterSight sight) {
        Set<String> present = sight.nodegroups().stream()
                .map(group -> group.group().nodeRole())
                .collect(Collectors.toCollection(TreeSet::new));
        present.stream().filter(nodeRoles::add).forEach(role -> map(role, "system:node:{{EC2PrivateDNSName}}", NODES));
        nodeRoles.removeIf(role -> {
            boolean gone = !present.contains(role);
            if (gone) {
                unmap(role);
            }
            return gone;
        });
    }

    private void map(String role, String username, List<String> groups) {
        String arn = AwsAuth.withoutPath(role);
        ObjectNode map = objects.get(MAPS, "kube-system", AwsAuth.NAME)
                .orElseGet(() -> objects.create(MAPS, NamespaceController.named("kube-system", AwsAuth.NAME)));
        ArrayNode roles = AwsAuth.roles(map);
        if (!holds(roles, arn)) {
            ObjectNode mapping = roles.addObject();
            mapping.set("groups", Trees.arrayOf(groups));
            mapping.put("rolearn", arn).put("username", username);
            write(map, roles);
        }
    }

    private static boolean holds(ArrayNode roles, String arn) {
        for (JsonNode mapping : roles) {
            if (Trees.text(mapping, "rolearn").equals(arn)) {
                return true;
            }
        }
        return false;
    }

    private void unmap(String role) {
        String arn = AwsAuth.withoutPath(role);
        objects.get(MAPS, "kube-system", AwsAuth.NAME).ifPresent(map -> {
            ArrayNode kept = Trees.array();
            for (JsonNode mapping : AwsAuth.roles(map)) {
                if (!Trees.text(mapping, "rolearn").equals(arn)) {
                    kept.add(mapping);
                }
            }
            write(map, kept);
        });
    }

    private void write(ObjectNode map, ArrayNode roles) {
        StringBuilder text = new StringBuilder();
        for (JsonNode mapping : roles) {
            text.append("- groups:\n");
            Trees.list(mapping.path("groups"))
                    .forEach(group -> text.append("  - ").append(group).append('\n'));
            text.append("  rolearn: ").append(Trees.text(mapping, "rolearn")).append('\n');
            text.append("  username: ").append(Trees.text(mapping, "username")).append('\n');
        }
        objects.change(MAPS, map, copy -> Trees.child(copy, "data").put("mapRoles", text.toString()));
    }
}
