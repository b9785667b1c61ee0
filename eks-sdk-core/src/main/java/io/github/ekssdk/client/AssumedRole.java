package io.github.ekssdk.client;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The role that {@link EksConfig.Builder#assumeRole(String)} makes calls as.
 *
 * @since 0.1
 */
public final class AssumedRole {

    private static final Pattern ROLE = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final String roleArn;
    private final String sessionName;
    private final @Nullable String externalId;
    private final Duration duration;

    private AssumedRole(Builder builder) {
        this.roleArn = builder.roleArn;
        this.sessionName = builder.sessionName;
        this.externalId = builder.externalId;
        this.duration = builder.duration;
    }

    String roleArn() {
        return roleArn;
    }

    String sessionName() {
        return sessionName;
    }

    Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    Duration duration() {
        return duration;
    }

    /** Collects the settings of a session. */
    public static final class Builder {

        private final String roleArn;
        private String sessionName = "eks-sdk";
        private @Nullable String externalId;
        private Duration duration = Duration.ofHours(1);

        Builder(String roleArn) {
            this.roleArn = matching(ROLE, roleArn, "role ARN");
        }

        /**
         * Sets the name of the session, by which CloudTrail tells who acted; {@code eks-sdk} unless set. Two to 64 letters,
         * digits and {@code +=,.@_-}.
         *
         * @throws IllegalArgumentException if STS would refuse the name
         */
        public Builder sessionName(String sessionName) {
            this.sessionName = matching(SESSION, sessionName, "session name");
            return this;
        }

        /**
         * Sets the external id that the trust policy of somebody else's role asks for; none unless set.
         *
         * @throws IllegalArgumentException if STS would refuse the id
         */
        public Builder externalId(String externalId) {
            this.externalId = matching(EXTERNAL_ID, externalId, "external id");
            return this;
        }

        /**
         * Sets how long a session lasts before the role is assumed again: 15 minutes to 12 hours, one hour unless set. STS
         * refuses more than the role allows, and more than an hour if the credentials are themselves those of a role.
         *
         * @throws IllegalArgumentException if STS would refuse the time for any role
         */
        public Builder duration(Duration duration) {
            if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "A session of a role lasts 15 minutes to 12 hours, not " + duration + ".");
            }
            this.duration = duration;
            return this;
        }

        AssumedRole build() {
            return new AssumedRole(this);
        }

        private static String matching(Pattern pattern, String text, String what) {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no " + what + ": STS takes " + pattern.pattern() + ".");
            }
            return text;
        }
    }
}
