package io.github.ekssdk.kubeconfig;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has kubectl call {@code aws eks get-token}, or another program that does the same, whenever it needs a token.
 *
 * @since 0.1
 */
public final class ExecPlugin implements UserCredentials {

    private final Optional<String> roleArn;
    private final Optional<String> profile;
    private final List<String> command;

    private ExecPlugin(Builder builder) {
        this.roleArn = builder.roleArn;
        this.profile = builder.profile;
        this.command = builder.command;
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

    /** The program to call in place of {@code aws eks get-token}, and its arguments; empty where it is that one. */
    public List<String> command() {
        return command;
    }

    /**
     * Collects the settings of the exec plugin.
     *
     * @since 0.1
     */
    public static final class Builder {

        private Optional<String> roleArn = Optional.empty();
        private Optional<String> profile = Optional.empty();
        private List<String> command = List.of();

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

        /**
         * Has kubectl call a program of yours instead of the {@code aws} tool. It has to print what
         * {@link BearerToken#toExecCredential()} returns, and to know cluster, region and role from its arguments.
         *
         * @param program the program, on the path or with its own
         * @param arguments what it is called with
         */
        public Builder command(String program, String... arguments) {
            this.command =
                    Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList();
            return this;
        }

        /** Refuses a role for a program that is not told of it. */
        ExecPlugin build() {
            if (!command.isEmpty() && roleArn.isPresent()) {
                throw new IllegalArgumentException("roleArn is an argument of the aws tool; name the role among the"
                        + " arguments of " + command.get(0) + ".");
            }
            return new ExecPlugin(this);
        }
    }
}
