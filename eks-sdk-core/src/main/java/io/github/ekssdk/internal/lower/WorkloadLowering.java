package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.LateText;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.JsonMeaning;
import io.github.ekssdk.internal.resource.eks.PodIdentityAssociation;
import io.github.ekssdk.internal.resource.iam.OidcProvider;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.IamServiceAccountSpec;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import io.github.ekssdk.spec.WellKnownPolicy;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The roles of Pods: by Pod Identity associations, and by the cluster's OIDC provider. */
final class WorkloadLowering {

    /** The service by which Pods take roles. */
    static final String POD_IDENTITY = "pods.eks.amazonaws.com";

    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final String ISSUER = "{issuer}";
    private static final String OWN_POLICY = "permissions";

    private final LoweringContext context;
    private final RoleLowering roles;

    WorkloadLowering(LoweringContext context, RoleLowering roles) {
        this.context = context;
        this.roles = roles;
    }

    void lower() {
        context.spec().podIdentities().forEach(this::associate);
        if (context.spec().oidcProvider()
                || !context.spec().iamServiceAccounts().isEmpty()) {
            oidcProvider();
        }
        context.spec().iamServiceAccounts().forEach(this::account);
    }

    private void associate(PodIdentityAssociationSpec association) {
        String account = association.namespace() + "/" + association.serviceAccount();
        Map<String, String> tags = context.tags(association.tags());
        context.graph()
                .add(
                        Kinds.POD_IDENTITY_ASSOCIATION,
                        account,
                        Properties.builder()
                                .set(PodIdentityAssociation.NAMESPACE, association.namespace())
                                .set(PodIdentityAssociation.SERVICE_ACCOUNT, association.serviceAccount())
                                .set(
                                        PodIdentityAssociation.ROLE_ARN,
                                        podRole("podIdentity/" + account, association.role(), tags))
                                .set(
                                        PodIdentityAssociation.TARGET_ROLE_ARN,
                                        association.targetRoleArn().orElse(PodIdentityAssociation.NONE))
                                .set(PodIdentityAssociation.DISABLE_SESSION_TAGS, association.disableSessionTags())
                                .set(
                                        PodIdentityAssociation.POLICY,
                                        association
                                                .policy()
                                                .map(JsonMeaning::canonical)
                                                .orElse(PodIdentityAssociation.NONE))
                                .set(PodIdentityAssociation.TAGS, tags)
                                .build());
    }

    /** Returns the ARN of a role for Pod Identity: the one that is given, or one that is made. */
    Object podRole(String id, WorkloadRoleSpec role, Map<String, String> tags) {
        if (role.roleArn().isPresent()) {
            return role.roleArn().get();
        }
        return role(id, Role.trustPolicy(POD_IDENTITY, "sts:AssumeRole", "sts:TagSession"), role, tags);
    }

    private void oidcProvider() {
        context.graph()
                .add(
                        Kinds.OIDC_PROVIDER,
                        OidcProvider.NAME,
                        Properties.builder()
                                .set(OidcProvider.ISSUER, issuer())
                                .set(OidcProvider.CLIENT_IDS, List.of(AUDIENCE))
                                .set(OidcProvider.TAGS, context.tags())
                                .build());
    }

    private Output issuer() {
        return new Output(Kinds.CONTROL_PLANE.name() + "/" + context.spec().name(), ControlPlane.ISSUER);
    }

    private void account(IamServiceAccountSpec account) {
        String subject = "system:serviceaccount:" + account.namespace() + ":" + account.name();
        String provider = "arn:" + context.owner().partition() + ":iam::"
                + context.owner().account() + ":oidc-provider/" + ISSUER;
        String trust = Role.webIdentityTrust(provider, ISSUER, AUDIENCE, subject);
        String id = "serviceAccount/"
                + (account.namespace() + "/" + account.name()).replace('*', '+').replace('?', '=');
        role(id, lateText(trust), account.role(), context.tags(account.tags()));
    }

    /** The issuer is known once the cluster is there. */
    private LateText lateText(String trust) {
        List<Object> parts = new ArrayList<>();
        for (String text : trust.split(Pattern.quote(ISSUER), -1)) {
            parts.add(text);
            parts.add(issuer());
        }
        return new LateText(parts.subList(0, parts.size() - 1));
    }

    private Output role(String id, Object trust, WorkloadRoleSpec role, Map<String, String> tags) {
        Set<String> managed = new LinkedHashSet<>();
        role.wellKnownPolicies().stream()
                .flatMap(policy -> WellKnownPolicies.managed(policy).stream())
                .forEach(managed::add);
        managed.addAll(role.managedPolicies());
        return roles.workload(id, trust, List.copyOf(managed), documents(role), tags);
    }

    private Map<String, String> documents(WorkloadRoleSpec role) {
        Map<String, String> documents = new TreeMap<>();
        Stream<WellKnownPolicy> policies = role.wellKnownPolicies().stream();
        policies.forEach(policy -> WellKnownPolicies.document(policy, context)
                .ifPresent(json -> documents.put(WellKnownPolicies.name(policy), Role.policy(json))));
        role.permissionPolicy().ifPresent(json -> documents.put(OWN_POLICY, Role.policy(json)));
        return documents;
    }
}
