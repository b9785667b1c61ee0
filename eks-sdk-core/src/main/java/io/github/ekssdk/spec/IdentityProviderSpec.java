package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An OpenID Connect provider whose users the Kubernetes API lets in besides IAM's. What they may do is up to RBAC in the cluster.
 *
 * <p>EKS takes one in a cluster, and 15 to 20 minutes to start or stop using it. It never changes one: other settings replace it,
 * and until that is done its users cannot enter.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html">External OIDC
 *     providers in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface IdentityProviderSpec {

    /** The name of the configuration in EKS: 1 to 100 letters, digits, hyphens and underscores. */
    String name();

    /**
     * Where the provider publishes its keys, beginning with {@code https://} and reachable from the internet; without port and
     * without query. Not the cluster's own issuer.
     */
    String issuerUrl();

    /** The audience of the tokens: the id under which the provider knows the cluster. */
    String clientId();

    /** The claim that is the user's name; EKS takes {@code sub} when empty. */
    Optional<String> usernameClaim();

    /** What to put before user names, so that they are not taken for others; not {@code system:}. */
    Optional<String> usernamePrefix();

    /** The claim that lists the user's groups; no groups when empty. */
    Optional<String> groupsClaim();

    /** What to put before names of groups; not {@code system:}. */
    Optional<String> groupsPrefix();

    /** Claims that a token must have, with their values; none unless added. */
    Map<String, String> requiredClaims();

    /** Tags besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of a provider. */
    static Builder builder(String name) {
        return new Builder().name(name).issuerUrl("").clientId("");
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of an identity provider. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableIdentityProviderSpec.Builder {

        Builder() {}

        /** Asks for a claim with a value. */
        public Builder requiredClaim(String claim, String value) {
            requireNonNull(claim, "claim");
            requireNonNull(value, "value");
            return putRequiredClaim(claim, value);
        }

        /** Adds one tag; an earlier value of the same key is replaced. */
        public Builder tag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putTag(key, value);
        }

        /**
         * Makes the spec.
         *
         * @throws InvalidSpecException with everything that is wrong
         */
        @Override
        public IdentityProviderSpec build() {
            return Problems.refusing(
                    unchecked(),
                    (spec, problems) -> IdentityProviderRules.check(spec, Map.of(), problems.at("identityProvider")));
        }

        IdentityProviderSpec unchecked() {
            return super.build();
        }
    }
}
