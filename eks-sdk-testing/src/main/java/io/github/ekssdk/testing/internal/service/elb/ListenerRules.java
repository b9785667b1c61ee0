package io.github.ekssdk.testing.internal.service.elb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** Makes, describes, changes, orders and deletes the rules of listeners. */
final class ListenerRules {
    private static final int MOST = 50_000;

    private final ElbStore store;

    ListenerRules(ElbStore store) {
        this.store = store;
    }

    public CreateRuleResponse create(CreateRuleRequest request) {
        String listener = store.listener(request.listenerArn()).listenerArn();
        Map<String, String> tags = ElbTags.read(request.tags());
        int priority = ElbRefusals.present(request.priority(), "A priority");
        checkPriority(listener, priority, null);
        store.checkActions(request.actions());
        store.checkQuota(
                "elb.rules",
                store.rulesOf(listener).size() - 1L,
                "TooManyRules",
                "The maximum number of rules has been reached for the load balancer");
        String arn = listener.replace(":listener/", ":listener-rule/") + "/" + store.hash();
        Rule made = Rule.builder()
                .ruleArn(arn)
                .priority(String.valueOf(priority))
                .conditions(request.conditions())
                .actions(request.actions())
                .isDefault(false)
                .build();
        store.rules.put(arn, made);
        store.listenerOfRule.put(arn, listener);
        store.tag(arn, tags);
        return CreateRuleResponse.builder().rules(made).build();
    }

    private void checkPriority(String listener, int priority, @Nullable String except) {
        if (priority < 1 || priority > MOST) {
            throw ElbRefusals.validation("The priority must be between 1 and " + MOST + ", not " + priority);
        }
        boolean taken = store.rulesOf(listener).stream()
                .filter(rule -> !rule.ruleArn().equals(except))
                .anyMatch(rule -> rule.priority().equals(String.valueOf(priority)));
        if (taken) {
            throw ElbRefusals.of("PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
    }

    public DescribeRulesResponse describe(DescribeRulesRequest request) {
        if (request.listenerArn() == null && request.ruleArns().isEmpty()) {
            throw ElbRefusals.validation("You must specify either listener rule ARNs or a listener ARN");
        }
        List<Rule> chosen = request.ruleArns().isEmpty()
                ? store.rulesOf(store.listener(request.listenerArn()).listenerArn()).stream()
                        .sorted(Comparator.comparingInt(ListenerRules::order))
                        .toList()
                : request.ruleArns().stream().map(store::rule).toList();
        ElbPages<Rule> page = ElbPages.of(chosen, request.pageSize(), request.marker());
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.marker())
                .build();
    }

    private static int order(Rule rule) {
        return Boolean.TRUE.equals(rule.isDefault()) ? Integer.MAX_VALUE : Integer.parseInt(rule.priority());
    }

    public ModifyRuleResponse modify(ModifyRuleRequest request) {
        Rule old = store.rule(request.ruleArn());
        if (Boolean.TRUE.equals(old.isDefault())) {
            throw ElbRefusals.of("OperationNotPermitted", "Default rule '" + old.ruleArn() + "' cannot be modified");
        }
        store.checkActions(request.actions());
        Rule changed = old.copy(b -> b.actions(request.actions().isEmpty() ? old.actions() : request.actions())
                .conditions(request.conditions().isEmpty() ? old.conditions() : request.conditions()));
        store.rules.put(old.ruleArn(), changed);
        return ModifyRuleResponse.builder().rules(changed).build();
    }

    public SetRulePrioritiesResponse order(SetRulePrioritiesRequest request) {
        for (RulePriorityPair pair : request.rulePriorities()) {
            Rule rule = store.rule(pair.ruleArn());
            String listener = String.valueOf(store.listenerOfRule.get(rule.ruleArn()));
            checkPriority(listener, ElbRefusals.present(pair.priority(), "A priority"), rule.ruleArn());
            store.rules.put(rule.ruleArn(), rule.copy(b -> b.priority(String.valueOf(pair.priority()))));
        }
        return SetRulePrioritiesResponse.builder()
                .rules(request.rulePriorities().stream()
                        .map(pair -> store.rule(pair.ruleArn()))
                        .toList())
                .build();
    }

    public DeleteRuleResponse delete(DeleteRuleRequest request) {
        Rule rule = store.rule(request.ruleArn());
        if (Boolean.TRUE.equals(rule.isDefault())) {
            throw ElbRefusals.of("OperationNotPermitted", "Default rule '" + rule.ruleArn() + "' cannot be deleted");
        }
        store.removeRule(rule.ruleArn());
        return DeleteRuleResponse.builder().build();
    }
}
