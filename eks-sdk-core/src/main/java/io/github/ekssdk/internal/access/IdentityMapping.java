package io.github.ekssdk.internal.access;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the ConfigMap aws-auth says of one IAM principal, and the access entry that says the same.
 *
 * @param arn the ARN of the user or role; for a role, with the path that it has in IAM
 * @param username the name in Kubernetes, with templates such as {@code {{SessionName}}}; empty where there is none
 * @param groups the groups in Kubernetes
 */
public record IdentityMapping(String arn, String username, List<String> groups) {

    /** The group that may do everything. */
    public static final String MASTERS = "system:masters";

    /** The group of nodes. */
    public static final String NODES = "system:nodes";

    /** The group of nodes with Windows, besides. */
    public static final String WINDOWS = "eks:kube-proxy-windows";

    private static final String PROXIER = "system:node-proxier";
    private static final String SESSION_NAME = "{{SessionName";
    private static final List<String> RESERVED = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final List<String> EVERYBODY = List.of("system:authenticated");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(?!SessionName(?:Raw)?}})[^}]*}}");

    /**
     * What becomes of a mapping.
     *
     * @param entry the access entry; nothing where there can be none
     * @param remarks what the reader should know; why, where there is no entry
     */
    public record Carried(Optional<AccessEntrySpec> entry, List<String> remarks) {}

    /** Copies the list. */
    public IdentityMapping {
        groups = List.copyOf(groups);
    }

    /** Tells whether it lets nodes in. */
    public boolean ofNodes() {
        return groups.contains(NODES);
    }

    /** Returns the access entry that lets the principal do what the mapping does, if there is one. */
    public Carried carriedOver() {
        Optional<PrincipalArn> principal = PrincipalArn.parse(arn);
        if (principal.isEmpty()) {
            return not("'" + arn + "' is not the ARN of an IAM role or user, so the mapping has let nobody in.");
        }
        return ofNodes() ? nodes(principal.get()) : standard(principal.get());
    }

    private static Carried not(String why) {
        return new Carried(Optional.empty(), List.of(why));
    }

    private Carried nodes(PrincipalArn principal) {
        if (!principal.isRole()) {
            return not("Nodes log in with a role; EKS has no access entry by which a user is a node.");
        }
        List<String> others = groups.stream()
                .filter(group -> !group.equals("system:bootstrappers"))
                .filter(group -> !List.of(NODES, WINDOWS, PROXIER).contains(group))
                .toList();
        if (!others.isEmpty()) {
            return not("An access entry of nodes has no groups besides its own, but the mapping has "
                    + String.join(", ", others)
                    + "; give what they may do to the Pods that need it, and take them out of the mapping.");
        }
        return new Carried(
                Optional.of(AccessEntrySpec.builder(principal.toString())
                        .type(nodeType())
                        .build()),
                List.of());
    }

    private AccessEntryType nodeType() {
        if (groups.contains(WINDOWS)) {
            return AccessEntryType.EC2_WINDOWS;
        }
        if (groups.contains(PROXIER)) {
            return AccessEntryType.FARGATE_LINUX;
        }
        return username.contains(SESSION_NAME) ? AccessEntryType.HYBRID_LINUX : AccessEntryType.EC2_LINUX;
    }

    private Carried standard(PrincipalArn principal) {
        List<String> remarks = new ArrayList<>();
        boolean master = groups.contains(MASTERS);
        AccessEntrySpec.Builder entry = AccessEntrySpec.builder(principal.toString());
        for (String group : named()) {
            if (RESERVED.stream().noneMatch(group::startsWith)) {
                entry.kubernetesGroup(group);
            } else if (!master && !EVERYBODY.contains(group)) {
                return not("EKS refuses access entries with groups such as " + group
                        + "; bind what it may do to a group with a name of your own, and map that.");
            }
        }
        if (master) {
            entry.policy(AccessPolicy.CLUSTER_ADMIN);
            remarks.add(
                    "The group " + MASTERS + " becomes the access policy " + AccessPolicy.CLUSTER_ADMIN.name() + ".");
        }
        String name = username.replace("{{AccountID}}", principal.account());
        Optional<String> refused = refusal(name);
        if (refused.isPresent() && !master && !name.isEmpty()) {
            return not(refused.get() + " Change the user name, and the role bindings that name it.");
        }
        if (refused.isPresent()) {
            remarks.add(refused.get() + " EKS chooses another.");
        } else {
            entry.username(name);
        }
        return new Carried(Optional.of(entry.build()), List.copyOf(remarks));
    }

    private List<String> named() {
        return groups.stream().filter(group -> !group.isBlank()).distinct().toList();
    }

    /** See "Set a custom username for EKS access entries" in the EKS user guide. */
    private static Optional<String> refusal(String username) {
        if (username.isEmpty()) {
            return Optional.of("The mapping has no user name.");
        }
        if (RESERVED.stream().anyMatch(username::startsWith)) {
            return Optional.of("EKS refuses access entries with user names such as '" + username + "'.");
        }
        if (TEMPLATE.matcher(username).find()) {
            return Optional.of("Access entries know no template but {{SessionName}}, as in '" + username + "'.");
        }
        int session = username.indexOf(SESSION_NAME);
        if (session >= 0 && !username.substring(0, session).contains(":")) {
            return Optional.of("EKS asks for a colon before {{SessionName}}, which '" + username + "' lacks.");
        }
        return Optional.empty();
    }
}
