package io.github.ekssdk.testing.internal.service.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;

/** Reads and changes the attributes of load balancers. */
final class BalancerAttributes {
    private static final Map<String, String> COMMON = Map.of(
            "deletion_protection.enabled", "false",
            "access_logs.s3.enabled", "false",
            "access_logs.s3.bucket", "",
            "access_logs.s3.prefix", "",
            "load_balancing.cross_zone.enabled", "false",
            "zonal_shift.config.enabled", "false");
    private static final Map<String, String> APPLICATION = Map.of(
            "load_balancing.cross_zone.enabled", "true",
            "idle_timeout.timeout_seconds", "60",
            "client_keep_alive.seconds", "3600",
            "routing.http2.enabled", "true",
            "routing.http.drop_invalid_header_fields.enabled", "false",
            "routing.http.desync_mitigation_mode", "defensive",
            "routing.http.preserve_host_header.enabled", "false",
            "routing.http.xff_header_processing.mode", "append",
            "waf.fail_open.enabled", "false");
    private static final Map<String, String> NETWORK =
            Map.of("dns_record.client_routing_policy", "any_availability_zone");

    private final ElbStore store;

    BalancerAttributes(ElbStore store) {
        this.store = store;
    }

    void begin(String arn, LoadBalancerTypeEnum type) {
        Map<String, String> all = new TreeMap<>(COMMON);
        all.putAll(type == LoadBalancerTypeEnum.APPLICATION ? APPLICATION : NETWORK);
        store.attributes.put(arn, all);
    }

    boolean isProtected(String arn) {
        return "true".equals(of(arn).get("deletion_protection.enabled"));
    }

    private Map<String, String> of(String arn) {
        return store.attributes.computeIfAbsent(arn, key -> new LinkedHashMap<>());
    }

    public DescribeLoadBalancerAttributesResponse describe(DescribeLoadBalancerAttributesRequest request) {
        String arn = store.balancer(request.loadBalancerArn()).loadBalancerArn();
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(list(arn))
                .build();
    }

    public ModifyLoadBalancerAttributesResponse modify(ModifyLoadBalancerAttributesRequest request) {
        String arn = store.balancer(request.loadBalancerArn()).loadBalancerArn();
        for (LoadBalancerAttribute attribute : request.attributes()) {
            if (!of(arn).containsKey(attribute.key())) {
                throw ElbRefusals.of(
                        "InvalidConfigurationRequest",
                        "Load balancer attribute key '" + attribute.key() + "' is not recognized");
            }
        }
        request.attributes()
                .forEach(attribute -> of(arn).put(attribute.key(), attribute.value() == null ? "" : attribute.value()));
        return ModifyLoadBalancerAttributesResponse.builder()
                .attributes(list(arn))
                .build();
    }

    private List<LoadBalancerAttribute> list(String arn) {
        return of(arn).entrySet().stream()
                .map(entry -> LoadBalancerAttribute.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}
