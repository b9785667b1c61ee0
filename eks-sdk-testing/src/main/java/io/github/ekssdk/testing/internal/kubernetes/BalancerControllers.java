package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Load balancers for Services of type LoadBalancer and for Ingresses: by the AWS Load Balancer Controller where it runs, by EKS Auto
 * Mode where that is on, and for Services else by Kubernetes itself. What nobody takes care of waits for ever.
 */
final class BalancerControllers implements Controller {
    private static final String SERVICES = "services";
    private static final String INGRESSES = "ingresses.networking.k8s.io";
    private static final String ANNOTATION = "service.beta.kubernetes.io/aws-load-balancer-";
    private static final String OF_KUBERNETES = "service.kubernetes.io/load-balancer-cleanup";
    private static final String OF_CONTROLLER = "service.k8s.aws/resources";
    private static final String OF_AUTO_MODE = "service.eks.amazonaws.com/resources";
    private static final String INGRESS_OF_CONTROLLER = "ingress.k8s.aws/resources";
    private static final String INGRESS_OF_AUTO_MODE = "ingress.eks.amazonaws.com/resources";
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final AwsSide aws;
    private final Wakeups wakeups;
    private final Events events;

    BalancerControllers(ClusterObjects objects, Deletion deletion, AwsSide aws, Wakeups wakeups) {
        this.objects = objects;
        this.deletion = deletion;
        this.aws = aws;
        this.wakeups = wakeups;
        this.events = new Events(objects, "load-balancer-controller");
    }

    @Override
    public List<String> types() {
        return List.of(
                SERVICES,
                INGRESSES,
                IngressClasses.KEY,
                "ingressclassparams.eks.amazonaws.com",
                "ingressclassparams.elbv2.k8s.aws",
                "deployments.apps");
    }

    @Override
    public void reconcile() {
        objects.all(SERVICES).forEach(this::service);
        objects.all(INGRESSES).forEach(this::ingress);
    }

    private boolean hasController() {
        return objects.in("deployments.apps", "kube-system").stream()
                .filter(one -> Trees.name(one).equals("aws-load-balancer-controller")
                        || "aws-load-balancer-controller"
                                .equals(Trees.labels(one).get("app.kubernetes.io/name")))
                .anyMatch(one -> Trees.number(one, 0, "status", "readyReplicas") > 0);
    }

    private boolean hasAutoMode() {
        return aws.sight().filter(sight -> sight.balancesLoadItself()).isPresent();
    }

    private static String annotation(ObjectNode object, String name) {
        return Trees.text(object, "metadata", "annotations", name);
    }

    /** The finalizer of whoever takes care of a service; empty if nobody does. */
    private String carer(ObjectNode service) {
        String type = annotation(service, ANNOTATION + "type");
        return switch (Trees.text(service, "spec", "loadBalancerClass")) {
            case "service.k8s.aws/nlb" -> hasController() ? OF_CONTROLLER : "";
            case "eks.amazonaws.com/nlb" -> hasAutoMode() ? OF_AUTO_MODE : "";
            case "" -> {
                if (hasController()) {
                    yield OF_CONTROLLER;
                }
                yield type.equals("external") || type.equals("nlb-ip")
                        ? ""
                        : hasAutoMode() ? OF_AUTO_MODE : OF_KUBERNETES;
            }
            default -> "";
        };
    }

    private void service(ObjectNode service) {
        List<String> finalizers = Deletion.finalizers(service);
        boolean wanted = Trees.text(service, "spec", "type").equals("LoadBalancer") && !Trees.isDeleting(service);
        Optional<String> held = finalizers.stream()
                .filter(List.of(OF_KUBERNETES, OF_CONTROLLER, OF_AUTO_MODE)::contains)
                .findFirst();
        if (!wanted) {
            held.ifPresent(finalizer -> release(service, SERVICES, finalizer));
        } else if (Trees.at(service, "status", "loadBalancer", "ingress").isEmpty()) {
            String carer = held.orElseGet(() -> carer(service));
            if (!carer.isEmpty()) {
                make(service, carer);
            }
        }
    }

