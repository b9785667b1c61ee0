package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.List;
import java.util.Map;

/** Auto Scaling groups, KMS keys, log groups. */
final class OtherKinds {
    private OtherKinds() {}

    static List<Kind> all() {
        return List.of(autoScalingGroup(), key(), alias(), logGroup());
    }

    private static Kind autoScalingGroup() {
        return Kind.of("AWS::AutoScaling::AutoScalingGroup", (order, aws) -> {
                    String name = order.name("AutoScalingGroupName", aws);
                    Map<String, Object> members = groupMembers(order);
                    members.put("AutoScalingGroupName", name);
                    if (order.has("Tags")) {
                        members.put("Tags", order.value("Tags"));
                    }
                    aws.call("autoscaling", "CreateAutoScalingGroup", members);
                    return name;
                })
                .attribute(
                        "AutoScalingGroupARN",
                        "autoscaling",
                        "DescribeAutoScalingGroups",
                        "AutoScalingGroupNames",
                        "AutoScalingGroups.0.AutoScalingGroupARN")
                .changing(
                        (made, after, aws) -> {
                            Map<String, Object> members = groupMembers(after);
                            members.put("AutoScalingGroupName", made.physicalId());
                            aws.call("autoscaling", "UpdateAutoScalingGroup", members);
                        },
                        "CapacityRebalance",
                        "Cooldown",
                        "DesiredCapacity",
                        "HealthCheckGracePeriod",
                        "HealthCheckType",
                        "LaunchTemplate",
                        "MaxSize",
                        "MinSize",
                        "MixedInstancesPolicy",
                        "TerminationPolicies",
                        "VPCZoneIdentifier")
                .delete((made, aws) -> aws.call(
                        "autoscaling",
                        "DeleteAutoScalingGroup",
                        Map.of("AutoScalingGroupName", made.physicalId(), "ForceDelete", "true")))
                .goneWhen((made, aws) -> Values.list(Values.at(
                                aws.call(
                                        "autoscaling",
                                        "DescribeAutoScalingGroups",
                                        Map.of("AutoScalingGroupNames", List.of(made.physicalId()))),
                                "AutoScalingGroups"))
                        .isEmpty());
    }

    private static Map<String, Object> groupMembers(Order order) {
        Map<String, Object> members = order.without("AutoScalingGroupName", "VPCZoneIdentifier", "Cooldown", "Tags");
        if (order.has("VPCZoneIdentifier")) {
            members.put(
                    "VPCZoneIdentifier",
                    String.join(",", Values.texts(order.properties().get("VPCZoneIdentifier"))));
        }
        if (order.has("Cooldown")) {
            members.put("DefaultCooldown", order.text("Cooldown"));
        }
        return members;
    }

    private static Kind key() {
        return Kind.of("AWS::KMS::Key", (order, aws) -> {
                    Map<String, Object> members = order.without(
                            "KeyPolicy",
                            "EnableKeyRotation",
                            "Enabled",
                            "PendingWindowInDays",
                            "RotationPeriodInDays",
                            "Tags");
                    if (order.has("KeyPolicy")) {
                        members.put("Policy", Json.of(order.properties().get("KeyPolicy")));
                    }
                    List<Object> tags = Values.list(order.properties().get("Tags")).stream()
                            .<Object>map(tag -> Map.of(
                                    "TagKey", Values.text(Values.at(tag, "Key")),
                                    "TagValue", Values.text(Values.at(tag, "Value"))))
                            .toList();
                    if (!tags.isEmpty()) {
                        members.put("Tags", tags);
                    }
                    String id = Values.text(Values.at(aws.call("kms", "CreateKey", members), "KeyMetadata.KeyId"));
                    if (order.text("EnableKeyRotation").equals("true")) {
                        aws.call("kms", "EnableKeyRotation", Map.of("KeyId", id));
                    }
                    return id;
                })
                .attribute("KeyId", (made, aws) -> made.physicalId())
                .attribute("Arn", "kms", "DescribeKey", "KeyId", "KeyMetadata.Arn")
                .changing(OtherKinds::changeKey, "Description", "EnableKeyRotation", "Enabled", "KeyPolicy")
                .delete((made, aws) -> {
                    Object days = made.properties().get("PendingWindowInDays");
                    aws.call(
                            "kms",
                            "ScheduleKeyDeletion",
                            Map.of("KeyId", made.physicalId(), "PendingWindowInDays", days == null ? "30" : days));
                });
    }

    private static void changeKey(Made made, Order after, Aws aws) {
        String id = made.physicalId();
        if (after.differs(made, "KeyPolicy") && after.has("KeyPolicy")) {
            String policy = Json.of(after.properties().get("KeyPolicy"));
            aws.call("kms", "PutKeyPolicy", Map.of("KeyId", id, "PolicyName", "default", "Policy", policy));
        }
        if (after.differs(made, "Description")) {
            aws.call("kms", "UpdateKeyDescription", Map.of("KeyId", id, "Description", after.text("Description")));
        }
        if (after.differs(made, "Enabled")) {
            aws.call("kms", after.text("Enabled").equals("false") ? "DisableKey" : "EnableKey", Map.of("KeyId", id));
        }
        if (after.differs(made, "EnableKeyRotation")) {
            boolean on = after.text("EnableKeyRotation").equals("true");
            aws.call("kms", on ? "EnableKeyRotation" : "DisableKeyRotation", Map.of("KeyId", id));
        }
    }

    private static Kind alias() {
        return Kind.of("AWS::KMS::Alias", (order, aws) -> {
                    aws.call("kms", "CreateAlias", order.properties());
                    return order.text("AliasName");
                })
                .changing((made, after, aws) -> aws.call("kms", "UpdateAlias", after.properties()), "TargetKeyId")
                .delete("kms", "DeleteAlias", "AliasName");
    }

    private static Kind logGroup() {
        return Kind.of("AWS::Logs::LogGroup", (order, aws) -> {
                    String name = order.name("LogGroupName", aws);
                    Map<String, Object> members = order.without("LogGroupName", "RetentionInDays", "Tags");
                    members.put("LogGroupName", name);
                    members.put("Tags", Kinds.tagMap(order));
                    aws.call("logs", "CreateLogGroup", members);
                    if (order.has("RetentionInDays")) {
                        aws.call(
                                "logs",
                                "PutRetentionPolicy",
                                Map.of("LogGroupName", name, "RetentionInDays", order.text("RetentionInDays")));
                    }
                    return name;
                })
                .attribute("Arn", "logs", "DescribeLogGroups", "LogGroupNamePrefix", "LogGroups.0.Arn")
                .changing(OtherKinds::changeRetention, "RetentionInDays")
                .delete("logs", "DeleteLogGroup", "LogGroupName");
    }

    private static void changeRetention(Made made, Order after, Aws aws) {
        if (after.has("RetentionInDays")) {
            String days = after.text("RetentionInDays");
            aws.call("logs", "PutRetentionPolicy", Map.of("LogGroupName", made.physicalId(), "RetentionInDays", days));
        } else {
            aws.call("logs", "DeleteRetentionPolicy", Map.of("LogGroupName", made.physicalId()));
        }
    }
}
