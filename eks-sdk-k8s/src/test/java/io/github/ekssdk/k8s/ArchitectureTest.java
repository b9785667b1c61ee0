package io.github.ekssdk.k8s;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.ekssdk.k8s.offender.ConnectsOnItsOwn;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom inside the Kubernetes module. Rules about the code of all modules are in the examples.
 *
 * <p>Each rule is first shown an offender, so that a rule that can no longer fail fails.
 */
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .importUrl(EksKubernetes.class.getProtectionDomain().getCodeSource().getLocation());
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackagesOf(ConnectsOnItsOwn.class);

    private static final Set<String> MAKE_CLIENTS =
            Set.of(Config.class.getName(), ConfigBuilder.class.getName(), KubernetesClientBuilder.class.getName());

    @Test
    void the_scan_saw_the_module() {
        assertThat(MODULE.stream().map(JavaClass::getPackageName))
                .contains("io.github.ekssdk.k8s", "io.github.ekssdk.k8s.internal.client");
    }

    @Test
    void packages_have_no_cycles() {
        holds(slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be understood, tested or moved alone"));
    }

    @Test
    void clients_are_made_in_one_place() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("..k8s.internal.client..")
                .should()
                .dependOnClassesThat(describe("make clients", type -> MAKE_CLIENTS.contains(type.getName())))
                .because("a client made elsewhere would not renew its login, and might read somebody's kubeconfig"));
    }

    @Test
    void fabric8_is_used_by_its_api_alone() {
        holds(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.fabric8.kubernetes.client.impl..",
                        "io.fabric8.kubernetes.client.internal..",
                        "io.fabric8.kubernetes.client.dsl.internal.."))
                .because("what its authors keep to themselves changes without notice"));
    }

    @Test
    void aws_model_types_stay_with_the_resource_kinds() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("..internal.resource..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services..model..")
                .because("what AWS calls a thing is the business of the one class that handles that thing"));
    }

    private static void holds(ArchRule rule) {
        assertThat(rule.evaluate(OFFENDERS).hasViolation())
                .as("notices an offender: %s", rule.getDescription())
                .isTrue();
        rule.check(MODULE);
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("io.github.ekssdk.k8s")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