    private void make(ObjectNode service, String carer) {
        hold(service, SERVICES, carer);
        String object = Trees.namespace(service) + "/" + Trees.name(service);
        boolean itself = carer.equals(OF_KUBERNETES);
        boolean inside = itself
                ? annotation(service, ANNOTATION + "internal").equals("true")
                : !annotation(service, ANNOTATION + "scheme").equals("internet-facing");
        boolean classic = itself && !annotation(service, ANNOTATION + "type").equals("nlb");
        attempt(service, SERVICES, () -> {
            String scheme = inside ? "internal" : "internet-facing";
            return classic
                    ? aws.classicAddress(aws.act("classic-load-balancer", object, scheme))
                    : aws.address(aws.act("network-load-balancer" + suffix(carer), object, scheme));
        });
    }

    /** An attempt to make a load balancer; its address when it succeeds. */
    private interface Attempt {
        Optional<String> make();
    }

    private void attempt(ObjectNode object, String type, Attempt attempt) {
        try {
            attempt.make()
                    .ifPresent(address -> objects.status(
                            type,
                            object,
                            status -> Trees.child(status, "loadBalancer")
                                    .putArray("ingress")
                                    .addObject()
                                    .put("hostname", address)));
        } catch (IllegalStateException | IllegalArgumentException refused) {
            events.warn(object, "FailedBuildModel", "Failed build model due to " + refused.getMessage());
            wakeups.at(objects.now().plus(RETRY), "load balancer of " + Trees.name(object) + " is tried again");
        }
    }

    /** How the acts of a carer end. */
    private static String suffix(String carer) {
        return switch (carer) {
            case OF_AUTO_MODE, INGRESS_OF_AUTO_MODE -> "-of-auto-mode";
            default -> "-of-controller";
        };
    }

    private void ingress(ObjectNode ingress) {
        Optional<String> held = Deletion.finalizers(ingress).stream()
                .filter(List.of(INGRESS_OF_CONTROLLER, INGRESS_OF_AUTO_MODE)::contains)
                .findFirst();
        if (Trees.isDeleting(ingress)) {
            held.ifPresent(finalizer -> release(ingress, INGRESSES, finalizer));
        } else if (Trees.at(ingress, "status", "loadBalancer", "ingress").isEmpty()) {
            String carer = held.orElseGet(() -> ingressCarer(ingress));
            if (!carer.isEmpty()) {
                makeAlb(ingress, new IngressClasses(objects).of(ingress), carer);
            }
        }
    }

    private void makeAlb(ObjectNode ingress, IngressClasses.Settings settings, String carer) {
        if (!settings.problem().isEmpty()) {
            events.warn(ingress, "FailedLoadGroupID", "Failed load groupID due to " + settings.problem());
            return;
        }
        hold(ingress, INGRESSES, carer);
        String annotated = annotation(ingress, "alb.ingress.kubernetes.io/scheme");
        String scheme = settings.scheme().orElse(annotated);
        attempt(
                ingress,
                INGRESSES,
                () -> aws.address(aws.act(
                        "application-load-balancer" + suffix(carer),
                        Trees.namespace(ingress) + "/" + Trees.name(ingress),
                        scheme.equals("internet-facing") ? scheme : "internal")));
    }

    /** The finalizer of whoever takes care of an ingress; empty if nobody does. */
    private String ingressCarer(ObjectNode ingress) {
        boolean old = annotation(ingress, "kubernetes.io/ingress.class").equals("alb");
        String controller = new IngressClasses(objects).of(ingress).controller();
        if ((old || controller.equals("ingress.k8s.aws/alb")) && hasController()) {
            return INGRESS_OF_CONTROLLER;
        }
        return controller.equals("eks.amazonaws.com/alb") && hasAutoMode() ? INGRESS_OF_AUTO_MODE : "";
    }

    private void hold(ObjectNode object, String type, String finalizer) {
        objects.change(type, object, copy -> {
            if (!Deletion.finalizers(copy).contains(finalizer)) {
                Trees.child(copy, "metadata").withArray("finalizers").add(finalizer);
            }
        });
    }

    /** Removes the load balancer, if whoever made it still runs. */
    private void release(ObjectNode object, String type, String finalizer) {
        boolean runs = switch (finalizer) {
            case OF_KUBERNETES -> true;
            case OF_AUTO_MODE, INGRESS_OF_AUTO_MODE -> hasAutoMode();
            default -> hasController();
        };
        if (runs) {
            aws.act("remove-load-balancer", Trees.namespace(object) + "/" + Trees.name(object));
            if (!Trees.isDeleting(object)) {
                objects.status(type, object, status -> status.putObject("loadBalancer"));
            }
            objects.get(type, Trees.namespace(object), Trees.name(object))
                    .ifPresent(now -> deletion.release(now, objects.types().require(type), finalizer));
        }
    }
}
