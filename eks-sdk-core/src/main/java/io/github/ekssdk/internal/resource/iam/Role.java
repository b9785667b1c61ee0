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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** An IAM role with its trust policy and the managed policies attached to it. */
public final class Role extends ResourceKind {

    public static final String ROLE_NAME = "roleName";
    public static final String TRUST_POLICY = "trustPolicy";
    public static final String MANAGED_POLICIES = "managedPolicies";
    public static final String TAGS = "tags";
    public static final String PATH = "path";

    /** The ARN of the permissions boundary, or nothing. */
    public static final String BOUNDARY = "permissionsBoundary";

    private static final int MOST_LISTED = 1000;

    /** So many roles are asked for one by one; more are looked for among all. */
    private static final int FEW = 10;

    /** The policies of the role's own, by name. */
    public static final String POLICIES = "policies";

    /** The output that is the role's ARN. */
    public static final String ARN = "arn";

    /** The output that tells whose the role is: the name of the owning cluster, or nothing for a stranger's. */
    private static final String OWNER = "owner";

    private static final int MAX_NAME = 64;

    @Override
    public String name() {
        return "iamRole";
    }

    /** Returns the name of a role of a cluster, the same each time and no longer than IAM allows. */
    public static String roleName(Owner owner, String purpose) {
        return roleName(owner, "", purpose);
    }

    /** Returns the name of a role of a cluster that begins with a prefix. */
    public static String roleName(Owner owner, String prefix, String purpose) {
        String tail = "-" + purpose + "-" + owner.fingerprint();
        String head = prefix + owner.cluster();
        return head.substring(0, Math.min(head.length(), MAX_NAME - tail.length())) + tail;
    }

    /** Returns the trust policy that lets an AWS service take the role. */
    public static String trustPolicy(String service, String... actions) {
        return PolicyText.canonical(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                        + service + "\"},\"Action\":[\"" + String.join("\",\"", actions) + "\"]}]}");
    }

    /** Returns the trust policy that lets an AWS service take the role on behalf of some resources only. */
    public static String trustPolicyFor(String service, String sourceArns) {
        return PolicyText.canonical(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                        + service
                        + "\"},\"Action\":[\"sts:AssumeRole\"],\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\""
                        + sourceArns
                        + "\"}}}]}");
    }

