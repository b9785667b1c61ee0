package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A mistake in an otherwise good spec, and all that the builder has to say about it. */
record Refusal(String mistake, Consumer<ClusterSpec.Builder> make, List<Problem> problems) {

    /** A mistake in the cluster itself. */
    static Refusal of(String mistake, Consumer<ClusterSpec.Builder> make) {
        return new Refusal(mistake, make, List.of());
    }

    /** A mistake in the network. */
    static Refusal inVpc(String mistake, Consumer<VpcSpec.Builder> make) {
        return of(mistake, cluster -> cluster.vpc(make));
    }

    /** A mistake in the settings of endpoint access. */
    static Refusal inEndpointAccess(String mistake, Consumer<EndpointAccess.Builder> make) {
        return of(mistake, cluster -> cluster.endpointAccess(make));
    }

    /** A mistake in a managed node group called general. */
    static Refusal inGroup(String mistake, Consumer<ManagedNodeGroupSpec.Builder> make) {
        return of(mistake, cluster -> cluster.managedNodeGroup("general", make));
    }

    Refusal says(String path, String message, String hint) {
        List<Problem> more = new ArrayList<>(problems);
        more.add(new Problem(path, message, hint));
        return new Refusal(mistake, make, more);
    }

    void check() {
        ClusterSpec.Builder builder = ClusterSpec.builder("prod");
        make.accept(builder);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal).as("the refusal of " + mistake).isNotNull();
        assertThat(refusal.problems()).containsExactlyElementsOf(problems);
    }

    @Override
    public String toString() {
        return mistake;
    }
}
