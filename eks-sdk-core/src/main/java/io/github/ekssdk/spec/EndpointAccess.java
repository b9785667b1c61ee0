package io.github.ekssdk.spec;

import java.util.List;

/**
 * From where the Kubernetes API endpoint can be reached. All of it can be changed later, in place; EKS takes some
 * minutes.
 *
 * @param publicEndpoint whether it can be reached from the internet
 * @param privateEndpoint whether nodes and others in the VPC reach it without leaving the VPC
 * @param publicAccessCidrs the IPv4 ranges the public endpoint answers to, at most 40; {@code 0.0.0.0/0} is everyone.
 *     Addresses that do not exist on the internet are refused
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html">Endpoint access in the EKS user
 *     guide</a>
 * @since 0.1
 */
public record EndpointAccess(boolean publicEndpoint, boolean privateEndpoint, List<String> publicAccessCidrs) {

    /** The range the public endpoint answers to unless told otherwise: all of the internet. */
    static final List<String> EVERYONE = List.of("0.0.0.0/0");

    /** Copies the list; the spec checks it when it is built. */
    public EndpointAccess {
        publicAccessCidrs = List.copyOf(publicAccessCidrs);
    }

    /** Public and private, open to everyone who can authenticate. */
    public static EndpointAccess defaults() {
        return new EndpointAccess(true, true, EVERYONE);
    }

    /** Starts a changed copy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Collects the settings of endpoint access.
     *
     * @since 0.1
     */
    public static final class Builder {

        private boolean publicEndpoint;
        private boolean privateEndpoint;
        private List<String> publicAccessCidrs;

        private Builder(EndpointAccess from) {
            publicEndpoint = from.publicEndpoint;
            privateEndpoint = from.privateEndpoint;
            publicAccessCidrs = from.publicAccessCidrs;
        }

        /**
         * Says whether the endpoint can be reached from the internet; true unless set. Without it, kubectl and this
         * SDK's Kubernetes calls work only from inside the VPC or a network connected to it.
         */
        public Builder publicEndpoint(boolean publicEndpoint) {
            this.publicEndpoint = publicEndpoint;
            return this;
        }

        /**
         * Says whether the VPC has an endpoint of its own; true unless set. Without it nodes reach the control plane
         * through the internet, so {@code publicAccessCidrs} must let them in.
         */
        public Builder privateEndpoint(boolean privateEndpoint) {
            this.privateEndpoint = privateEndpoint;
            return this;
        }

        /**
         * Replaces the IPv4 ranges the public endpoint answers to; {@code 0.0.0.0/0} unless set. EKS takes at most 40,
         * and none of them private.
         */
        public Builder publicAccessCidrs(String... cidrs) {
            publicAccessCidrs = List.of(cidrs);
            return this;
        }

        EndpointAccess unchecked() {
            return new EndpointAccess(publicEndpoint, privateEndpoint, publicAccessCidrs);
        }
    }
}
