package io.github.ekssdk.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.ekssdk.examples.offender.BreaksTheRules;
import java.io.FileDescriptor;
import java.time.Clock;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the code of every module keeps to; here because the examples see all of them.
 *
 * <p>Each rule is first shown an offender, so that a rule that can no longer fail fails.
 */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.ekssdk");
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackagesOf(BreaksTheRules.class);

    private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("io.github.ekssdk..");
    private static final DescribedPredicate<JavaClass> IN_INTERNAL = resideInAnyPackage("io.github.ekssdk..internal..");
    /** Real clients wait for these over sockets; what they serve is on the account's clock. */
    private static final DescribedPredicate<JavaClass> SERVES_SOCKETS =
            simpleName("KubernetesServer").or(simpleName("WatchStream"));

    private static final DescribedPredicate<JavaClass> THE_ONE_CLOCK =
            simpleName("SystemTime").or(describe("inside SystemTime", ArchitectureTest::isInsideSystemTime));

    private static final Set<String> TIMED_WAITS = Set.of(
            "await",
            "awaitNanos",
            "awaitTermination",
            "get",
            "offer",
            "parkNanos",
            "parkUntil",
            "poll",
            "sleep",
            "tryAcquire",
            "tryLock");

    @Test
    void the_scan_saw_every_module() {
        assertThat(PRODUCT.size()).isGreaterThan(500);
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.github.ekssdk.spec",
                        "io.github.ekssdk.internal.engine",
                        "io.github.ekssdk.k8s",
                        "io.github.ekssdk.testing",
                        "io.github.ekssdk.examples");
    }

    @Test
    void public_packages_have_no_cycles() {
        holds(slices().assignedFrom(packages(not(IN_INTERNAL)))
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be understood, tested or moved alone"));
    }

    @Test
    void internal_packages_have_no_cycles() {
        holds(slices().assignedFrom(packages(IN_INTERNAL))
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be understood, tested or moved alone"));
    }

    @Test
    void internal_is_not_in_a_public_signature() {
        holds(classes()
                .that(describe("are public API", ArchitectureTest::isPublicApi))
                .should(NOT_SHOW_INTERNALS)
                .because("a user who can name an internal type will use it, and then it is not internal any more"));
    }

    @Test
    void fabric8_stays_in_the_kubernetes_module() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.github.ekssdk.k8s..", "io.github.ekssdk.examples")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.fabric8..", "com.fasterxml.jackson.dataformat.."))
                .because("a user who only manages clusters does not carry a Kubernetes client"));
    }

    @Test
    void only_the_screen_of_the_examples_and_the_server_print() {
        holds(noClasses()
                .that(not(simpleName("Screen").and(resideInAnyPackage("io.github.ekssdk.examples"))))
                .and(not(simpleName("FakeAwsServer")))
                .should()
                .accessTargetWhere(describe("writes to a standard stream", ArchitectureTest::prints))
                .because("standard output belongs to the application; a library has events, results and a logger"));
    }

    @Test
    void failures_have_a_type() {
        holds(noClasses()
                .should()
                .callConstructorWhere(describe("makes a plain exception", ArchitectureTest::makesPlainException))
                .because("callers match on types, never on message texts"));
    }

    @Test
    void time_comes_from_one_place() {
        holds(noClasses()
                .that(not(THE_ONE_CLOCK).and(not(SERVES_SOCKETS)))
                .should()
                .accessTargetWhere(describe("reads the system clock or sleeps", ArchitectureTest::usesRealTime))
                .because("a wait of forty minutes is tested in milliseconds only if all time is Time's"));
    }

    @Test
    void nothing_rolls_dice() {
        holds(noClasses()
                .that(not(THE_ONE_CLOCK))
                .should()
                .accessTargetWhere(describe("draws an unseeded random number", ArchitectureTest::rollsDice))
                .because("the same spec and seed make the same calls, byte for byte"));
    }

    @Test
    void work_runs_on_threads_that_someone_gave() {
        holds(noClasses()
                .that(not(THE_ONE_CLOCK)
                        .and(not(SERVES_SOCKETS))
                        .and(resideOutsideOfPackage("io.github.ekssdk.testing")))
                .should()
                .accessTargetWhere(describe("uses the common pool or makes threads", ArchitectureTest::takesThreads))
                .because("the virtual clock must know every thread that can be waiting"));
    }

    private static void holds(ArchRule rule) {
        assertThat(rule.evaluate(OFFENDERS).hasViolation())
                .as("notices an offender: %s", rule.getDescription())
                .isTrue();
        rule.check(PRODUCT);
    }

    private static boolean isInsideSystemTime(JavaClass type) {
        return type.getName().contains(".SystemTime$");
    }

    private static boolean isPublicApi(JavaClass type) {
        boolean shown = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return shown
                && !isInternal(type)
                && type.getEnclosingClass().map(ArchitectureTest::isPublicApi).orElse(true);
    }

    private static boolean isInternal(JavaClass type) {
        return IN_INTERNAL.test(type.getBaseComponentType());
    }

    private static final ArchCondition<JavaClass> NOT_SHOW_INTERNALS = new ArchCondition<>("show no internal type") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
                    .filter(ArchitectureTest::isInternal)
                    .forEach(parent -> events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is publicly a " + parent.getName())));
            type.getAllMembers().stream()
                    .filter(ArchitectureTest::isShown)
                    .forEach(member -> signature(member)
                            .filter(ArchitectureTest::isInternal)
                            .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " shows " + hidden.getName()))));
        }
    };

    private static boolean isShown(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        unit.getReturnType().getAllInvolvedRawTypes(),
                        unit.getParameterTypes().stream()
                                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
                                .toList(),
                        unit.getThrowsClause().getTypes())
                .flatMap(Collection::stream);
    }

    private static boolean prints(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return (target.getOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "setOut", "setErr").contains(target.getName()))
                || (target.getOwner().isEquivalentTo(FileDescriptor.class)
                        && Set.of("out", "err").contains(target.getName()))
                || (target instanceof CodeUnitAccessTarget call
                        && call.getName().equals("printStackTrace")
                        && call.getRawParameterTypes().isEmpty());
    }

    private static boolean makesPlainException(JavaConstructorCall call) {
        Set<String> plain = Set.of(
                Throwable.class.getName(),
                Exception.class.getName(),
                RuntimeException.class.getName(),
                Error.class.getName());
        boolean callsSuper = call.getOrigin().isConstructor()
                && call.getOriginOwner()
                        .getRawSuperclass()
                        .map(parent -> parent.equals(call.getTargetOwner()))
                        .orElse(false);
        return plain.contains(call.getTargetOwner().getName()) && !callsSuper;
    }

    private static boolean usesRealTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        boolean noClockGiven =
                target.getRawParameterTypes().stream().noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        return switch (target.getOwner().getName()) {
            case "java.lang.System" -> Set.of("nanoTime", "currentTimeMillis").contains(target.getName());
            case "java.lang.Thread" -> target.getName().equals("sleep");
            case "java.time.Clock" ->
                target.getName().startsWith("system") || (target.getName().startsWith("tick") && noClockGiven);
            case "java.util.Date", "java.util.GregorianCalendar" -> isConstructorWithout(target);
            case "java.util.Calendar" -> target.getName().equals("getInstance");
            default -> blocksForRealTime(target) || (isJavaTimeNow(target) && noClockGiven);
        };
    }

    private static boolean blocksForRealTime(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean timed = target.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(TimeUnit.class)
                        || parameter.getName().equals("long"));
        boolean concurrent = owner.getPackageName().startsWith("java.util.concurrent");
        return (concurrent && timed && TIMED_WAITS.contains(target.getName()))
                || (owner.isEquivalentTo(Object.class)
                        && timed
                        && target.getName().equals("wait"))
                || (owner.isEquivalentTo(Thread.class)
                        && timed
                        && target.getName().equals("join"))
                || (owner.isEquivalentTo(CompletableFuture.class)
                        && Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")
                                .contains(target.getName()));
    }

    private static boolean isJavaTimeNow(AccessTarget target) {
        return target.getOwner().getPackageName().equals("java.time")
                && target.getName().equals("now");
    }

    private static boolean rollsDice(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        boolean unseeded = (owner.isEquivalentTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class))
                && isConstructorWithout(target);
        return unseeded
                || (owner.isEquivalentTo(UUID.class) && target.getName().equals("randomUUID"))
                || (owner.isEquivalentTo(Math.class) && target.getName().equals("random"))
                || owner.isEquivalentTo(ThreadLocalRandom.class)
                || assignableTo("java.security.SecureRandom").test(owner)
                || (owner.getPackageName().equals("java.util.random")
                        && Set.of("of", "getDefault").contains(target.getName()));
    }

    private static boolean takesThreads(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        boolean executorGiven =
                target.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(Executor.class));
        boolean async = owner.getPackageName().equals("java.util.concurrent")
                && target.getName().endsWith("Async")
                && !executorGiven;
        return async
                || (owner.isEquivalentTo(Thread.class) && target.getName().equals("<init>"))
                || (owner.isEquivalentTo(Executors.class) && target.getName().startsWith("new"))
                || owner.isEquivalentTo(ForkJoinPool.class)
                || target.getName().equals("parallelStream")
                || (owner.getName().equals("java.util.Timer")
                        && target.getName().equals("<init>"));
    }

    private static boolean isConstructorWithout(CodeUnitAccessTarget target) {
        return target.getName().equals("<init>")
                && target.getRawParameterTypes().isEmpty();
    }

    private static SliceAssignment packages(DescribedPredicate<JavaClass> which) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return OURS.and(which).test(type)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages that " + which.getDescription();
            }
        };
    }
}
