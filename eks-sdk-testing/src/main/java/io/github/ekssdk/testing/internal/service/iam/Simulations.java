package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/** Says what policies would say, without doing anything. */
final class Simulations {
    private final IamStore store;
    private final ManagedPolicies managed;

    Simulations(IamStore store, ManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    public SimulatePrincipalPolicyResponse principal(SimulatePrincipalPolicyRequest request) {
        String arn = IamInput.required("policySourceArn", request.policySourceArn());
        IamIdentity identity = store.identityByArn(arn)
                .orElseThrow(() -> IamRefusals.noSuchEntity("The entity " + arn + " cannot be found."));
        List<Source> sources = new ArrayList<>();
        identity.inlinePolicies()
                .forEach((name, policy) -> sources.add(new Source(name, identity.kind(), policy.policy())));
        identity.attachedPolicies()
                .keySet()
                .forEach(policy -> managed.document(policy)
                        .ifPresent(document -> sources.add(new Source(
                                ManagedPolicies.nameOf(policy),
                                policy.contains(":iam::aws:") ? "aws-managed" : "user-managed",
                                document.policy()))));
        sources.addAll(given("PolicyInputList", request.policyInputList()));
        List<Policy> boundaries = new ArrayList<>(boundaries(request.permissionsBoundaryPolicyInputList()));
        if (boundaries.isEmpty() && identity.boundary() != null) {
            managed.document(identity.boundary()).ifPresent(document -> boundaries.add(document.policy()));
        }
        Context context = context(request.contextEntries());
        if (context.get("aws:PrincipalArn") == null) {
            context.put("aws:PrincipalArn", arn);
        }
        List<EvaluationResult> results =
                evaluate(sources, boundaries, request.actionNames(), request.resourceArns(), context);
        IamPages<EvaluationResult> page = IamPages.of(results, request.marker(), request.maxItems());
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public SimulateCustomPolicyResponse custom(SimulateCustomPolicyRequest request) {
        List<EvaluationResult> results = evaluate(
                given("PolicyInputList", request.policyInputList()),
                boundaries(request.permissionsBoundaryPolicyInputList()),
                request.actionNames(),
                request.resourceArns(),
                context(request.contextEntries()));
        IamPages<EvaluationResult> page = IamPages.of(results, request.marker(), request.maxItems());
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private static List<EvaluationResult> evaluate(
            List<Source> sources,
            List<Policy> boundaries,
            List<String> actions,
            List<String> resources,
            Context context) {
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : actions) {
            for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                results.add(evaluate(sources, boundaries, new Ask(action, resource, context)));
            }
        }
        return results;
    }

    private static EvaluationResult evaluate(List<Source> sources, List<Policy> boundaries, Ask ask) {
        boolean limited = !boundaries.isEmpty() && boundaries.stream().noneMatch(boundary -> boundary.allows(ask));
        boolean denied = sources.stream().anyMatch(source -> source.policy.denies(ask))
                || boundaries.stream().anyMatch(boundary -> boundary.denies(ask));
        List<Source> allowing =
                sources.stream().filter(source -> source.policy.allows(ask)).toList();
        PolicyEvaluationDecisionType decision = PolicyEvaluationDecisionType.IMPLICIT_DENY;
        if (denied) {
            decision = PolicyEvaluationDecisionType.EXPLICIT_DENY;
        } else if (!allowing.isEmpty() && !limited) {
            decision = PolicyEvaluationDecisionType.ALLOWED;
        }
        List<Source> matched = denied
                ? sources.stream().filter(source -> source.policy.denies(ask)).toList()
                : allowing;
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(ask.action())
                .evalResourceName(ask.resource())
                .evalDecision(decision)
                .matchedStatements(matched.stream().map(Source::statement).toList())
                .missingContextValues(missing(sources, ask));
        if (!boundaries.isEmpty()) {
            result.permissionsBoundaryDecisionDetail(detail -> detail.allowedByPermissionsBoundary(!limited));
        }
        return result.build();
    }

    /** Keys that the policies look at and the simulation was not given. */
    private static Set<String> missing(List<Source> sources, Ask ask) {
        Set<String> missing = new TreeSet<>();
        for (Source source : sources) {
            source.policy
                    .statements()
                    .forEach(statement -> statement.conditionKeys().stream()
                            .filter(key -> ask.context().get(key) == null)
                            .forEach(missing::add));
        }
        return missing;
    }

    private static Context context(List<ContextEntry> entries) {
        Context context = new Context();
        entries.forEach(entry -> context.putAll(entry.contextKeyName(), entry.contextKeyValues()));
        return context;
    }

    private static List<Source> given(String name, List<String> documents) {
        List<Source> found = new ArrayList<>();
        for (String document : documents) {
            String id = name + "." + (found.size() + 1);
            found.add(
                    new Source(id, "none", PolicyDocument.permissions(document).policy()));
        }
        return found;
    }

    private static List<Policy> boundaries(List<String> documents) {
        return documents.stream()
                .map(document -> PolicyDocument.permissions(document).policy())
                .toList();
    }

    /** A policy and where it comes from. */
    private record Source(String id, String kind, Policy policy) {
        Statement statement() {
            return Statement.builder().sourcePolicyId(id).sourcePolicyType(kind).build();
        }
    }
}
