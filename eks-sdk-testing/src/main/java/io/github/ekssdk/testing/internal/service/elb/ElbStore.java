package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Everything that Elastic Load Balancing keeps in one account and region, by ARN, oldest first. */
final class ElbStore {
    static final String SERVICE = "elasticloadbalancing";

    final Account account;
    final ElbNetwork network;
    final Map<String, LoadBalancer> balancers = new LinkedHashMap<>();
    final Map<String, TargetGroup> targetGroups = new LinkedHashMap<>();
    final Map<String, Listener> listeners = new LinkedHashMap<>();
    final Map<String, Rule> rules = new LinkedHashMap<>();
    final Map<String, String> listenerOfRule = new LinkedHashMap<>();
    final Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
    final Map<String, Map<String, TargetState>> targets = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

    ElbStore(Account account) {
        this.account = account;
        this.network = new ElbNetwork(account);
    }

    LoadBalancer balancer(@Nullable String arn) {
        return require(balancers, arn, ElbRefusals.balancerNotFound(String.valueOf(arn)));
    }

    TargetGroup targetGroup(@Nullable String arn) {
        return require(targetGroups, arn, ElbRefusals.targetGroupNotFound());
    }

    Listener listener(@Nullable String arn) {
        return require(listeners, arn, ElbRefusals.listenerNotFound());
    }

    Rule rule(@Nullable String arn) {
        return require(rules, arn, ElbRefusals.ruleNotFound());
    }

    private static <T> T require(Map<String, T> kept, @Nullable String arn, AwsRefusal refusal) {
        return Optional.ofNullable(arn).map(kept::get).orElseThrow(() -> refusal);
    }

    List<Listener> listenersOf(String balancerArn) {
        return listeners.values().stream()
                .filter(listener -> listener.loadBalancerArn().equals(balancerArn))
                .toList();
    }

    List<Rule> rulesOf(String listenerArn) {
        return rules.values().stream()
                .filter(rule -> listenerArn.equals(listenerOfRule.get(rule.ruleArn())))
                .toList();
    }

    /** The load balancers that a target group takes traffic from. */
    List<String> balancersOf(String targetGroupArn) {
        return rules.values().stream()
                .filter(rule -> rule.actions().stream().anyMatch(action -> leadsTo(action, targetGroupArn)))
                .map(rule -> listener(listenerOfRule.get(rule.ruleArn())).loadBalancerArn())
                .distinct()
                .toList();
    }

    private static boolean leadsTo(Action action, String targetGroupArn) {
        return targetGroupArn.equals(action.targetGroupArn())
                || (action.forwardConfig() != null
                        && action.forwardConfig().targetGroups().stream()
                                .anyMatch(group -> targetGroupArn.equals(group.targetGroupArn())));
    }

    /** Refuses actions that lead to target groups that there are none of. */
    void checkActions(List<Action> actions) {
        for (Action action : actions) {
            if (action.targetGroupArn() != null) {
                targetGroup(action.targetGroupArn());
            }
            if (action.forwardConfig() != null) {
                action.forwardConfig().targetGroups().forEach(group -> targetGroup(group.targetGroupArn()));
            }
        }
    }

    void updateBalancer(String arn, UnaryOperator<LoadBalancer.Builder> change) {
        balancers.computeIfPresent(
                arn, (key, old) -> change.apply(old.toBuilder()).build());
    }

    void removeListener(String arn) {
        rulesOf(arn).forEach(rule -> removeRule(rule.ruleArn()));
        listeners.remove(arn);
        tags.remove(arn);
    }

    void removeRule(String arn) {
        rules.remove(arn);
        listenerOfRule.remove(arn);
        tags.remove(arn);
    }

    boolean exists(String arn) {
        return balancers.containsKey(arn)
                || targetGroups.containsKey(arn)
                || listeners.containsKey(arn)
                || rules.containsKey(arn);
    }

    Map<String, String> tagsOf(String arn) {
        return tags.getOrDefault(arn, Map.of());
    }

    void tag(String arn, Map<String, String> added) {
        Map<String, String> all = new LinkedHashMap<>(tagsOf(arn));
        all.putAll(added);
        if (all.size() > account.quotas().limit("elb.tags")) {
            throw ElbRefusals.of("TooManyTags", "The maximum number of tags for the resource has been reached");
        }
        tags.put(arn, all);
    }

    void untag(String arn, List<String> keys) {
        tags.getOrDefault(arn, new TreeMap<>()).keySet().removeAll(keys);
    }

    void forget(String arn) {
        tags.remove(arn);
        attributes.remove(arn);
        targets.remove(arn);
    }

    void checkQuota(String quota, long present, String code, String message) {
        if (present >= account.quotas().limit(quota)) {
            throw ElbRefusals.of(code, message);
        }
    }

    String arn(String resource) {
        return account.arn(SERVICE, resource);
    }

    String hash() {
        return account.ids().hex("elb", 16);
    }

    /** Lets something happen once the drawn time has passed; at once in a lenient account. */
    void later(String latency, String key, String what, Runnable effect) {
        if (account.lenient()) {
            effect.run();
            return;
        }
        account.transitions()
                .at(account.transitions().now().plus(account.latencies().sample(latency, key)), what, effect);
    }
}
