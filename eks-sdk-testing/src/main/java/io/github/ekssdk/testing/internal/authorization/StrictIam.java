package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerPolicies;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.policy.Verdict;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import io.github.ekssdk.testing.internal.service.sts.StsService;
import io.github.ekssdk.testing.internal.service.sts.StsSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Judges each call by the policies of whoever makes it. */
public final class StrictIam implements CallerPolicies {
    private static final Policy EVERYTHING =
            Policy.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");

    private final Account home;
    private final String ownerArn;
    private final @Nullable Policy ownerPolicy;
    private final Lookup lookup;

    /**
     * Judges the callers of an account.
     *
     * @param ownerArn ARN of the account's first user
     * @param ownerPolicy all that the first user may do; everything when null
     */
    public StrictIam(Account home, String ownerArn, @Nullable String ownerPolicy) {
        this.home = home;
        this.ownerArn = ownerArn;
        this.ownerPolicy = ownerPolicy == null ? null : Policy.parse(ownerPolicy);
        this.lookup = new LiveLookup(home);
    }

    /**
     * Refuses a call that the caller may not make.
     *
     * @param region the account in the region of the call
     */
    public void require(Account region, FakeService service, SdkRequest request, Call call) {
        Caller caller = call.caller();
        if (isUnlimited(caller)) {
            return;
        }
        Context common = common(region, caller, call);
        for (Ask ask : Requirements.of(call.service(), call.operation(), request, region, lookup)) {
            Context full = new Context(common).putAll(ask.context());
            full.tagsOf(() -> ResourceTags.of(ask.resource(), service, home, region));
            Verdict verdict = judge(caller, new Ask(ask.action(), ask.resource(), full));
            if (!verdict.allowed()) {
                throw Denials.refusal(call, ask, verdict);
            }
        }
    }

    @Override
    public Verdict judge(Caller caller, Ask ask) {
        if (isUnlimited(caller)) {
            return Verdict.ALLOWED;
        }
        Optional<StsSession> session = home.service(StsService.class).session(caller.accessKeyId());
        String principal = session.map(StsSession::issuerArn).orElseGet(() -> iam().principalOf(caller));
        List<Policy> own = policies(principal);
        Optional<Policy> boundary = iam().boundaryOf(principal);
        List<Policy> limits = session.map(StsSession::limits).orElse(List.of());
        return verdict(own, boundary, limits, ask);
    }

    private static Verdict verdict(List<Policy> own, Optional<Policy> boundary, List<Policy> limits, Ask ask) {
        if (own.stream().anyMatch(policy -> policy.denies(ask))) {
            return Verdict.DENIED_BY_IDENTITY;
        }
        if (boundary.filter(policy -> policy.denies(ask)).isPresent()) {
            return Verdict.DENIED_BY_BOUNDARY;
        }
        if (limits.stream().anyMatch(policy -> policy.denies(ask))) {
            return Verdict.DENIED_BY_SESSION;
        }
        if (own.stream().noneMatch(policy -> policy.allows(ask))) {
            return Verdict.NOT_ALLOWED_BY_IDENTITY;
        }
        if (boundary.isPresent() && !boundary.get().allows(ask)) {
            return Verdict.NOT_ALLOWED_BY_BOUNDARY;
        }
        boolean limited = !limits.isEmpty() && limits.stream().noneMatch(policy -> policy.allows(ask));
        return limited ? Verdict.NOT_ALLOWED_BY_SESSION : Verdict.ALLOWED;
    }

    private boolean isUnlimited(Caller caller) {
        return (ownerPolicy == null && caller.arn().equals(ownerArn))
                || caller.arn().endsWith(":root")
                || caller.arn().equals("anonymous");
    }

    private List<Policy> policies(String principal) {
        return principal.equals(ownerArn)
                ? List.of(ownerPolicy == null ? EVERYTHING : ownerPolicy)
                : iam().policiesOf(principal, home.transitions().now());
    }

    private Context common(Account region, Caller caller, Call call) {
        Optional<StsSession> session = home.service(StsService.class).session(caller.accessKeyId());
        String principal = session.map(StsSession::issuerArn).orElseGet(() -> iam().principalOf(caller));
        Context context = new Context()
                .put("aws:PrincipalArn", principal)
                .put("aws:PrincipalAccount", caller.accountId())
                .put("aws:PrincipalType", session.isPresent() ? "AssumedRole" : "User")
                .put("aws:userid", caller.userId())
                .put("aws:RequestedRegion", region.region())
                .put("aws:ResourceAccount", home.id())
                .put("aws:CurrentTime", call.now().toString())
                .put("aws:EpochTime", String.valueOf(call.now().getEpochSecond()))
                .put("aws:SecureTransport", "true")
                .put("aws:SourceIp", "127.0.0.1")
                .put("aws:MultiFactorAuthPresent", session.isPresent() ? "false" : null)
                .putTags("aws:PrincipalTag", iam().tagsOf(principal));
        if (principal.contains(":user/")) {
            context.put("aws:username", principal.substring(principal.lastIndexOf('/') + 1));
        }
        session.ifPresent(open -> context.putTags("aws:PrincipalTag", open.tags()));
        return context;
    }

    private IamDirectory iam() {
        return home.service(IamService.class).directory();
    }
}