    /** Returns the trust policy that lets service accounts take the role by tokens of an issuer. */
    public static String webIdentityTrust(String providerArn, String issuer, String audience, String subject) {
        boolean pattern = subject.contains("*") || subject.contains("?");
        String audienceIs = "\"" + issuer + ":aud\":\"" + audience + "\"";
        String subjectIs = "\"" + issuer + ":sub\":\"" + subject + "\"";
        String condition = pattern
                ? "\"StringEquals\":{" + audienceIs + "},\"StringLike\":{" + subjectIs + "}"
                : "\"StringEquals\":{" + audienceIs + "," + subjectIs + "}";
        return PolicyText.canonical(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
                        + providerArn + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{" + condition
                        + "}}]}");
    }

    /** Returns the same text for policy documents that mean the same. */
    public static String policy(String json) {
        return PolicyText.canonical(json);
    }

    /** Returns those ARNs that no role has. */
    public static Set<String> missing(Aws aws, Collection<String> arns) {
        Set<String> missing = new TreeSet<>(arns);
        if (arns.size() <= FEW) {
            missing.removeIf(arn -> exists(aws, arn));
        } else {
            aws.iam().listRolesPaginator(request -> request.maxItems(MOST_LISTED)).roles().stream()
                    .map(software.amazon.awssdk.services.iam.model.Role::arn)
                    .forEach(missing::remove);
        }
        return missing;
    }

    private static boolean exists(Aws aws, String arn) {
        String roleName = arn.substring(arn.lastIndexOf('/') + 1);
        return AwsFault.found(() ->
                        aws.iam().getRole(request -> request.roleName(roleName)).role())
                .filter(role -> role.arn().equals(arn))
                .isPresent();
    }

    /** Returns the path of the roles of a cluster, which begins as somebody wants it and ends as they are found again. */
    public static String path(Owner owner, String beginning) {
        return beginning + "eks-sdk/" + owner.region() + "/" + owner.cluster() + "/";
    }

    /** Paths that begin otherwise take a look at all roles, a thousand at a time, where there are none at the one that is known. */
    private static List<software.amazon.awssdk.services.iam.model.Role> find(Aws aws, Owner owner) {
        var known =
                aws
                        .iam()
                        .listRolesPaginator(request -> request.pathPrefix(path(owner, owner.rolePath())))
                        .roles()
                        .stream()
                        .toList();
        return known.isEmpty()
                ? aws.iam().listRolesPaginator(request -> request.maxItems(MOST_LISTED)).roles().stream()
                        .filter(role -> role.path().endsWith(path(owner, "/")))
                        .toList()
                : known;
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return find(aws, owner).stream()
                .map(role -> new ResourceState(
                        name() + "/", role.arn(), "", Map.of(ROLE_NAME, role.roleName()), Map.of(), List.of()))
                .toList();
    }

    @Override
    public boolean readOneByOne() {
        return true;
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        String roleName = String.valueOf(known.properties().get(ROLE_NAME));
        return AwsFault.found(() -> {
            var role = aws.iam().getRole(request -> request.roleName(roleName)).role();
            Map<String, String> tags = new TreeMap<>();
            role.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            List<String> policies = aws
                    .iam()
                    .listAttachedRolePoliciesPaginator(request -> request.roleName(roleName))
                    .attachedPolicies()
                    .stream()
                    .map(AttachedPolicy::policyArn)
                    .sorted()
                    .toList();
            String trust = URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
            return InlinePolicies.read(aws, roleName, state(owner, role, PolicyText.canonical(trust), policies, tags));
        });
    }

    private static ResourceState state(
            Owner owner,
            software.amazon.awssdk.services.iam.model.Role role,
            String trust,
            List<String> policies,
            Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ROLE_NAME, role.roleName());
        properties.put(PATH, role.path());
        properties.put(
                BOUNDARY,
                role.permissionsBoundary() == null
                        ? List.of()
                        : List.of(role.permissionsBoundary().permissionsBoundaryArn()));
        properties.put(TRUST_POLICY, trust);
        properties.put(MANAGED_POLICIES, policies);
        properties.put(TAGS, Owner.wantedTags(tags));
        return state(owner, role.arn(), properties, tags);
    }

