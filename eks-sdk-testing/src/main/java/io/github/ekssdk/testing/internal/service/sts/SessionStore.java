package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The sessions that were handed out, those that ended included. */
final class SessionStore {
    private final Account account;
    private final Map<String, StsSession> sessions = new HashMap<>();

    SessionStore(Account account) {
        this.account = account;
    }

    Optional<StsSession> find(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    /** Opens a session of a role. */
    StsSession ofRole(RoleSight role, String name, Instant expiration, List<Policy> limits, Map<String, String> tags) {
        String arn =
                "arn:" + account.partition() + ":sts::" + account.id() + ":assumed-role/" + role.name() + "/" + name;
        return open(arn, role.roleId() + ":" + name, role.arn(), expiration, limits, tags);
    }

    /** Opens a session of whoever calls. */
    StsSession of(String arn, String userId, String issuerArn, Instant expiration, List<Policy> limits) {
        return open(arn, userId, issuerArn, expiration, limits, Map.of());
    }

    private StsSession open(
            String arn,
            String userId,
            String issuerArn,
            Instant expiration,
            List<Policy> limits,
            Map<String, String> tags) {
        String accessKey = account.ids().unique("ASIA").substring(0, 20);
        Caller caller = new Caller(accessKey, account.id(), arn, userId);
        StsSession session = new StsSession(
                caller,
                issuerArn,
                expiration,
                limits,
                tags,
                account.ids().hex("secret", 40),
                account.ids().hex("session", 128));
        sessions.put(accessKey, session);
        return session;
    }

    Credentials credentials(StsSession session) {
        return Credentials.builder()
                .accessKeyId(session.caller().accessKeyId())
                .secretAccessKey(session.secretAccessKey())
                .sessionToken(session.sessionToken())
                .expiration(session.expiration())
                .build();
    }
}
