package io.github.ekssdk.k8s.helm;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.ChartUnavailableException;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A Helm chart, whose objects are steps of the cluster's plan like all others: compared, changed, awaited and deleted one by one.
 * There is no Helm release in the cluster; {@code helm list} does not show it.
 *
 * <p>Charts are rendered by Helm itself, which {@code com.marcnuri.helm-java:helm-java} brings; it must be on the class path, for
 * {@code eks-sdk-k8s} does not bring its 28 MB to those who need no charts. A chart is loaded and rendered once for each instance of
 * this class, while a plan is made. Instances are immutable.
 *
 * <p>A chart is rendered as {@code helm template} does: it cannot look into the cluster ({@code lookup} finds nothing), and sees the
 * API versions that Helm knows. Its hooks are left out; a chart that cannot do without is to be told so by its values. A Secret that comes out differently each time is made once and then left as it is; a chart that is random
 * elsewhere is refused.
 *
 * <p>What the chart keeps ({@code helm.sh/resource-policy: keep}) stays when the component goes, and so do the CustomResourceDefinitions
 * that stand beside its templates: Kubernetes would delete all objects of their kinds with them.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Charts in Helm's documentation</a>
 * @since 0.1
 */
public final class HelmChart implements Component {

    private final ChartSource source;
    private final Release release;
    private final Map<Request, List<KubernetesObject>> rendered = new ConcurrentHashMap<>();

    private HelmChart(ChartSource source, Release release) {
        this.source = source;
        this.release = release;
    }

    /**
     * Takes a chart from a repository, as a release that is called like the chart.
     *
     * @param url where the repository's {@code index.yaml} stands, for example {@code https://aws.github.io/eks-charts}
     * @param chart the name of the chart
     * @param version its version; there is no default, so that the same spec always means the same
     * @throws IllegalArgumentException if the URL is none of http or https
     */
    public static HelmChart fromRepository(String url, String chart, String version) {
        return new HelmChart(new RepositoryChart(Web.address(url), chart, version), Release.named(chart));
    }

    /**
     * Takes a chart from an OCI registry that lets everybody read, as a release that is called like the chart.
     *
     * @param reference for example {@code oci://public.ecr.aws/karpenter/karpenter}
     * @param version its version, which is a tag of the registry
     * @throws IllegalArgumentException if the reference does not begin with {@code oci://}
     */
    public static HelmChart fromRegistry(String reference, String version) {
        OciChart chart = OciChart.of(reference, version);
        return new HelmChart(chart, Release.named(chart.name()));
    }

    /**
     * Takes a packed chart from where it is published.
     *
     * @param release the name of the release
     * @param url where the {@code .tgz} is
     * @throws IllegalArgumentException if the URL is none of http or https
     */
    public static HelmChart fromArchive(String release, String url) {
        return new HelmChart(new ArchiveChart(Web.address(url), Optional.empty()), Release.named(release));
    }

    /**
     * Takes a chart from this machine. It is read while a plan is made; what it says is to stay the same until that is applied.
     *
     * @param release the name of the release
     * @param chart a directory with a {@code Chart.yaml}, or a {@code .tgz}
     */
    public static HelmChart fromPath(String release, Path chart) {
        return new HelmChart(new LocalChart(requireNonNull(chart, "chart")), Release.named(release));
    }

    /** Returns the chart under another release name, which is also the name of the component. */
    public HelmChart release(String name) {
        return with(release.name(name));
    }

    /**
     * Returns the chart in a namespace, {@code default} unless said. The namespace is made with the chart, and deleted with it and all
     * that is in it, unless it is one of those that every cluster has.
     */
    public HelmChart namespace(String namespace) {
        return with(release.namespace(namespace, true));
    }

    /** Returns the chart in a namespace that something else makes. */
    public HelmChart existingNamespace(String namespace) {
        return with(release.namespace(namespace, false));
    }

    /**
     * Returns the chart with values in place of its own, put into those given before: maps are merged, everything else is replaced.
     * An explicit null takes a value of the chart away.
     */
    public HelmChart values(Map<String, ?> values) {
        requireNonNull(values, "values");
        return values(context -> values);
    }

    /**
     * Returns the chart with values in YAML, put into those given before.
     *
     * @throws IllegalArgumentException if the text is not a map in YAML
     */
    public HelmChart valuesYaml(String yaml) {
        return values(Manifests.values(yaml));
    }

    /**
     * Returns the chart with values of the cluster that it goes into, put into those given before. Values of the context that are not
     * known yet may be put into texts; templates of the chart must not look into them.
     */
    public HelmChart values(Function<? super ComponentContext, ? extends Map<String, ?>> values) {
        return with(release.values(requireNonNull(values, "values")));
    }

    /** Returns the chart, applied when other components are ready. */
    public HelmChart after(String... components) {
        return with(release.after(Set.of(components)));
    }

    /** Returns the chart without the CustomResourceDefinitions that stand beside its templates. */
    public HelmChart withoutCrds() {
        return with(release.withoutCrds());
    }

    /**
     * Returns the chart, taking over what is in the cluster under the names of its objects: for charts that were installed by Helm. The
     * release that Helm keeps of it stays; uninstalling that would delete the objects.
     */
    public HelmChart adopting() {
        return with(release.changing(object -> switch (object.ownership()) {
            case OWN -> object.ownership(ObjectOwnership.ADOPT).forced();
            case KEEP -> object.forced();
            default -> object;
        }));
    }

    /** Returns the chart, with its objects changed before they are applied. */
    public HelmChart changing(UnaryOperator<KubernetesObject> change) {
        return with(release.changing(requireNonNull(change, "change")));
    }

    private HelmChart with(Release changed) {
        return new HelmChart(source, changed);
    }

    @Override
    public String name() {
        return release.name();
    }

    @Override
    public Set<String> after() {
        return release.after();
    }

    /**
     * Renders the chart, the first time.
     *
     * @throws InvalidSpecException if helm-java is not on the class path, the repository has no such chart, or Helm refuses it
     * @throws ChartUnavailableException if the chart cannot be loaded
     */
    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        Request request = new Request(Values.json(release.values(context)), context.kubernetesVersion());
        return rendered.computeIfAbsent(request, this::render);
    }

    private List<KubernetesObject> render(Request request) {
        List<KubernetesObject> objects = new Rendering(source, release).render(request);
        return objects.stream().map(release.change()).toList();
    }

    /** Names the chart and its release; values may be secret. */
    @Override
    public String toString() {
        return "release " + release.name() + " of " + source;
    }

    /**
     * What decides how a chart comes out.
     *
     * @param values the values, in JSON
     * @param kubernetesVersion the version of the cluster
     */
    record Request(String values, Optional<String> kubernetesVersion) {}
}
