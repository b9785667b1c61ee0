package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Managed policies that a role keeps until the cluster has been changed, because EKS needs them for that, and then loses. */
public final class ReleasedPolicies extends ResourceKind {

    public static final String ROLE_NAME = Role.ROLE_NAME;
    public static final String MANAGED_POLICIES = Role.MANAGED_POLICIES;

    @Override
    public String name() {
        return "releasedPolicies";
    }

    @Override
    public Set<String> after() {
        return Set.of("cluster");
    }

    /** They exist as work to be done only. */
    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return List.of();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        Properties settings = Properties.of(known);
        List<String> attached = aws
                .iam()
                .listAttachedRolePoliciesPaginator(request -> request.roleName(settings.string(ROLE_NAME)))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList();
        return settings.strings(MANAGED_POLICIES).stream().anyMatch(attached::contains)
                ? Optional.empty()
                : Optional.of(released(known.id(), settings));
    }

    private static ResourceState released(String id, Properties settings) {
        return new ResourceState(id, settings.string(ROLE_NAME), "released", settings.asMap(), Map.of(), List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String roleName = wanted.properties().string(ROLE_NAME);
        wanted.properties()
                .strings(MANAGED_POLICIES)
                .forEach(policy -> AwsFault.unlessGone(() -> aws.iam()
                        .detachRolePolicy(request -> request.roleName(roleName).policyArn(policy))));
        return released(wanted.id(), wanted.properties());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        return now;
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        throw new IllegalStateException("Nobody lists " + now.id() + ", so nobody deletes it.");
    }

    @Override
    public boolean createdWhole() {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return Mutability.INITIAL;
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("iam:DetachRolePolicy");
    }
}
