package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentTest {

    @Test
    void adds_what_it_takes_of_aws_when_the_spec_is_built() {
        ClusterSpec spec = cluster().component(new Storage("storage")).build();

        assertThat(spec.addons()).extracting(AddonSpec::name).contains("aws-ebs-csi-driver");
    }

    @Test
    void adds_it_once_to_a_changed_copy() {
        ClusterSpec spec = cluster().component(new Storage("storage")).build();

        ClusterSpec changed = spec.toBuilder().version("1.35").build();

        assertThat(changed.addons()).hasSize(1);
        assertThat(changed.toBuilder().removeComponent("storage").build().addons())
                .isEmpty();
    }

    @Test
    void has_a_name_of_its_own() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> cluster()
                        .component(new Named("one", Set.of()))
                        .component(new Named("one", Set.of("two")))
                        .build())
                .withMessageContaining("components[one]: There are two components of this name.")
                .withMessageContaining("It comes after a component 'two', which is not there.");
    }

    @Test
    void cannot_take_an_object_without_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> KubernetesObject.of(Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of())))
                .withMessage("A Kubernetes object needs a text as its name, but has none.");
    }

    @Test
    void keeps_the_fields_of_an_object_to_itself() {
        KubernetesObject secret = KubernetesObject.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", "login", "namespace", "shop"),
                "data",
                Map.of("password", "aHVudGVyMg==")));

        assertThat(secret).hasToString("v1 Secret shop/login");
    }

    private static ClusterSpec.Builder cluster() {
        return ClusterSpec.builder("demo");
    }

    private record Named(String name, Set<String> after) implements Component {}

    private record Storage(String name) implements Component {

        @Override
        public void addTo(ClusterSpec.Builder cluster) {
            cluster.addon("aws-ebs-csi-driver");
        }
    }
}
