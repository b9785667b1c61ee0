package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What EC2's operations take: what they look at knows no resources, what they change is found by the ids in the request. */
final class Ec2Actions implements ServiceActions {
    private static final Pattern ID = Pattern.compile("(\\w+)-[0-9a-f]{8,17}");
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("vpc", "vpc"),
            Map.entry("subnet", "subnet"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("eigw", "egress-only-internet-gateway"),
            Map.entry("nat", "natgateway"),
            Map.entry("rtb", "route-table"),
            Map.entry("sg", "security-group"),
            Map.entry("sgr", "security-group-rule"),
            Map.entry("eni", "network-interface"),
            Map.entry("eipalloc", "elastic-ip"),
            Map.entry("lt", "launch-template"),
            Map.entry("i", "instance"),
            Map.entry("vol", "volume"),
            Map.entry("ami", "image"),
            Map.entry("vpce", "vpc-endpoint"),
            Map.entry("acl", "network-acl"),
            Map.entry("dopt", "dhcp-options"),
            Map.entry("key", "key-pair"));
    /** What operations make that is not called after them. */
    private static final Map<String, String> MADE = Map.of(
            "AllocateAddress", "elastic-ip",
            "CreateNatGateway", "natgateway",
            "CreateEgressOnlyInternetGateway", "egress-only-internet-gateway",
            "ImportKeyPair", "key-pair");
    /** Operations that name things without touching them, with the only kind that counts. */
    private static final Map<String, String> ONLY = Map.of(
            "CreateRoute", "route-table",
            "ReplaceRoute", "route-table",
            "DeleteRoute", "route-table",
            "CreateLaunchTemplateVersion", "launch-template",
            "ModifyLaunchTemplate", "launch-template",
            "DeleteLaunchTemplate", "launch-template");

    @Override
    public void collect(Calling calling) {
        String operation = calling.operation();
        if (operation.startsWith("Describe") || operation.startsWith("Get")) {
            calling.need("*", new Context());
            return;
        }
        if (operation.equals("CreateTags") || operation.equals("DeleteTags")) {
            existing(calling, calling.tagged());
            return;
        }
        if (operation.equals("RunInstances")) {
            runInstances(calling);
        } else {
            String made = made(operation);
            if (made != null) {
                calling.need(calling.arn(made + "/*"), Calling.tagged(tagsOf(calling, made)));
            }
            existing(calling, new Context());
        }
        tagsOnCreate(calling);
        if (calling.asks().isEmpty()) {
            calling.need("*", new Context());
        }
    }

    private static @Nullable String made(String operation) {
        String special = MADE.get(operation);
        if (special != null) {
            return special;
        }
        String kind = operation.startsWith("Create")
                ? operation
                        .substring("Create".length())
                        .replaceAll("([a-z])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT)
                : "";
        return KINDS.containsValue(kind) ? kind : null;
    }

    private static void existing(Calling calling, Context context) {
        String only = ONLY.get(calling.operation());
        boolean deletesTemplate = calling.operation().endsWith("LaunchTemplate")
                || calling.operation().endsWith("LaunchTemplateVersion");
        if (deletesTemplate && calling.members().has("LaunchTemplateName")) {
            calling.need(calling.arn("launch-template/*"), context);
        }
        for (String text : calling.members().topTexts()) {
            Matcher id = ID.matcher(text);
            String kind = id.matches() ? KINDS.get(id.group(1)) : null;
            if (kind != null && (only == null || only.equals(kind))) {
                calling.need(calling.arn(kind + "/" + text), context);
            }
        }
    }

    private static void runInstances(Calling calling) {
        for (String kind : List.of("instance", "network-interface", "volume")) {
            calling.need(calling.arn(kind + "/*"), Calling.tagged(tagsOf(calling, kind)));
        }
        for (String kind : List.of("subnet", "security-group")) {
            calling.need(calling.arn(kind + "/*"), new Context());
        }
        Account account = calling.account();
        calling.need("arn:" + account.partition() + ":ec2:" + account.region() + "::image/*", new Context());
        if (calling.members().has("LaunchTemplate")) {
            calling.need(calling.arn("launch-template/*"), new Context());
        }
        String profile = calling.members().inner("IamInstanceProfile", "Name");
        if (profile != null) {
            calling.lookup().rolesOf(profile).forEach(role -> calling.passRole(role, "ec2.amazonaws.com"));
        }
    }

    /** Tags that are given with a creation take the leave to tag as well. */
    private static void tagsOnCreate(Calling calling) {
        for (Members specification : calling.members().items("TagSpecifications")) {
            Map<String, String> tags = specification.tags();
            if (!tags.isEmpty()) {
                String kind = specification.text("ResourceType", "*");
                Context context = Calling.tagged(tags).put("ec2:CreateAction", calling.operation());
                calling.need("ec2:CreateTags", calling.arn(kind + "/*"), context);
            }
        }
    }

    private static Map<String, String> tagsOf(Calling calling, String kind) {
        for (Members specification : calling.members().items("TagSpecifications")) {
            if (kind.equals(specification.text("ResourceType"))) {
                return specification.tags();
            }
        }
        return Map.of();
    }
}
