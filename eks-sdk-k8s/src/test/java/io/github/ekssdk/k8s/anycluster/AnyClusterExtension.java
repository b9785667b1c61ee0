package io.github.ekssdk.k8s.anycluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;

/** Runs a test on the fake and on a real cluster. */
public final class AnyClusterExtension implements TestTemplateInvocationContextProvider {

    static final String VARIABLE = "EKS_SDK_TEST_KUBECONFIG";

    /** Set by the Maven profile {@code real-cluster}, in which a run without a cluster is a mistake. */
    static final String REQUIRED = "ekssdk.realCluster.required";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Optional<Path> kubeconfig = Optional.ofNullable(System.getenv(VARIABLE))
                .filter(name -> !name.isBlank())
                .map(Path::of);
        return Stream.of(
                new Run("on the fake", ClusterParameter.ofFake()),
                new Run(
                        "on a real cluster",
                        kubeconfig.<Extension>map(ClusterParameter::of).orElseGet(NoCluster::new)));
    }

    private record Run(String name, Extension extension) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(extension);
        }
    }

    /** Stands where a real cluster would. */
    private static final class NoCluster extends ClusterParameter implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            String word = "Not tried on a real cluster: the variable " + VARIABLE
                    + " does not name the kubeconfig of an administrator.";
            if (Boolean.getBoolean(REQUIRED)) {
                throw new IllegalStateException(word);
            }
            throw new TestAbortedException(word);
        }
    }
}
