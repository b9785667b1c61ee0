package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Temporary credentials and what they stand for.
 *
 * @param caller who calls with them
 * @param issuerArn role or user whose policies they have
 * @param expiration when they end
 * @param limits policies of the session itself, which can only take away
 * @param tags session tags
 * @param secretAccessKey what they sign with
 * @param sessionToken what they send along
 */
public record StsSession(
        Caller caller,
        String issuerArn,
        Instant expiration,
        List<Policy> limits,
        Map<String, String> tags,
        String secretAccessKey,
        String sessionToken) {}
