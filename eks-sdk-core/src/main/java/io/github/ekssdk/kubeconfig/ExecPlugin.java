package io.github.ekssdk.kubeconfig;

import java.util.Optional;

/**
 * Has kubectl call {@code aws eks get-token} whenever it needs a token.
 *
 * @since 0.1
 */
public final class ExecPlugin implements UserCredentials {

    private final Optional<String> roleArn;
    private final Optional<String> profile;

    private ExecPlugin(Builder builder) {
        this.roleArn = builder.roleArn;
        this.profile = builder.profile;
    }

    static Builder builder() {
        return new Builder();
    }

    /** The ARN of the IAM role to assume before signing. */
    public Optional<String> roleArn() {
        return roleArn;
    }

    /** The profile of the AWS configuration whose credentials sign. */
    public Optional<String> profile() {
        return profile;
    }

    /**
     * Collects the settings of the exec plugin.
     *
     * @since 0.1
     */
    public static final class Builder {

        private Optional<String> roleArn = Optional.empty();
        private Optional<String> profile = Optional.empty();

        private Builder() {}

        /** Has the tool assume this IAM role and sign as that role; without it, it signs as whoever runs kubectl. */
        public Builder roleArn(String roleArn) {
            this.roleArn = Optional.of(roleArn);
            return this;
        }

        /**
         * Has the tool use this profile of the AWS configuration, through {@code AWS_PROFILE}; without it, it uses the
         * one in force where kubectl runs.
         */
        public Builder profile(String profile) {
            this.profile = Optional.of(profile);
            return this;
        }

        ExecPlugin build() {
            return new ExecPlugin(this);
        }
    }
}
