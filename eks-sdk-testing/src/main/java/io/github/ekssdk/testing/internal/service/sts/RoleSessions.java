package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.policy.Principal;
import io.github.ekssdk.testing.internal.policy.Verdict;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Tag;

/** Lets callers become roles that trust them. */
final class RoleSessions {
    private final Account account;
    private final SessionStore sessions;

    RoleSessions(Account account, SessionStore sessions) {
        this.account = account;
        this.sessions = sessions;
    }

    public AssumeRoleResponse assume(AssumeRoleRequest request, Call call) {
        String roleArn = StsInput.required("roleArn", request.roleArn());
        String name = StsInput.sessionName(request.roleSessionName());
        Caller caller = call.caller();
        if (caller.arn().endsWith(":root")) {
            throw StsInput.accessDenied("Roles may not be assumed by root accounts.");
        }
        IamDirectory iam = iam();
        Context context = context(request, caller);
        RoleSight role =
                iam.sight(roleArn, call.now()).orElseThrow(() -> StsInput.denied(caller, "sts:AssumeRole", roleArn));
        requireTrust(caller, "sts:AssumeRole", roleArn, context);
        if (request.hasTags() && !request.tags().isEmpty()) {
            requireTrust(caller, "sts:TagSession", roleArn, context);
        }
        boolean chained = caller.arn().contains(":assumed-role/");
        int longest = iam.sessionDuration(roleArn).orElse(StsInput.HOUR);
        int seconds = StsInput.ofRole(request.durationSeconds(), longest, chained);
        List<Policy> limits = StsInput.limits(request.policy(), request.policyArns(), iam);
        Map<String, String> tags = new TreeMap<>();
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        StsSession session = sessions.ofRole(role, name, call.now().plusSeconds(seconds), limits, tags);
        return AssumeRoleResponse.builder()
                .credentials(sessions.credentials(session))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(session.caller().userId())
                        .arn(session.caller().arn())
                        .build())
                .build();
    }

    private Context context(AssumeRoleRequest request, Caller caller) {
        String principal = iam().principalOf(caller);
        Context context = new Context()
                .put("sts:ExternalId", request.externalId())
                .put("sts:RoleSessionName", request.roleSessionName())
                .put("aws:PrincipalArn", principal)
                .put("aws:PrincipalAccount", caller.accountId())
                .put("aws:username", caller.arn().substring(caller.arn().lastIndexOf('/') + 1))
                .put("aws:MultiFactorAuthPresent", "false")
                .putTags("aws:PrincipalTag", iam().tagsOf(principal));
        request.tags().forEach(tag -> context.put("aws:RequestTag/" + tag.key(), tag.value()));
        return context.putAll(
                "aws:TagKeys", request.tags().stream().map(Tag::key).toList());
    }

    /** A role that names the caller is enough; one that names the account leaves it to the caller's own policies. */
    private void requireTrust(Caller caller, String action, String roleArn, Context context) {
        Policy trust = iam().trustPolicy(roleArn).orElseThrow(() -> StsInput.denied(caller, action, roleArn));
        Principal who =
                Principal.aws(caller.accountId(), new TreeSet<>(List.of(caller.arn(), iam().principalOf(caller))));
        Ask ask = new Ask(action, roleArn, context);
        Verdict own = account.callerPolicies().judge(caller, ask);
        boolean allowed = !trust.denies(who, ask)
                && !own.explicitDeny()
                && (trust.allows(who, ask) || (own.allowed() && trust.allowsAccountOf(who, ask)));
        if (!allowed) {
            throw StsInput.denied(caller, action, roleArn);
        }
    }

    public AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request, Call call) {
        String roleArn = StsInput.required("roleArn", request.roleArn());
        String name = StsInput.sessionName(request.roleSessionName());
        WebIdentity identity = WebIdentity.read(StsInput.required("webIdentityToken", request.webIdentityToken()));
        IamDirectory iam = iam();
        String provider = account.globalArn("iam", "oidc-provider/" + identity.issuer());
        List<String> clients = iam.oidcClientIds(provider)
                .orElseThrow(() -> WebIdentity.invalid(
                        "No OpenIDConnect provider found in your account for https://" + identity.issuer()));
        identity.refuseExpired(call.now());
        if (!clients.contains(identity.audience())) {
            throw WebIdentity.invalid("Incorrect token audience");
        }
        RoleSight role = iam.sight(roleArn, call.now()).orElseThrow(RoleSessions::notAuthorized);
        Ask ask = new Ask("sts:AssumeRoleWithWebIdentity", roleArn, identity.context());
        Principal who = Principal.federated(provider);
        boolean trusted = iam.trustPolicy(roleArn)
                .filter(trust -> trust.allows(who, ask) && !trust.denies(who, ask))
                .isPresent();
        if (!trusted) {
            throw notAuthorized();
        }
        int longest = iam.sessionDuration(roleArn).orElse(StsInput.HOUR);
        int seconds = StsInput.ofRole(request.durationSeconds(), longest, false);
        List<Policy> limits = StsInput.limits(request.policy(), request.policyArns(), iam);
        StsSession session = sessions.ofRole(role, name, call.now().plusSeconds(seconds), limits, Map.of());
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(sessions.credentials(session))
                .subjectFromWebIdentityToken(identity.subject())
                .audience(identity.audience())
                .provider(provider)
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(session.caller().userId())
                        .arn(session.caller().arn())
                        .build())
                .build();
    }

    private static AwsRefusal notAuthorized() {
        return StsInput.accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    private IamDirectory iam() {
        return account.service(IamService.class).directory();
    }
}
