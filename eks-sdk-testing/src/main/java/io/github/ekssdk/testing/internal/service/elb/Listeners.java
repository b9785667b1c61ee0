package io.github.ekssdk.testing.internal.service.elb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Makes, describes, changes and deletes listeners. Each has a rule for what no other rule matches. */
final class Listeners {
    private static final Set<ProtocolEnum> OF_APPLICATIONS = Set.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS);
    private static final Set<ProtocolEnum> ENCRYPTED = Set.of(ProtocolEnum.HTTPS, ProtocolEnum.TLS);

    private final ElbStore store;

    Listeners(ElbStore store) {
        this.store = store;
    }

    public CreateListenerResponse create(CreateListenerRequest request) {
        LoadBalancer balancer = store.balancer(request.loadBalancerArn());
        Map<String, String> tags = ElbTags.read(request.tags());
        int port = ElbRefusals.present(request.port(), "A port");
        ProtocolEnum protocol = ElbRefusals.present(request.protocol(), "A protocol");
        checkProtocol(balancer, protocol, request.certificates().isEmpty());
        checkPort(balancer, port, null);
        store.checkActions(request.defaultActions());
        store.checkQuota(
                "elb.listeners",
                store.listenersOf(balancer.loadBalancerArn()).size(),
                "TooManyListeners",
                "The maximum number of listeners has been reached on load balancer '" + balancer.loadBalancerArn()
                        + "'");
        String arn = balancer.loadBalancerArn().replace(":loadbalancer/", ":listener/") + "/" + store.hash();
        Listener made = Listener.builder()
                .listenerArn(arn)
                .loadBalancerArn(balancer.loadBalancerArn())
                .port(port)
                .protocol(protocol)
                .certificates(request.certificates())
                .sslPolicy(
                        ENCRYPTED.contains(protocol) && request.sslPolicy() == null
                                ? "ELBSecurityPolicy-2016-08"
                                : request.sslPolicy())
                .alpnPolicy(request.alpnPolicy())
                .defaultActions(request.defaultActions())
                .build();
        store.listeners.put(arn, made);
        store.tag(arn, tags);
        addDefaultRule(made);
        return CreateListenerResponse.builder().listeners(made).build();
    }

    private static void checkProtocol(LoadBalancer balancer, ProtocolEnum protocol, boolean withoutCertificate) {
        boolean application = balancer.type() == LoadBalancerTypeEnum.APPLICATION;
        if (application != OF_APPLICATIONS.contains(protocol)) {
            throw ElbRefusals.validation("Listener protocol '" + protocol + "' is not supported with a load balancer"
                    + " of type '" + balancer.type() + "'");
        }
        if (ENCRYPTED.contains(protocol) && withoutCertificate) {
            throw ElbRefusals.validation("A certificate must be specified for " + protocol + " listeners");
        }
    }

    private void checkPort(LoadBalancer balancer, int port, @Nullable String except) {
        for (Listener other : store.listenersOf(balancer.loadBalancerArn())) {
            if (other.port() == port && !other.listenerArn().equals(except)) {
                throw ElbRefusals.of(
                        "DuplicateListener",
                        "A listener already exists on this port for this load balancer '" + balancer.loadBalancerArn()
                                + "'");
            }
        }
    }

    private void addDefaultRule(Listener listener) {
        String arn = listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + store.hash();
        Rule rule = Rule.builder()
                .ruleArn(arn)
                .priority("default")
                .isDefault(true)
                .actions(listener.defaultActions())
                .conditions(List.of())
                .build();
        store.rules.put(arn, rule);
        store.listenerOfRule.put(arn, listener.listenerArn());
    }

    public DescribeListenersResponse describe(DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw ElbRefusals.validation("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Listener> chosen = request.listenerArns().isEmpty()
                ? store.listenersOf(store.balancer(request.loadBalancerArn()).loadBalancerArn())
                : request.listenerArns().stream().map(store::listener).toList();
        ElbPages<Listener> page = ElbPages.of(chosen, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.marker())
                .build();
    }

    public ModifyListenerResponse modify(ModifyListenerRequest request) {
        Listener old = store.listener(request.listenerArn());
        LoadBalancer balancer = store.balancer(old.loadBalancerArn());
        Listener.Builder changed = old.toBuilder();
        if (request.port() != null) {
            checkPort(balancer, request.port(), old.listenerArn());
            changed.port(request.port());
        }
        if (request.protocol() != null) {
            checkProtocol(
                    balancer,
                    request.protocol(),
                    request.certificates().isEmpty() && old.certificates().isEmpty());
            changed.protocol(request.protocol());
        }
        if (!request.certificates().isEmpty()) {
            changed.certificates(request.certificates());
        }
        if (request.sslPolicy() != null) {
            changed.sslPolicy(request.sslPolicy());
        }
        if (!request.defaultActions().isEmpty()) {
            store.checkActions(request.defaultActions());
            changed.defaultActions(request.defaultActions());
            store.rulesOf(old.listenerArn()).stream()
                    .filter(Rule::isDefault)
                    .forEach(rule ->
                            store.rules.put(rule.ruleArn(), rule.copy(b -> b.actions(request.defaultActions()))));
        }
        store.listeners.put(old.listenerArn(), changed.build());
        return ModifyListenerResponse.builder().listeners(changed.build()).build();
    }

    public DeleteListenerResponse delete(DeleteListenerRequest request) {
        store.removeListener(store.listener(request.listenerArn()).listenerArn());
        return DeleteListenerResponse.builder().build();
    }
}
