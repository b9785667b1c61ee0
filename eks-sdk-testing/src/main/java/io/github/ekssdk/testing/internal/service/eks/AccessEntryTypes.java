package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Set;

/** The types of access entries and what each means for its user name and groups. */
final class AccessEntryTypes {
    static final String STANDARD = "STANDARD";
    static final String EC2_LINUX = "EC2_LINUX";
    static final String EC2_WINDOWS = "EC2_WINDOWS";
    static final String FARGATE_LINUX = "FARGATE_LINUX";
    static final String EC2 = "EC2";

    private static final Set<String> KNOWN =
            Set.of(STANDARD, EC2_LINUX, EC2_WINDOWS, "FARGATE_LINUX", "EC2", "HYBRID_LINUX", "HYPERPOD_LINUX");
    private static final List<String> RESERVED = List.of("system:", "eks:", "aws:", "amazon:", "iam:");

    private AccessEntryTypes() {}

    static void checkKnown(String type) {
        if (!KNOWN.contains(type)) {
            throw EksRefusals.invalidParameter("The specified type is invalid: " + type);
        }
    }

    static void checkGroups(List<String> groups) {
        for (String group : groups) {
            for (String prefix : RESERVED) {
                if (group.startsWith(prefix)) {
                    throw EksRefusals.invalidParameter(
                            "The kubernetes group name " + group + " is invalid, it cannot start with " + prefix);
                }
            }
        }
    }

    static void checkUsername(String username) {
        for (String prefix : RESERVED) {
            if (username.startsWith(prefix)) {
                throw EksRefusals.invalidParameter(
                        "The username " + username + " is invalid, it cannot start with " + prefix);
            }
        }
    }

    static List<String> groups(String type) {
        return switch (type) {
            case EC2_LINUX, "HYBRID_LINUX", "HYPERPOD_LINUX" -> List.of("system:nodes");
            case EC2_WINDOWS -> List.of("eks:kube-proxy-windows", "system:nodes");
            case "FARGATE_LINUX" -> List.of("system:bootstrappers", "system:node-proxier", "system:nodes");
            default -> List.of();
        };
    }

    static String username(String type, String principalArn) {
        return switch (type) {
            case EC2_LINUX, EC2_WINDOWS, "EC2" -> "system:node:{{EC2PrivateDNSName}}";
            case "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX" -> "system:node:{{SessionName}}";
            default -> standardUsername(principalArn);
        };
    }

    private static String standardUsername(String principalArn) {
        int role = principalArn.indexOf(":role/");
        if (role < 0) {
            return principalArn;
        }
        String account = principalArn.substring(0, role).replace(":iam::", ":sts::");
        String name = principalArn.substring(principalArn.lastIndexOf('/') + 1);
        return account + ":assumed-role/" + name + "/{{SessionName}}";
    }
}
