package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: says who calls and hands out sessions of roles. */
public final class StsService implements FakeService, CallerSource {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int SHORTEST_SESSION = 900;
    private static final int DEFAULT_SESSION = 3_600;

    private final Account account;
    private final Map<String, Caller> sessions = new HashMap<>();

    /** Opens the STS of an account, with no session in it. */
    public StsService(Account account) {
        this.account = account;
    }

    @Override
    public String name() {
        return "sts";
    }

    /** Nothing: sessions end by themselves. */
    @Override
    public List<Resource> inventory() {
        return List.of();
    }

    /** Whom a temporary access key stands for. */
    @Override
    public Optional<Caller> caller(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Call call) {
        Caller caller = call.caller();
        return GetCallerIdentityResponse.builder()
                .account(caller.accountId())
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }

    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Call call) {
        String roleArn = required("roleArn", request.roleArn());
        String session = required("roleSessionName", request.roleSessionName());
        if (!SESSION_NAME.matcher(session).matches()) {
            throw invalid(
                    "roleSessionName", session, "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        IamDirectory roles = account.service(IamService.class).directory();
        RoleSight role = roles.sight(roleArn, call.now())
                .filter(sight -> roles.trusts(roleArn, call.caller()))
                .orElseThrow(() -> denied(call.caller(), roleArn));
        int seconds = duration(
                request.durationSeconds(), roles.sessionDuration(roleArn).orElse(DEFAULT_SESSION));
        Caller assumed = open(role, session);
        return AssumeRoleResponse.builder()
                .credentials(credentials(assumed, call.now().plusSeconds(seconds)))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(assumed.userId())
                        .arn(assumed.arn())
                        .build())
                .build();
    }

    private Caller open(RoleSight role, String session) {
        String accessKey = account.ids().unique("ASIA");
        String arn =
                "arn:" + account.partition() + ":sts::" + account.id() + ":assumed-role/" + role.name() + "/" + session;
        Caller assumed = new Caller(accessKey, account.id(), arn, role.roleId() + ":" + session);
        sessions.put(accessKey, assumed);
        return assumed;
    }

    private Credentials credentials(Caller assumed, Instant expiration) {
        return Credentials.builder()
                .accessKeyId(assumed.accessKeyId())
                .secretAccessKey(account.ids().hex("secret", 40))
                .sessionToken(account.ids().hex("session", 128))
                .expiration(expiration)
                .build();
    }

    private static int duration(Integer given, int longest) {
        int seconds = given == null ? Math.min(DEFAULT_SESSION, longest) : given;
        if (seconds < SHORTEST_SESSION) {
            throw invalid(
                    "durationSeconds", String.valueOf(seconds), "Member must have value greater than or equal to 900");
        }
        if (seconds > longest) {
            throw new AwsRefusal(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private static String required(String member, String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(member, "null", "Member must not be null");
        }
        return value;
    }

    private static AwsRefusal invalid(String member, String value, String rule) {
        return new AwsRefusal(
                400,
                "ValidationError",
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint: "
                        + rule);
    }

    private static AwsRefusal denied(Caller caller, String roleArn) {
        return new AwsRefusal(
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
    }
}
