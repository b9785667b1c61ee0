package io.github.ekssdk.k8s.component;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.internal.check.BuiltInKinds;
import io.github.ekssdk.k8s.internal.manifest.ManifestReader;
import io.github.ekssdk.k8s.internal.manifest.Manifests;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects what a component consists of. Each word adds an object, or some; {@link #namespace} and {@link #inNamespace} come before what
 * is to be in that namespace.
 *
 * @since 0.1
 */
public final class ComponentBuilder {

    private final String name;
    private final Set<String> after = new LinkedHashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<String> namespace = Optional.empty();

    ComponentBuilder(String name) {
        this.name = requireNonNull(name, "name");
    }

    /** Waits until other components are ready. */
    public ComponentBuilder after(String... components) {
        after.addAll(Arrays.asList(components));
        return this;
    }

    /** Makes a Namespace, and puts there what follows. When it is deleted, so is everything in it. */
    public ComponentBuilder namespace(String name) {
        parts.add(Part.of(List.of(KubernetesObject.of(
                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name))))));
        return inNamespace(name);
    }

    /** Puts what follows and names no namespace into one that is there. */
    public ComponentBuilder inNamespace(String name) {
        namespace = Optional.of(name);
        return this;
    }

    /** Runs Pods that are alike, of one image. */
    public ComponentBuilder deployment(String name, Consumer<? super DeploymentSettings> settings) {
        return add(new DeploymentSettings(name), settings);
    }

    /** Runs Pods that keep their names and volumes. */
    public ComponentBuilder statefulSet(String name, Consumer<? super StatefulSetSettings> settings) {
        return add(new StatefulSetSettings(name), settings);
    }

    /** Gives Pods one name and address, and a load balancer if wanted. */
    public ComponentBuilder service(String name, Consumer<? super ServiceSettings> settings) {
        return add(new ServiceSettings(name), settings);
    }

    /** Leads requests from an Application Load Balancer to Services. */
    public ComponentBuilder ingress(String name, Consumer<? super IngressSettings> settings) {
        return add(new IngressSettings(name), settings);
    }

    /** Says what Application Load Balancers of a class have in common. */
    public ComponentBuilder ingressClass(String name, Consumer<? super IngressClassSettings> settings) {
        return add(new IngressClassSettings(name), settings);
    }

    /** Makes as many Pods as their load asks for. */
    public ComponentBuilder horizontalPodAutoscaler(
            String name, Consumer<? super HorizontalPodAutoscalerSettings> settings) {
        return add(new HorizontalPodAutoscalerSettings(name), settings);
    }

    /** Makes an account for Pods, with an IAM role if wanted. */
    public ComponentBuilder serviceAccount(String name, Consumer<? super ServiceAccountSettings> settings) {
        return add(new ServiceAccountSettings(name), settings);
    }

    /** Says who may reach Pods. */
    public ComponentBuilder networkPolicy(String name, Consumer<? super NetworkPolicySettings> settings) {
        return add(new NetworkPolicySettings(name), settings);
    }

    /** Limits what a namespace may use, such as {@code requests.cpu} to {@code 10} and {@code pods} to {@code 50}. */
    public ComponentBuilder resourceQuota(String name, Map<String, String> hard) {
        return add(
                new TreeSettings(name, Trees.of("v1", "ResourceQuota", Map.of("hard", new LinkedHashMap<>(hard)))),
                quota -> {});
    }

    /** Gives Pods security groups of their own. */
    public ComponentBuilder securityGroupPolicy(String name, Consumer<? super SecurityGroupPolicySettings> settings) {
        return add(new SecurityGroupPolicySettings(name), settings);
    }

    /**
     * Makes an ENIConfig for each zone of the subnets for Pods that the VPC's secondary CIDRs were cut into; none where there are no
     * such subnets. It takes {@code AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG} and {@code ENI_CONFIG_LABEL_DEF} in the VPC CNI plugin.
     *
     * @param securityGroupIds the security groups of Pods; that of the cluster where none is named
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html">Custom networking in the EKS user guide</a>
     */
    public ComponentBuilder eniConfigs(String... securityGroupIds) {
        List<String> groups = List.of(securityGroupIds);
        return part(context -> context.podSubnetIds().entrySet().stream()
                .map(zone -> eniConfig(
                        zone.getKey(),
                        zone.getValue(),
                        groups.isEmpty() ? List.of(context.clusterSecurityGroupId()) : groups))
                .toList());
    }

    private static KubernetesObject eniConfig(String zone, String subnet, List<String> groups) {
        Map<String, Object> config = Trees.of(
                "crd.k8s.amazonaws.com/v1alpha1", "ENIConfig", Trees.tree("subnet", subnet, "securityGroups", groups));
        config.put("metadata", Map.of("name", zone));
        return KubernetesObject.of(config);
    }

    /** Describes nodes of EKS Auto Mode. */
    public ComponentBuilder nodeClass(String name, Consumer<? super NodeClassSettings> settings) {
        return add(new NodeClassSettings(name, false), settings);
    }

    /** Describes nodes of Karpenter. */
    public ComponentBuilder ec2NodeClass(String name, Consumer<? super NodeClassSettings> settings) {
        return add(new NodeClassSettings(name, true), settings);
    }

    /** Has EKS Auto Mode or Karpenter start nodes. */
    public ComponentBuilder nodePool(String name, Consumer<? super NodePoolSettings> settings) {
        return add(new NodePoolSettings(name), settings);
    }

    /** Adds objects of Fabric8's models. */
    public ComponentBuilder objects(HasMetadata... objects) {
        return fixed(Arrays.stream(objects).map(Manifests::of).toList());
    }

    /** Adds objects that depend on the cluster; the function has to give the same each time. */
    public ComponentBuilder objects(Function<? super ComponentContext, ? extends List<? extends HasMetadata>> objects) {
        Optional<String> home = namespace;
        return part(context ->
                at(home, objects.apply(context).stream().map(Manifests::of).toList()));
    }

    /** Adds objects as they are. */
    public ComponentBuilder objects(KubernetesObject... objects) {
        return fixed(List.of(objects));
    }

    /**
     * Adds the objects of a YAML text.
     *
     * @param source what the text is called in problems, such as the name of a file
     * @param yaml the text
     * @throws InvalidSpecException if it is not YAML or holds something else than objects, by line and column
     */
    public ComponentBuilder yaml(String source, String yaml) {
        return fixed(ManifestReader.read(source, yaml));
    }

    private ComponentBuilder fixed(List<KubernetesObject> objects) {
        parts.add(Part.of(at(namespace, objects)));
        return this;
    }

    private static List<KubernetesObject> at(Optional<String> home, List<KubernetesObject> objects) {
        return home.isEmpty()
                ? objects
                : objects.stream().map(object -> at(home.get(), object)).toList();
    }

    private static KubernetesObject at(String home, KubernetesObject object) {
        boolean homeless = object.namespace().isEmpty()
                && BuiltInKinds.namespaced(object.apiVersion(), object.kind()).orElse(false);
        return homeless ? Manifests.in(home, object) : object;
    }

    private <S extends ObjectSettings<S>> ComponentBuilder add(S settings, Consumer<? super S> description) {
        requireNonNull(description, "description").accept(settings);
        parts.add(settings.in(namespace));
        return this;
    }

    private ComponentBuilder part(Part part) {
        parts.add(part);
        return this;
    }

    Component build() {
        return new DescribedComponent(name, Set.copyOf(after), List.copyOf(parts));
    }

    /** An object about which no more can be said. */
    private static final class TreeSettings extends ObjectSettings<TreeSettings> {

        private final Map<String, Object> manifest;

        TreeSettings(String name, Map<String, Object> manifest) {
            super(name);
            this.manifest = manifest;
        }

        @Override
        Map<String, Object> manifest(Place place) {
            return manifest;
        }
    }
}
