package io.github.ekssdk.testing.internal.service.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Makes, describes, changes and deletes target groups. */
final class TargetGroups {
    private static final Map<String, String> DEFAULTS = Map.of(
            "deregistration_delay.timeout_seconds", "300",
            "stickiness.enabled", "false",
            "stickiness.type", "lb_cookie",
            "stickiness.lb_cookie.duration_seconds", "86400",
            "slow_start.duration_seconds", "0",
            "load_balancing.algorithm.type", "round_robin",
            "preserve_client_ip.enabled", "true",
            "proxy_protocol_v2.enabled", "false",
            "target_group_health.dns_failover.minimum_healthy_targets.count", "1",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1");

    private final ElbStore store;

    TargetGroups(ElbStore store) {
        this.store = store;
    }

    public CreateTargetGroupResponse create(CreateTargetGroupRequest request) {
        String name = ElbRefusals.checkName(request.name(), "target group");
        Map<String, String> tags = ElbTags.read(request.tags());
        TargetTypeEnum type = request.targetType() == null ? TargetTypeEnum.INSTANCE : request.targetType();
        if (type != TargetTypeEnum.LAMBDA) {
            checkNetwork(request);
        }
        if (named(name).isPresent()) {
            throw ElbRefusals.of(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + name + "' exists, but with different settings");
        }
        store.checkQuota(
                "elb.targetGroups",
                store.targetGroups.size(),
                "TooManyTargetGroups",
                "The maximum number of target groups has been reached");
        TargetGroup made = make(request, name, type);
        String arn = made.targetGroupArn();
        store.targetGroups.put(arn, made);
        store.tag(arn, tags);
        store.attributes.put(arn, new TreeMap<>(DEFAULTS));
        return CreateTargetGroupResponse.builder().targetGroups(made).build();
    }

    private void checkNetwork(CreateTargetGroupRequest request) {
        ElbRefusals.present(request.protocol(), "A protocol");
        ElbRefusals.present(request.port(), "A port");
        String vpcId = ElbRefusals.present(request.vpcId(), "A VPC ID");
        if (!store.network.hasVpc(vpcId)) {
            throw ElbRefusals.validation("The VPC ID '" + vpcId + "' is not found");
        }
    }

    private TargetGroup make(CreateTargetGroupRequest request, String name, TargetTypeEnum type) {
        boolean http = request.protocol() == ProtocolEnum.HTTP || request.protocol() == ProtocolEnum.HTTPS;
        return TargetGroup.builder()
                .targetGroupArn(store.arn("targetgroup/" + name + "/" + store.hash()))
                .targetGroupName(name)
                .protocol(request.protocol())
                .protocolVersion(http ? or(request.protocolVersion(), "HTTP1") : null)
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(type)
                .ipAddressType("ipv4")
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(or(request.healthCheckProtocol(), http ? ProtocolEnum.HTTP : ProtocolEnum.TCP))
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(http ? or(request.healthCheckPath(), "/") : request.healthCheckPath())
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), http ? 5 : 10))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
                .matcher(request.matcher())
                .build();
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    private Optional<TargetGroup> named(String name) {
        return store.targetGroups.values().stream()
                .filter(group -> group.targetGroupName().equals(name))
                .findFirst();
    }

    public DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request) {
        ElbPages<TargetGroup> page = ElbPages.of(chosen(request), request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream().map(this::render).toList())
                .nextMarker(page.marker())
                .build();
    }

    private List<TargetGroup> chosen(DescribeTargetGroupsRequest request) {
        if (!request.targetGroupArns().isEmpty()) {
            return request.targetGroupArns().stream().map(store::targetGroup).toList();
        }
        if (!request.names().isEmpty()) {
            return request.names().stream()
                    .map(name -> named(name).orElseThrow(ElbRefusals::targetGroupNotFound))
                    .toList();
        }
        if (request.loadBalancerArn() != null) {
            String arn = store.balancer(request.loadBalancerArn()).loadBalancerArn();
            return store.targetGroups.values().stream()
                    .filter(group -> store.balancersOf(group.targetGroupArn()).contains(arn))
                    .toList();
        }
        return List.copyOf(store.targetGroups.values());
    }

    private TargetGroup render(TargetGroup group) {
        return group.toBuilder()
                .loadBalancerArns(store.balancersOf(group.targetGroupArn()))
                .build();
    }

    public ModifyTargetGroupResponse modify(ModifyTargetGroupRequest request) {
        TargetGroup old = store.targetGroup(request.targetGroupArn());
        TargetGroup changed = old.copy(b -> b.healthCheckProtocol(
                        or(request.healthCheckProtocol(), old.healthCheckProtocol()))
                .healthCheckPort(or(request.healthCheckPort(), old.healthCheckPort()))
                .healthCheckPath(request.healthCheckPath() == null ? old.healthCheckPath() : request.healthCheckPath())
                .healthCheckEnabled(or(request.healthCheckEnabled(), old.healthCheckEnabled()))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), old.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), old.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(or(request.healthyThresholdCount(), old.healthyThresholdCount()))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), old.unhealthyThresholdCount())));
        store.targetGroups.put(old.targetGroupArn(), changed);
        return ModifyTargetGroupResponse.builder().targetGroups(render(changed)).build();
    }

    public DeleteTargetGroupResponse delete(DeleteTargetGroupRequest request) {
        String arn = ElbRefusals.present(request.targetGroupArn(), "TargetGroupArn");
        if (store.targetGroups.containsKey(arn)) {
            if (!store.balancersOf(arn).isEmpty()) {
                throw ElbRefusals.of(
                        "ResourceInUse", "Target group '" + arn + "' is currently in use by a listener or a rule");
            }
            store.targetGroups.remove(arn);
            store.forget(arn);
        }
        return DeleteTargetGroupResponse.builder().build();
    }

    public DescribeTargetGroupAttributesResponse describe(DescribeTargetGroupAttributesRequest request) {
        String arn = store.targetGroup(request.targetGroupArn()).targetGroupArn();
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(attributes(arn))
                .build();
    }

    public ModifyTargetGroupAttributesResponse modify(ModifyTargetGroupAttributesRequest request) {
        String arn = store.targetGroup(request.targetGroupArn()).targetGroupArn();
        Map<String, String> all = store.attributes.computeIfAbsent(arn, key -> new LinkedHashMap<>());
        for (TargetGroupAttribute attribute : request.attributes()) {
            if (!all.containsKey(attribute.key())) {
                throw ElbRefusals.of(
                        "InvalidConfigurationRequest",
                        "Target group attribute key '" + attribute.key() + "' is not recognized");
            }
        }
        request.attributes()
                .forEach(attribute -> all.put(attribute.key(), attribute.value() == null ? "" : attribute.value()));
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(attributes(arn))
                .build();
    }

    private List<TargetGroupAttribute> attributes(String arn) {
        return store.attributes.getOrDefault(arn, Map.of()).entrySet().stream()
                .map(entry -> TargetGroupAttribute.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}
