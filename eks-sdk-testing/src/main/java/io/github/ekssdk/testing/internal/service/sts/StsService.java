package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** STS: says who calls and hands out sessions. */
public final class StsService implements FakeService, CallerSource {
    private final SessionStore sessions;
    private final List<?> handlers;
    private final Set<String> disabledRegions = new TreeSet<>();

    /** Opens the STS of an account, with no session in it. */
    public StsService(Account account) {
        this.sessions = new SessionStore(account);
        this.handlers = List.of(new RoleSessions(account, sessions), new UserSessions(account, sessions));
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    /** Nothing: sessions end by themselves. */
    @Override
    public List<Resource> inventory() {
        return List.of();
    }

    /** Whom a temporary access key stands for, also when it has ended. */
    @Override
    public Optional<Caller> caller(String accessKeyId) {
        return sessions.find(accessKeyId).map(StsSession::caller);
    }

    @Override
    public Optional<String> secretAccessKey(String accessKeyId) {
        return sessions.find(accessKeyId).map(StsSession::secretAccessKey);
    }

    @Override
    public Optional<String> sessionToken(String accessKeyId) {
        return sessions.find(accessKeyId).map(StsSession::sessionToken);
    }

    @Override
    public boolean isExpired(String accessKeyId, Instant now) {
        return sessions.find(accessKeyId)
                .filter(session -> !now.isBefore(session.expiration()))
                .isPresent();
    }

    /** Switches the endpoint of a region off, as an administrator of the account can. */
    public void disableIn(String region) {
        disabledRegions.add(region);
    }

    /** Whether the endpoint of a region is switched off. */
    public boolean isDisabledIn(String region) {
        return disabledRegions.contains(region);
    }

    /** The session of a temporary access key. */
    public Optional<StsSession> session(String accessKeyId) {
        return sessions.find(accessKeyId);
    }
}
