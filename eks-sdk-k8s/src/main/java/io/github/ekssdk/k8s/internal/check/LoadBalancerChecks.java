package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether something makes the load balancers of Ingresses and Services, and finds subnets for them. */
final class LoadBalancerChecks {

    private static final String CONTROLLER = "aws-load-balancer-controller";
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";
    private static final Set<String> ALB_CONTROLLERS = Set.of("ingress.k8s.aws/alb", "eks.amazonaws.com/alb");
    private static final String NLB = "service.k8s.aws/nlb";
    private static final String NLB_OF_AUTO_MODE = "eks.amazonaws.com/nlb";
    private static final String OF_SERVICES = "service.beta.kubernetes.io/aws-load-balancer-";
    private static final String OF_INGRESSES = "alb.ingress.kubernetes.io/";
    private static final String PUBLIC = "kubernetes.io/role/elb";
    private static final String PRIVATE = "kubernetes.io/role/internal-elb";

    private final ObjectSet objects;
    private final ClusterSpec spec;
    private final List<String> missingTags;
    private final Findings findings;

    LoadBalancerChecks(ObjectSet objects, ClusterSpec spec, List<String> missingTags, Findings findings) {
        this.objects = objects;
        this.spec = spec;
        this.missingTags = missingTags;
        this.findings = findings;
    }

    void run() {
        objects.of("networking.k8s.io", "Ingress").forEach(this::ingress);
        objects.of("", "Service")
                .filter(service -> service.text("spec", "type").equals(Optional.of("LoadBalancer")))
                .forEach(this::service);
        objects.of("networking.k8s.io", "IngressClass").forEach(this::ingressClass);
    }

    private void ingress(Described ingress) {
        Optional<String> name = ingress.text("spec", "ingressClassName").or(() -> ingress.annotation(CLASS_ANNOTATION));
        Optional<Described> described = name.map(this::ingressClassOf).orElseGet(this::defaultClass);
        if (name.isEmpty() && described.isEmpty()) {
            findings.problem(
                    ingress,
                    "It names no IngressClass and the spec has no default one, so no controller would take it.",
                    "Set spec.ingressClassName, for example to 'alb', or mark an IngressClass with " + DEFAULT_CLASS
                            + ".");
            return;
        }
        if (described.isEmpty() && !name.equals(Optional.of("alb"))) {
            findings.warning(
                    ingress,
                    "No component describes the IngressClass '" + name.orElse("") + "'; it has to be there already.");
            return;
        }
        if (described.map(LoadBalancerChecks::isAlb).orElse(true)) {
            if (described.isEmpty() && !hasController()) {
                noController(ingress, "An Application Load Balancer");
            }
            subnets(ingress, scheme(ingress, described), OF_INGRESSES + "subnets");
        }
    }

    private static boolean isAlb(Described ingressClass) {
        return ingressClass
                .text("spec", "controller")
                .filter(ALB_CONTROLLERS::contains)
                .isPresent();
    }

    private Optional<Described> ingressClassOf(String name) {
        return objects.of("networking.k8s.io", "IngressClass")
                .filter(object -> object.object().name().equals(name))
                .findFirst();
    }

    private Optional<Described> defaultClass() {
        return objects.of("networking.k8s.io", "IngressClass")
                .filter(object -> object.annotation(DEFAULT_CLASS).equals(Optional.of("true")))
                .findFirst();
    }

    private void ingressClass(Described object) {
        Optional<String> controller = object.text("spec", "controller");
        if (controller.equals(Optional.of("eks.amazonaws.com/alb"))
                && spec.autoMode().isEmpty()) {
            findings.problem(
                    object,
                    "Its controller is that of EKS Auto Mode, which the spec has not.",
                    "Switch Auto Mode on, or use ingress.k8s.aws/alb of the AWS Load Balancer Controller.");
        } else if (controller.equals(Optional.of("ingress.k8s.aws/alb")) && !hasController()) {
            noController(object, "An Application Load Balancer");
        }
    }

    private void service(Described service) {
        Optional<String> type = service.text("spec", "loadBalancerClass");
        if (type.equals(Optional.of(NLB_OF_AUTO_MODE)) && spec.autoMode().isEmpty()) {
            findings.problem(
                    service,
                    "Its class " + NLB_OF_AUTO_MODE + " is that of EKS Auto Mode, which the spec has not.",
                    "Switch Auto Mode on, or use " + NLB + " of the AWS Load Balancer Controller.");
        } else if (type.equals(Optional.of(NLB)) && !hasController()) {
            noController(service, "A Network Load Balancer");
        }
        boolean internal = service.annotation(OF_SERVICES + "scheme")
                .map("internal"::equals)
                .orElseGet(() ->
                        service.annotation(OF_SERVICES + "internal").equals(Optional.of("true")) || type.isPresent());
        subnets(service, internal ? "internal" : "internet-facing", OF_SERVICES + "subnets");
    }

    private void noController(Described object, String what) {
        findings.warning(
                object,
                what + " is made by the AWS Load Balancer Controller, which the spec does not install; nothing happens"
                        + " without it. Add the component '" + CONTROLLER + "', or switch on Auto Mode and use its"
                        + " classes.");
    }

    private boolean hasController() {
        return objects.hasSoftware(CONTROLLER);
    }

    private String scheme(Described ingress, Optional<Described> ingressClass) {
        return ingressClass
                .flatMap(found -> found.text("spec", "parameters", "name"))
                .flatMap(this::schemeOfParams)
                .or(() -> ingress.annotation(OF_INGRESSES + "scheme"))
                .orElse("internal");
    }

    private Optional<String> schemeOfParams(String name) {
        return Stream.of("elbv2.k8s.aws", "eks.amazonaws.com")
                .flatMap(group -> objects.of(group, "IngressClassParams"))
                .filter(params -> params.object().name().equals(name))
                .flatMap(params -> params.text("spec", "scheme").stream())
                .findFirst();
    }

    private void subnets(Described object, String scheme, String annotation) {
        if (object.annotation(annotation).isPresent()) {
            return;
        }
        boolean internal = scheme.equals("internal");
        if (spec.vpc().existing().isEmpty()) {
            own(object, internal);
            return;
        }
        String tag = internal ? PRIVATE : PUBLIC;
        List<String> untagged = missingTags.stream()
                .filter(missing -> missing.endsWith(" " + tag))
                .map(missing -> missing.substring(0, missing.indexOf(' ')))
                .toList();
        if (!untagged.isEmpty()) {
            findings.warning(
                    object,
                    "Its " + scheme + " load balancer goes to subnets with the tag " + tag + ", which "
                            + String.join(", ", untagged)
                            + " lack. Add the tag, let the SDK do so with addMissingTags(true), or"
                            + " name subnets with the annotation " + annotation + ".");
        }
    }

    private void own(Described object, boolean internal) {
        if (!internal && !spec.vpc().publicSubnets()) {
            findings.problem(
                    object,
                    "Its load balancer faces the internet, but the VPC has no public subnets.",
                    "Make it internal, or give the VPC public subnets.");
        }
    }
}