    private static ResourceState state(
            Owner owner, String arn, Map<String, Object> properties, Map<String, String> tags) {
        return new ResourceState(
                tags.getOrDefault(Owner.RESOURCE_TAG, ""),
                arn,
                "available",
                properties,
                Map.of(ARN, arn, OWNER, owner.owns(tags) ? owner.cluster() : ""),
                List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var role = aws.iam()
                .createRole(request -> request.roleName(wanted.properties().string(ROLE_NAME))
                        .path(wanted.properties().string(PATH))
                        .permissionsBoundary(wanted.properties().strings(BOUNDARY).stream()
                                .findFirst()
                                .orElse(null))
                        .description("Made by the EKS SDK for the cluster "
                                + wanted.owner().cluster())
                        .assumeRolePolicyDocument(wanted.properties().string(TRUST_POLICY))
                        .tags(IamTags.of(wanted.tags())))
                .role();
        Map<String, Object> properties = new LinkedHashMap<>(wanted.properties().asMap());
        properties.put(MANAGED_POLICIES, List.of());
        properties.computeIfPresent(POLICIES, (name, wantedPolicies) -> Map.of());
        return state(wanted.owner(), role.arn(), properties, wanted.tags());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String roleName = wanted.properties().string(ROLE_NAME);
        if (differences.contains(TRUST_POLICY)) {
            aws.iam()
                    .updateAssumeRolePolicy(request -> request.roleName(roleName)
                            .policyDocument(wanted.properties().string(TRUST_POLICY)));
        }
        if (differences.contains(MANAGED_POLICIES)) {
            changePolicies(aws, roleName, wanted.properties().strings(MANAGED_POLICIES), policies(now));
        }
        if (differences.contains(BOUNDARY)) {
            bound(aws, roleName, wanted.properties().strings(BOUNDARY));
        }
        if (differences.contains(POLICIES)) {
            InlinePolicies.change(aws, roleName, wanted.properties().map(POLICIES), now);
        }
        if (differences.contains(TAGS)) {
            retag(aws, roleName, wanted, now);
        }
        return state(wanted.owner(), now.physicalId(), wanted.properties().asMap(), wanted.tags());
    }

    private static void bound(Aws aws, String roleName, List<String> boundary) {
        if (boundary.isEmpty()) {
            AwsFault.unlessGone(() -> aws.iam().deleteRolePermissionsBoundary(request -> request.roleName(roleName)));
        } else {
            aws.iam()
                    .putRolePermissionsBoundary(
                            request -> request.roleName(roleName).permissionsBoundary(boundary.get(0)));
        }
    }

    private static void changePolicies(Aws aws, String roleName, List<String> target, List<String> present) {
        target.stream()
                .filter(policy -> !present.contains(policy))
                .forEach(policy -> aws.iam()
                        .attachRolePolicy(request -> request.roleName(roleName).policyArn(policy)));
        present.stream().filter(policy -> !target.contains(policy)).forEach(policy -> detach(aws, roleName, policy));
    }

    private static void detach(Aws aws, String roleName, String policy) {
        AwsFault.unlessGone(() ->
                aws.iam().detachRolePolicy(request -> request.roleName(roleName).policyArn(policy)));
    }

    private static void retag(Aws aws, String roleName, Wanted wanted, ResourceState now) {
        wanted.retag(
                now,
                wanted.tags(),
                tags -> aws.iam().tagRole(request -> request.roleName(roleName).tags(IamTags.of(tags))),
                keys -> aws.iam()
                        .untagRole(request -> request.roleName(roleName).tagKeys(keys)));
    }

    private static List<String> policies(ResourceState state) {
        return Properties.of(state).strings(MANAGED_POLICIES);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        String roleName = String.valueOf(now.properties().get(ROLE_NAME));
        policies(now).forEach(policy -> detach(aws, roleName, policy));
        InlinePolicies.delete(aws, roleName, now);
        try {
            AwsFault.unlessGone(() -> aws.iam().deleteRole(request -> request.roleName(roleName)));
        } catch (AwsFault fault) {
            if (!fault.code().equals("DeleteConflict")) {
                throw fault;
            }
            strip(aws, roleName);
            AwsFault.unlessGone(() -> aws.iam().deleteRole(request -> request.roleName(roleName)));
        }
    }

    /** Takes off the role what others have put on it. */
    private static void strip(Aws aws, String roleName) {
        aws.iam().listRolePoliciesPaginator(request -> request.roleName(roleName)).policyNames().stream()
                .forEach(policy -> AwsFault.unlessGone(() -> aws.iam()
                        .deleteRolePolicy(request -> request.roleName(roleName).policyName(policy))));
        aws.iam().listAttachedRolePoliciesPaginator(request -> request.roleName(roleName)).attachedPolicies().stream()
                .forEach(policy -> detach(aws, roleName, policy.policyArn()));
    }

    @Override
    public boolean foreign(ResourceState state) {
        return "".equals(state.outputs().get(OWNER));
    }

    @Override
    public boolean unordered(String property) {
        return property.equals(MANAGED_POLICIES);
    }

    @Override
    public Optional<String> refusal(String property, Object wanted, Object present) {
        return property.equals(PATH)
                ? Optional.of("its path is " + present + ", and IAM does not move it to " + wanted)
                : Optional.empty();
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(ROLE_NAME) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("iam:CreateRole", "iam:TagRole", "iam:AttachRolePolicy", "iam:PutRolePolicy");
            case UPDATE ->
                Work.brief(
                        "iam:UpdateAssumeRolePolicy",
                        "iam:AttachRolePolicy",
                        "iam:DetachRolePolicy",
                        "iam:PutRolePermissionsBoundary",
                        "iam:DeleteRolePermissionsBoundary",
                        "iam:PutRolePolicy",
                        "iam:DeleteRolePolicy",
                        "iam:TagRole",
                        "iam:UntagRole");
            case DELETE -> Work.brief("iam:DetachRolePolicy", "iam:DeleteRolePolicy", "iam:DeleteRole");
        };
    }
}
