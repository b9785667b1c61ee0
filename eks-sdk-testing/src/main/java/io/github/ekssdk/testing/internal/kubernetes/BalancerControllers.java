package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private final ClusterObjects objects;
    private final AwsSide aws;
    private final Balancing balancing;

    BalancerControllers(ClusterObjects objects, AwsSide aws, Balancing balancing) {
        this.objects = objects;
        this.aws = aws;
        this.balancing = balancing;
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

    private static String annotation(ObjectNode object, String name) {
        return Trees.text(object, "metadata", "annotations", name);
    }

    /** The finalizer of whoever takes care of a service; empty if nobody does. */
    private String carer(ObjectNode service) {
        String type = annotation(service, ANNOTATION + "type");
        return switch (Trees.text(service, "spec", "loadBalancerClass")) {
            case "service.k8s.aws/nlb" -> balancing.hasController() ? OF_CONTROLLER : "";
            case "eks.amazonaws.com/nlb" -> balancing.hasAutoMode() ? OF_AUTO_MODE : "";
            case "" -> {
                if (balancing.hasController()) {
                    yield OF_CONTROLLER;
                }
                yield type.equals("external") || type.equals("nlb-ip")
                        ? ""
                        : balancing.hasAutoMode() ? OF_AUTO_MODE : OF_KUBERNETES;
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
        balancing.hold(service, SERVICES, carer);
        boolean itself = carer.equals(OF_KUBERNETES);
        boolean inside = itself
                ? annotation(service, ANNOTATION + "internal").equals("true")
                : !annotation(service, ANNOTATION + "scheme").equals("internet-facing");
        boolean classic = itself && !annotation(service, ANNOTATION + "type").equals("nlb");
        String scheme = inside ? "internal" : "internet-facing";
        balancing.attempt(
                service,
                SERVICES,
                () -> classic
                        ? aws.classicAddress(balancing.act("classic-load-balancer", service, scheme))
                        : aws.address(balancing.act("network-load-balancer" + suffix(carer), service, scheme)),
                BalancerControllers::reached);
    }

    private static void reached(ObjectNode status, String address) {
        Trees.child(status, "loadBalancer").putArray("ingress").addObject().put("hostname", address);
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
            balancing.warn(ingress, "FailedLoadGroupID", "Failed load groupID due to " + settings.problem());
            return;
        }
        balancing.hold(ingress, INGRESSES, carer);
        String annotated = annotation(ingress, "alb.ingress.kubernetes.io/scheme");
        String scheme = settings.scheme().orElse(annotated);
        balancing.attempt(
                ingress,
                INGRESSES,
                () -> aws.address(balancing.act(
                        "application-load-balancer" + suffix(carer),
                        ingress,
                        scheme.equals("internet-facing") ? scheme : "internal")),
                BalancerControllers::reached);
    }

    /** The finalizer of whoever takes care of an ingress; empty if nobody does. */
    private String ingressCarer(ObjectNode ingress) {
        boolean old = annotation(ingress, "kubernetes.io/ingress.class").equals("alb");
        String controller = new IngressClasses(objects).of(ingress).controller();
        if ((old || controller.equals("ingress.k8s.aws/alb")) && balancing.hasController()) {
            return INGRESS_OF_CONTROLLER;
        }
        return controller.equals("eks.amazonaws.com/alb") && balancing.hasAutoMode() ? INGRESS_OF_AUTO_MODE : "";
    }

    /** Removes the load balancer, if whoever made it still runs. */
    private void release(ObjectNode object, String type, String finalizer) {
        boolean runs = switch (finalizer) {
            case OF_KUBERNETES -> true;
            case OF_AUTO_MODE, INGRESS_OF_AUTO_MODE -> balancing.hasAutoMode();
            default -> balancing.hasController();
        };
        if (runs) {
            if (!Trees.isDeleting(object)) {
                objects.status(type, object, status -> status.putObject("loadBalancer"));
            }
            String prefix = finalizer.substring(0, finalizer.indexOf('/'));
            balancing.release(object, type, finalizer, finalizer.equals(OF_KUBERNETES) ? "service.k8s.aws" : prefix);
        }
    }
}
