package io.github.ekssdk.kubeconfig;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kubeconfig of one EKS cluster: a cluster, a user and a context, to be written into a file of their own or into
 * one that already holds others.
 *
 * <p>By default kubectl gets its tokens from the {@code aws} tool, as after {@code aws eks update-kubeconfig}; with
 * {@link Builder#token(BearerToken)} the token is in the file and no tool is needed until it ends.
 *
 * <p>Writing holds a lock that the SDK's other processes and kubectl respect, replaces the file in one step and leaves
 * it readable by its owner alone. What others keep in the file stays, in its order and spelling, but comments are lost.
 * A file that is not a kubeconfig is left untouched.
 *
 * @since 0.1
 */
public final class Kubeconfig {

    private final String clusterName;
    private final String region;
    private final String endpoint;
    private final String certificateAuthorityData;
    private final String arn;
    private final Optional<String> alias;
    private final Optional<String> userAlias;
    private final UserCredentials credentials;

    private Kubeconfig(Builder builder) {
        this.clusterName = builder.clusterName;
        this.region = required(builder.region, "region");
        this.endpoint = required(builder.endpoint, "endpoint");
        this.certificateAuthorityData = required(builder.certificateAuthorityData, "certificateAuthorityData");
        this.arn = required(builder.arn, "arn");
        this.alias = builder.alias;
        this.userAlias = builder.userAlias;
        this.credentials = builder.credentials;
    }

    /** Starts the kubeconfig of the cluster of that name; region, endpoint, certificate authority and ARN are needed. */
    public static Builder builder(String clusterName) {
        return new Builder(clusterName);
    }

    /**
     * Says which file kubectl uses in that environment: the first one named in {@code KUBECONFIG}, else
     * {@code .kube/config} in the home directory.
     *
     * @param environment the environment variables, usually {@link System#getenv()}
     * @throws IllegalArgumentException if neither {@code KUBECONFIG} nor a home directory is set
     */
    public static Path defaultPath(Map<String, String> environment) {
        return KubeconfigFile.defaultPath(environment);
    }

    /**
     * Takes a context out of a file, with its cluster and its user unless another context names them. Where it was the
     * {@code current-context}, there is none afterwards. Nothing else in the file changes.
     *
     * @return whether the file had such a context
     * @throws io.github.ekssdk.error.KubeconfigException if the file is not a kubeconfig or cannot be written
     */
    public static boolean remove(Path file, String contextName) {
        return KubeconfigFile.remove(file, contextName);
    }

    /**
     * Writes the cluster, its user and its context into a file, beside what is there.
     *
     * <p>Entries of the same names are replaced where they stand; a context keeps its namespace. The
     * {@code current-context} of an existing file stays as it is unless {@link WriteOption#USE_CONTEXT} is given; a
     * file that is new or empty gets this context as its current one. Missing directories are made. A symbolic link is
     * followed.
     *
     * @throws io.github.ekssdk.error.KubeconfigException if what is there is not a kubeconfig, with line and column, or
     *     if it cannot be read or written; the file is then as it was
     */
    public void writeTo(Path file, WriteOption... options) {
        KubeconfigFile.merge(file, this, Arrays.asList(options).contains(WriteOption.USE_CONTEXT));
    }

    /** Renders a file that holds this cluster alone. In the embedded form the text holds the token. */
    public String toYaml() {
        KubeconfigDocument document = KubeconfigDocument.fresh();
        document.put(this, true);
        return document.toYaml();
    }

    /** The name of the cluster in EKS. */
    public String clusterName() {
        return clusterName;
    }

    /** The region of the cluster. */
    public String region() {
        return region;
    }

    /** The URL of the cluster's Kubernetes API. */
    public String endpoint() {
        return endpoint;
    }

    /** The certificate authority of the endpoint, as EKS gives it: base64 of a PEM. */
    public String certificateAuthorityData() {
        return certificateAuthorityData;
    }

    /** The ARN of the cluster, which is also the name of its cluster entry. */
    public String arn() {
        return arn;
    }

    /** The name of the user entry: the user alias, else the ARN. */
    public String userName() {
        return userAlias.orElse(arn);
    }

    /** The name of the context: the alias, else the name of the user entry. */
    public String contextName() {
        return alias.orElseGet(this::userName);
    }

    /** Starts a changed copy. */
    public Builder toBuilder() {
        Builder copy = new Builder(clusterName);
        copy.region = region;
        copy.endpoint = endpoint;
        copy.certificateAuthorityData = certificateAuthorityData;
        copy.arn = arn;
        copy.alias = alias;
        copy.userAlias = userAlias;
        copy.credentials = credentials;
        return copy;
    }

    UserCredentials credentials() {
        return credentials;
    }

    /** Names the cluster and the context, and nothing of the content. */
    @Override
    public String toString() {
        return "Kubeconfig[cluster=" + clusterName + ", region=" + region + ", context=" + contextName() + "]";
    }

    private static String required(@Nullable String value, String what) {
        return Objects.requireNonNull(value, () -> what + " is not set");
    }

    /**
     * Collects what a kubeconfig holds.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final String clusterName;
        private @Nullable String region;
        private @Nullable String endpoint;
        private @Nullable String certificateAuthorityData;
        private @Nullable String arn;
        private Optional<String> alias = Optional.empty();
        private Optional<String> userAlias = Optional.empty();
        private UserCredentials credentials = ExecPlugin.builder().build();

        private Builder(String clusterName) {
            this.clusterName = text(clusterName, "clusterName");
        }

        /** Sets the region of the cluster, such as {@code eu-west-1}. */
        public Builder region(String region) {
            this.region = text(region, "region");
            return this;
        }

        /** Sets the URL of the Kubernetes API, as EKS gives it. */
        public Builder endpoint(String endpoint) {
            this.endpoint = text(endpoint, "endpoint");
            return this;
        }

        /** Sets the certificate authority of the endpoint, as EKS gives it: base64 of a PEM. */
        public Builder certificateAuthorityData(String base64) {
            this.certificateAuthorityData = text(base64, "certificateAuthorityData");
            return this;
        }

        /** Sets the ARN of the cluster. It names the cluster entry and, without aliases, the user and the context. */
        public Builder arn(String arn) {
            this.arn = text(arn, "arn");
            return this;
        }

        /** Names the context, which is what one types after {@code kubectl --context}; the user's name when unset. */
        public Builder alias(String contextName) {
            this.alias = Optional.of(text(contextName, "alias"));
            return this;
        }

        /** Names the user entry; the ARN of the cluster when unset. */
        public Builder userAlias(String userName) {
            this.userAlias = Optional.of(text(userName, "userAlias"));
            return this;
        }

        /**
         * Has kubectl call {@code aws eks get-token} with these settings, or another program. The form without a call of
         * this method or of {@link #token(BearerToken)} is the same with neither role nor profile.
         *
         * @throws IllegalArgumentException if there is a role and a program other than the {@code aws} tool
         */
        public Builder execPlugin(Consumer<? super ExecPlugin.Builder> settings) {
            ExecPlugin.Builder plugin = ExecPlugin.builder();
            settings.accept(plugin);
            this.credentials = plugin.build();
            return this;
        }

        /**
         * Writes the token into the file instead of an exec plugin. For a program that runs within the quarter of an
         * hour in which the token lives and has no {@code aws} tool.
         */
        public Builder token(BearerToken token) {
            this.credentials = new EmbeddedToken(Objects.requireNonNull(token, "token"));
            return this;
        }

        /**
         * Makes the kubeconfig.
         *
         * @throws NullPointerException if region, endpoint, certificate authority or ARN is not set
         */
        public Kubeconfig build() {
            return new Kubeconfig(this);
        }

        private static String text(String value, String what) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(what + " is blank");
            }
            return value;
        }
    }
}
