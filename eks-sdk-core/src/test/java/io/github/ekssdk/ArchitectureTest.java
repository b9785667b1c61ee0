package io.github.ekssdk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.ekssdk.offender.client.CallsEverything;
import io.github.ekssdk.offender.error.KnowsTheClient;
import io.github.ekssdk.offender.internal.KnowsTheManager;
import io.github.ekssdk.offender.plan.PlansAndCalls;
import io.github.ekssdk.offender.spec.KnowsAws;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom inside core. Rules about the code of all modules are in the examples, which see every module.
 *
 * <p>Each rule is first shown an offender, so that a rule that can no longer fail fails.
 */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.ekssdk");

    @Test
    void the_scan_saw_core() {
        assertThat(CORE.size()).isGreaterThan(200);
        assertThat(CORE.stream().map(JavaClass::getPackageName))
                .contains("io.github.ekssdk.spec", "io.github.ekssdk.error", "io.github.ekssdk.internal.graph");
    }

    @Test
    void packages_have_no_cycles() {
        holds(
                slices().assignedFrom(PACKAGES)
                        .should()
                        .beFreeOfCycles()
                        .because("a package that needs its user cannot be understood, tested or moved alone"),
                CallsEverything.class,
                PlansAndCalls.class);
    }

    @Test
    void error_is_a_leaf() {
        holds(
                classes()
                        .that()
                        .resideInAPackage("..ekssdk..error..")
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "..ekssdk..error.."))
                        .because("every package throws, so what they throw may need none of them, nor AWS"),
                KnowsTheClient.class);
    }

    @Test
    void spec_sees_only_the_jdk_and_error() {
        DescribedPredicate<JavaClass> known = resideInAnyPackage(
                        "java..", "..ekssdk..spec..", "..ekssdk..error..", "org.jspecify..", "org.immutables.value..")
                .or(resideInAnyPackage("javax.annotation.processing"))
                .or(simpleName("SdkStyle"));
        holds(
                classes()
                        .that()
                        .resideInAPackage("..ekssdk..spec..")
                        .should()
                        .onlyDependOnClassesThat(known)
                        .because("a spec is a value that can be made, compared and stored without AWS"),
                KnowsAws.class);
    }

    @Test
    void aws_model_types_stay_with_the_resource_kinds() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..internal.resource..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.awssdk.services..model..")
                        .because("what AWS calls a thing is the business of the one class that handles that thing"),
                KnowsAws.class);
    }

    @Test
    void aws_types_appear_only_at_the_connection() {
        DescribedPredicate<JavaClass> connection = resideInAnyPackage(
                        "..internal.resource..", "..internal.aws..", "..ekssdk..kubeconfig..", "..ekssdk..spi..")
                .or(resideInAPackage("..ekssdk..client..").and(topLevel(simpleNameStartingWith("EksConfig"))));
        holds(
                noClasses()
                        .that(not(connection))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon..")
                        .because("users see AWS types where they connect, and nowhere else"),
                KnowsAws.class);
    }

    @Test
    void resilience4j_stays_in_the_engine() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("..internal.engine..", "..internal.aws..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.github.resilience4j..")
                        .because("each kind of failure has one owner that retries it"),
                CallsEverything.class);
    }

    @Test
    void internal_packages_do_not_know_the_manager() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("..internal..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("..ekssdk..client..")
                        .because("the manager drives the engine, and a test drives the engine without a manager"),
                KnowsTheManager.class);
    }

    private static void holds(ArchRule rule, Class<?>... offenders) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(offenders))
                        .hasViolation())
                .as("notices an offender: %s", rule.getDescription())
                .isTrue();
        rule.check(CORE);
    }

    private static DescribedPredicate<JavaClass> topLevel(DescribedPredicate<? super JavaClass> holds) {
        return describe("top-level class " + holds.getDescription(), type -> {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return holds.test(outer);
        });
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("io.github.ekssdk")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
